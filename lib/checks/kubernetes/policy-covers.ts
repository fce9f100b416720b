import type { IndexedObject, ManifestIndex } from '../../manifest/manifest-index';
import { kyvernoRules, namesIn } from './kyverno-policy';

/** What a policy may be about. */
interface Subject {
  readonly group: string;
  readonly kind: string;
  /** Plural of the kind. */
  readonly resource: string;
  readonly object: IndexedObject;
}

/** Whether a policy judges changes of an object, its deletion among them: one that does not is about what objects say. */
export type PolicyCover = (subject: Subject) => boolean;

/** What each admission policy of a cluster judges, by kinds and labels; whether it then denies is for others to say. */
export function policyCovers(index: ManifestIndex): readonly PolicyCover[] {
  const native = index
    .ofKind('admissionregistration.k8s.io', 'ValidatingAdmissionPolicyBinding')
    .flatMap(({ manifest }) => {
      const { policyName = '' } = (manifest.spec ?? {}) as { readonly policyName?: string };
      const group = 'admissionregistration.k8s.io';
      return index.get({ group, kind: 'ValidatingAdmissionPolicy', name: policyName }) ?? [];
    });
  return [
    ...[...native, ...index.ofKind('policies.kyverno.io', 'ValidatingPolicy')].map(coverOfConstraints),
    ...index.ofKind('kyverno.io', 'ClusterPolicy').map(coverOfRules),
  ];
}

interface Constraints {
  readonly resourceRules?: readonly {
    readonly apiGroups?: readonly string[];
    readonly resources?: readonly string[];
    readonly operations?: readonly string[];
  }[];
  readonly objectSelector?: { readonly matchLabels?: Readonly<Record<string, string>> };
}

/** @see https://kubernetes.io/docs/reference/access-authn-authz/validating-admission-policy/ */
function coverOfConstraints({ manifest }: IndexedObject): PolicyCover {
  const { matchConstraints = {} } = (manifest.spec ?? {}) as { readonly matchConstraints?: Constraints };
  const { resourceRules = [], objectSelector } = matchConstraints;
  const labels = Object.entries(objectSelector?.matchLabels ?? {});
  return ({ group, resource, object }) =>
    resourceRules.some(
      ({ apiGroups, resources, operations }) =>
        anyOf(apiGroups, group) &&
        anyOf(resources, resource) &&
        ['UPDATE', 'DELETE'].every((one) => anyOf(operations, one)),
    ) && labels.every(([key, value]) => object.manifest.metadata.labels?.[key] === value);
}

function anyOf(some: readonly string[] = [], one: string): boolean {
  return some.includes(one) || some.includes('*') || some.includes('*/*');
}

/** A kind is written as `Kind`, `version/Kind` or `group/version/Kind`. */
function coverOfRules({ manifest }: IndexedObject): PolicyCover {
  const kinds = kyvernoRules(manifest)
    .filter(({ validate }) => validate !== undefined)
    .flatMap(({ match }) => namesIn(match, 'kinds'))
    .map((kind) => kind.slice(kind.lastIndexOf('/') + 1));
  return ({ kind }) => kinds.includes(kind) || kinds.includes('*');
}
