import type { Manifest } from '../../manifest/manifest';
import type { ObjectId } from '../../manifest/object-id';

/** A reference from one object to another. */
export interface Reference {
  /** Where it stands, `spec.sourceRef`. */
  readonly field: string;
  readonly to: ObjectId;
}

/** How a field refers: to a Secret or source by a map, to a ServiceAccount by its name, to Secrets and ConfigMaps by a list. */
type Shape = 'secret' | 'source' | 'account' | 'values';

const ofSources: Readonly<Record<string, Shape>> = {
  'spec.secretRef': 'secret',
  'spec.certSecretRef': 'secret',
  'spec.proxySecretRef': 'secret',
  'spec.verify.secretRef': 'secret',
  'spec.verify.trustedRootSecretRef': 'secret',
};

/** What Flux objects refer to and cannot work without; `dependsOn` aside. */
const fieldsOf: Readonly<Record<string, Readonly<Record<string, Shape>>>> = {
  Kustomization: {
    'spec.sourceRef': 'source',
    'spec.serviceAccountName': 'account',
    'spec.decryption.secretRef': 'secret',
    'spec.kubeConfig.secretRef': 'secret',
    'spec.postBuild.substituteFrom': 'values',
  },
  HelmRelease: {
    'spec.chart.spec.sourceRef': 'source',
    'spec.chart.spec.verify.secretRef': 'secret',
    'spec.chartRef': 'source',
    'spec.serviceAccountName': 'account',
    'spec.kubeConfig.secretRef': 'secret',
    'spec.valuesFrom': 'values',
  },
  GitRepository: ofSources,
  OCIRepository: ofSources,
  HelmRepository: ofSources,
  Bucket: { ...ofSources, 'spec.sts.secretRef': 'secret', 'spec.sts.certSecretRef': 'secret' },
};

const placesOf = new Map(
  Object.entries(fieldsOf).map(([kind, fields]) => [
    kind,
    Object.entries(fields).map(([field, shape]) => ({ field, path: field.split('.'), shape })),
  ]),
);

/** What a Flux object refers to. */
export function referencesOf(manifest: Manifest): Reference[] {
  const here = manifest.metadata.namespace ?? '';
  return (placesOf.get(manifest.kind) ?? []).flatMap(({ field, path, shape }) => {
    const value = path.reduce<unknown>(child, manifest);
    return value === undefined ? [] : read[shape](field, value, here);
  });
}

type Fields = Readonly<Record<string, unknown>>;

const read: Readonly<Record<Shape, (field: string, value: unknown, here: string) => Reference[]>> = {
  secret: (field, value, namespace) => named(field, value, { group: '', kind: 'Secret', namespace }),
  account: (field, name, namespace) => named(field, { name }, { group: '', kind: 'ServiceAccount', namespace }),
  source: (field, value, here) => {
    const { kind = '', namespace = here } = value as { readonly kind?: string; readonly namespace?: string };
    return named(field, value, { group: 'source.toolkit.fluxcd.io', kind, namespace });
  },
  values: (field, value, namespace) =>
    (value as readonly Fields[]).flatMap((entry, index) =>
      entry.optional === true
        ? []
        : named(`${field}[${index}]`, entry, { group: '', kind: String(entry.kind), namespace }),
    ),
};

function child(value: unknown, key: string): unknown {
  return (value as Fields | undefined | null)?.[key];
}

function named(field: string, ref: unknown, target: Omit<ObjectId, 'name'>): Reference[] {
  const name = child(ref, 'name');
  return typeof name === 'string' ? [{ field, to: { ...target, name } }] : [];
}
