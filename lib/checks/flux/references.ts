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

/** The fields of a map that refer, and maps below it that hold such fields. */
interface Fields {
  readonly [field: string]: Shape | Fields;
}

const ofSources: Fields = {
  secretRef: 'secret',
  certSecretRef: 'secret',
  proxySecretRef: 'secret',
  verify: { secretRef: 'secret', trustedRootSecretRef: 'secret' },
};

/** What the specs of Flux objects refer to and cannot work without; `dependsOn` aside. */
const fieldsOf: Readonly<Record<string, Fields>> = {
  Kustomization: {
    sourceRef: 'source',
    serviceAccountName: 'account',
    decryption: { secretRef: 'secret' },
    kubeConfig: { secretRef: 'secret' },
    postBuild: { substituteFrom: 'values' },
  },
  HelmRelease: {
    chart: { spec: { sourceRef: 'source', verify: { secretRef: 'secret' } } },
    chartRef: 'source',
    serviceAccountName: 'account',
    kubeConfig: { secretRef: 'secret' },
    valuesFrom: 'values',
  },
  GitRepository: ofSources,
  OCIRepository: ofSources,
  HelmRepository: ofSources,
  Bucket: { ...ofSources, sts: { secretRef: 'secret', certSecretRef: 'secret' } },
};

/** What a Flux object refers to. */
export function referencesOf({ kind, metadata, spec }: Manifest): Reference[] {
  const found: Reference[] = [];
  const fields = fieldsOf[kind];
  if (fields) addReferences(found, fields, spec, 'spec', metadata.namespace ?? '');
  return found;
}

function addReferences(found: Reference[], fields: Fields, within: unknown, path: string, here: string): void {
  if (typeof within !== 'object' || within === null) return;
  for (const field in fields) {
    const value = (within as Values)[field];
    if (value === undefined) continue;
    const shape = fields[field] as Shape | Fields;
    if (typeof shape === 'object') addReferences(found, shape, value, `${path}.${field}`, here);
    else found.push(...read[shape](`${path}.${field}`, value, here));
  }
}

type Values = Readonly<Record<string, unknown>>;

const read: Readonly<Record<Shape, (field: string, value: unknown, here: string) => Reference[]>> = {
  secret: (field, value, here) => named(field, nameIn(value), '', 'Secret', here),
  account: (field, name, here) => named(field, name, '', 'ServiceAccount', here),
  source: (field, value, here) => {
    const { kind = '', namespace = here } = value as { readonly kind?: string; readonly namespace?: string };
    return named(field, nameIn(value), 'source.toolkit.fluxcd.io', kind, namespace);
  },
  values: (field, value, here) =>
    (value as readonly Values[]).flatMap((entry, index) =>
      entry.optional === true ? [] : named(`${field}[${index}]`, nameIn(entry), '', String(entry.kind), here),
    ),
};

function nameIn(ref: unknown): unknown {
  return (ref as Values | undefined | null)?.name;
}

function named(field: string, name: unknown, group: string, kind: string, namespace: string): Reference[] {
  return typeof name === 'string' ? [{ field, to: { group, kind, namespace, name } }] : [];
}
