/** What keys of the labels by which Pod Security Admission holds a namespace begin with. */
export const podSecurityPrefix = 'pod-security.kubernetes.io/';

/** Names the level that a namespace's Pods are held to. */
export const enforceLabel = `${podSecurityPrefix}enforce`;
