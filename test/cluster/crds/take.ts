// Takes the definitions that stand-in charts and schema tests install from the upstream files in a folder:
//   npx tsx test/cluster/crds/take.ts FOLDER
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments, stringify } from 'yaml';
import { withoutDescriptions } from './without-descriptions';

const PROJECTS = ['cert-manager', 'external-secrets', 'flux-operator', 'gateway-api', 'kyverno', 'sealed-secrets'];

const [folder = ''] = process.argv.slice(2);
for (const project of PROJECTS) {
  const file = readdirSync(folder).find((name) => name.startsWith(`${project}-`) && name.endsWith('.yaml'));
  if (file === undefined) throw new Error(`${folder} has no ${project}-….yaml`);
  const documents = parseAllDocuments(readFileSync(join(folder, file), 'utf8')).map((document) => document.toJS());
  const definitions = documents.filter((document) => document?.kind === 'CustomResourceDefinition');
  const text = definitions.map((definition) =>
    stringify(withoutDescriptions(definition), { lineWidth: 0, aliasDuplicateObjects: false }),
  );
  writeFileSync(join(__dirname, `${project}.yaml`), `# From ${file}, without descriptions.\n${text.join('---\n')}`);
}
