import type { Manifest } from '../../manifest/manifest';
import type { ObjectId } from '../../manifest/object-id';

/** A reference from one object to another. */
export interface Reference {
  /** Where it stands, `spec.sourceRef`. */
  readonly field: string;
  readonly to: ObjectId;
}

type Fields = Readonly<Record<string, unknown>>;

const source = 'source.toolkit.fluxcd.io';

/** What a Flux object refers to and cannot work without; `dependsOn` aside. */
export function referencesOf({ kind, metadata, spec }: Manifest): Reference[] {
  const fields = (spec ?? {}) as Fields;
  const here = metadata.namespace ?? '';
  const secret = (field: string, ref: unknown) => named(field, ref, { group: '', kind: 'Secret', namespace: here });
  const sourceRef = (field: string, ref: unknown) => {
    const { kind: sourceKind = '', namespace = here } = (ref ?? {}) as Record<string, string>;
    return named(field, ref, { group: source, kind: sourceKind, namespace });
  };
  const account = () =>
    typeof fields.serviceAccountName === 'string'
      ? [reference('spec.serviceAccountName', '', 'ServiceAccount', here, fields.serviceAccountName)]
      : [];
  const values = (field: string, list: unknown) =>
    ((list ?? []) as Fields[]).flatMap((entry, index) =>
      entry.optional === true
        ? []
        : named(`${field}[${index}]`, entry, { group: '', kind: String(entry.kind), namespace: here }),
    );

  switch (kind) {
    case 'Kustomization': {
      const decryption = (fields.decryption ?? {}) as Fields;
      const postBuild = (fields.postBuild ?? {}) as Fields;
      return [
        ...sourceRef('spec.sourceRef', fields.sourceRef),
        ...account(),
        ...secret('spec.decryption.secretRef', decryption.secretRef),
        ...values('spec.postBuild.substituteFrom', postBuild.substituteFrom),
      ];
    }
    case 'HelmRelease': {
      const chart = ((fields.chart ?? {}) as Fields).spec as Fields | undefined;
      return [
        ...sourceRef('spec.chart.spec.sourceRef', chart?.sourceRef),
        ...sourceRef('spec.chartRef', fields.chartRef),
        ...account(),
        ...values('spec.valuesFrom', fields.valuesFrom),
      ];
    }
    case 'GitRepository':
    case 'OCIRepository':
    case 'HelmRepository':
    case 'Bucket': {
      const verify = (fields.verify ?? {}) as Fields;
      return [
        ...secret('spec.secretRef', fields.secretRef),
        ...secret('spec.certSecretRef', fields.certSecretRef),
        ...secret('spec.proxySecretRef', fields.proxySecretRef),
        ...secret('spec.verify.secretRef', verify.secretRef),
      ];
    }
    default:
      return [];
  }
}

function named(field: string, ref: unknown, target: Omit<ObjectId, 'name'>): Reference[] {
  const name = (ref as Fields | undefined)?.name;
  return typeof name === 'string' ? [{ field, to: { ...target, name } }] : [];
}

function reference(field: string, group: string, kind: string, namespace: string, name: string): Reference {
  return { field, to: { group, kind, namespace, name } };
}
