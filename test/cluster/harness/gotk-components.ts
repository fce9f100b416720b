import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse, stringify } from 'yaml';
import { gotkComponents } from '../../deploy/flux-system';
import { writeFiles } from '../../deploy/tree';
import { kubectl } from '../../tools/kubectl';
import { withoutDescriptions } from '../crds/without-descriptions';
import { crdFiles } from '../tools/build';

const isClusterWide = (document: string) => /^kind: ClusterRole(Binding)?$/m.test(document);

/**
 * `gotk-components.yaml` as `flux bootstrap` makes it: the components in the namespace `flux-system`, cluster-wide names with
 * it as their suffix, and the definitions of the controllers that run here. Those come without descriptions: Flux applies all of
 * this again with each commit.
 */
export function installedComponents(components: readonly string[]): string {
  const [header = '', ...documents] = gotkComponents(components).split(/^---\n/m);
  const folder = mkdtempSync(join(tmpdir(), 'flux-hub-'));
  try {
    writeFiles(folder, [
      [
        'kustomization.yaml',
        'namespace: flux-system\nresources: [namespace.yaml, components.yaml, definitions.yaml, rbac]\n',
      ],
      ['namespace.yaml', 'apiVersion: v1\nkind: Namespace\nmetadata:\n  name: flux-system\n'],
      ['components.yaml', documents.filter((document) => !isClusterWide(document)).join('---\n')],
      ['definitions.yaml', crdFiles().map(shortened).join('---\n')],
      ['rbac/kustomization.yaml', 'nameSuffix: -flux-system\nresources: [rbac.yaml]\n'],
      ['rbac/rbac.yaml', documents.filter(isClusterWide).join('---\n')],
    ]);
    const built = execFileSync(kubectl(), ['kustomize', folder], { encoding: 'utf8', maxBuffer: 1 << 26 });
    return `${header}---\n${built}`;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function shortened(definition: string): string {
  return stringify(withoutDescriptions(parse(definition)));
}
