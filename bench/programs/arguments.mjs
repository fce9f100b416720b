// Every program is called as `node <program> <clusters> <tenants> <folder to write into>`.
const [clusters, tenants, out] = process.argv.slice(2);

/** How many clusters, how many tenants on each, and where to write. */
export const fleet = { clusters: Number(clusters), tenants: Number(tenants), out };
