import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, posix, resolve } from 'node:path';
import { build } from 'esbuild';

const name = 'flux-hub.js';
/** What the folder of the bundle is called in it. */
const bundled = 'bundleFolder';

/**
 * Puts the modules of `lib/` into one file, each of them run when it is first asked for: to find and read hundreds of files takes
 * longer than to run them. What is left of the entry points leads there; names of exports are spelled out for ES modules.
 */
export async function bundle(folder, entries) {
  const modules = readdirSync(join(folder, 'lib'), { recursive: true })
    .map((path) => posix.join('lib', path.replaceAll('\\', '/')))
    .filter((path) => path.endsWith('.js'))
    .sort();
  await build({
    stdin: { contents: tableOf(modules), resolveDir: folder },
    bundle: true,
    platform: 'node',
    target: 'node20',
    packages: 'external',
    outfile: join(folder, name),
    banner: { js: `const ${bundled} = __dirname;` },
    plugins: [ownPlace(resolve(folder))],
    logLevel: 'warning',
  });
  for (const path of modules) rmSync(join(folder, path));
  const load = createRequire(resolve(folder, name));
  for (const entry of entries) writeFileSync(join(folder, entry), stub(entry, load));
}

function tableOf(modules) {
  const lines = modules.map((path) => `  '${path}': () => require('./${path}'),`);
  return `module.exports = {\n${lines.join('\n')}\n};\n`;
}

function stub(entry, load) {
  const path = posix.relative(posix.dirname(entry), name);
  const leads = `module.exports = require('${path}')['${entry}']();\n`;
  const names = isProgram(entry) ? [] : Object.keys(load(`./${name}`)[entry]());
  return names.length === 0 ? leads : `${leads}0 && (module.exports = { ${names.join(', ')} });\n`;
}

/** What does its work when it is loaded. */
function isProgram(entry) {
  return !entry.endsWith('index.js');
}

/** A module goes on to find what lies beside the file that it was. */
function ownPlace(root) {
  return {
    name: 'own-place',
    setup({ onLoad }) {
      onLoad({ filter: /\.js$/ }, ({ path }) => {
        const source = readFileSync(path, 'utf8');
        if (!/\b__(?:file|dir)name\b/.test(source)) return undefined;
        const file = path.slice(root.length).replaceAll('\\', '/');
        const place = `const __filename = ${bundled} + '${file}', __dirname = ${bundled} + '${posix.dirname(file)}';`;
        return { contents: `${place}\n${source}`, loader: 'js' };
      });
    },
  };
}
