import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Manifest } from '../../../lib/manifest/manifest';

const group = 'image.toolkit.fluxcd.io';
const folder = join(__dirname, '../../../imports/schemas/flux-2.7', group);

const kinds: Readonly<Record<string, string>> = {
  ImagePolicy: 'imagepolicies',
  ImageRepository: 'imagerepositories',
  ImageUpdateAutomation: 'imageupdateautomations',
};

/** Definitions of Flux's image kinds, whose controllers are not built: made of the schemas that we have of them. */
export function imageKinds(): Manifest[] {
  return Object.entries(kinds).map(([kind, plural]) => {
    const schema = JSON.parse(readFileSync(join(folder, `${kind.toLowerCase()}_v1.json`), 'utf8'), asInDefinitions);
    const properties = { spec: schema.properties.spec };
    return {
      apiVersion: 'apiextensions.k8s.io/v1',
      kind: 'CustomResourceDefinition',
      metadata: { name: `${plural}.${group}` },
      spec: {
        group,
        names: { kind, plural, singular: kind.toLowerCase() },
        scope: 'Namespaced',
        versions: [
          { name: 'v1', served: true, storage: true, schema: { openAPIV3Schema: { type: 'object', properties } } },
        ],
      },
    };
  });
}

/** Where properties are listed, a definition has no others anyway, and may not say so. */
function asInDefinitions(key: string, value: unknown): unknown {
  return key === 'additionalProperties' && value === false ? undefined : value;
}
