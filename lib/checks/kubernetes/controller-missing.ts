import { groupOf } from '../../manifest/manifest';
import type { IndexedObject, ManifestIndex } from '../../manifest/manifest-index';
import type { ClusterFacts } from '../facts/cluster-facts';
import { appliesHub } from '../facts/hub-content';
import { fluxObjects } from '../flux/flux-objects';
import type { ClusterRule } from '../rule';

/** By API group: the word that whatever installs its controller has in its name, chart, URL or path. */
const controllers: ReadonlyMap<string, string> = new Map([
  ['bitnami.com', 'sealed-secrets'],
  ['cert-manager.io', 'cert-manager'],
  ['external-secrets.io', 'external-secrets'],
  ['kafka.strimzi.io', 'strimzi'],
  ['keda.sh', 'keda'],
  ['kyverno.io', 'kyverno'],
  ['longhorn.io', 'longhorn'],
  ['metallb.io', 'metallb'],
  ['monitoring.coreos.com', 'prometheus'],
  ['policies.kyverno.io', 'kyverno'],
  ['velero.io', 'velero'],
]);

/** An object of a kind that nothing on the cluster knows. Said once for each API group. */
export const controllerMissing: ClusterRule = {
  id: 'kubernetes/controller-missing',
  severity: 'warning',
  title: 'Kind that nothing installs',
  why: 'Until something brings the kind, Flux applies nothing of the folder that the object is in.',
  fix: 'Install its controller, and let what applies the object depend on it.',
  see: ['https://kubernetes.io/docs/concepts/extend-kubernetes/api-extension/custom-resources/'],
  *check(facts) {
    const asked = firstOfGroups(facts.index);
    if (asked.size === 0 || appliesUnknown(facts)) return;
    const installed = installedGroups(facts);
    const texts = [...asked].some(([group]) => !installed.has(group)) ? textsOf(facts.index) : [];
    for (const [group, object] of asked) {
      const word = String(controllers.get(group));
      if (!installed.has(group) && !texts.some((text) => text.includes(word)))
        yield { object, message: `is of ${object.manifest.apiVersion}, and nothing here installs ${word}` };
    }
  },
};

/** Whether the platform applies what is not seen here: another repo, or what a ResourceSet makes. */
function appliesUnknown({ index, tenancy, hubSources }: ClusterFacts): boolean {
  return (
    index.ofKind('fluxcd.controlplane.io', 'ResourceSet').length > 0 ||
    index
      .ofKind('kustomize.toolkit.fluxcd.io', 'Kustomization')
      .some((object) => !tenancy.of(object) && !appliesHub(index, hubSources, object.manifest))
  );
}

function firstOfGroups({ kinds }: ManifestIndex): ReadonlyMap<string, IndexedObject> {
  const found = new Map<string, IndexedObject>();
  for (const { apiVersion, objects } of kinds) {
    const group = groupOf(apiVersion);
    if (controllers.has(group) && !found.has(group)) found.set(group, objects[0]);
  }
  return found;
}

/** The groups of the CustomResourceDefinitions that are rendered, or declared to be there. */
function installedGroups({ index, externals }: ClusterFacts): ReadonlySet<string> {
  const prefix = 'apiextensions.k8s.io/CustomResourceDefinition//';
  const declared = [...externals].filter((key) => key.startsWith(prefix)).map((key) => key.slice(prefix.length));
  const rendered = index
    .ofKind('apiextensions.k8s.io', 'CustomResourceDefinition')
    .map(({ manifest }) => manifest.metadata.name);
  return new Set([...declared, ...rendered].map((name) => name.slice(name.indexOf('.') + 1)));
}

interface Installer {
  readonly url?: string;
  readonly path?: string;
  readonly chart?: { readonly spec?: { readonly chart?: string } };
}

/** What Flux's objects say of what they install. */
function textsOf(index: ManifestIndex): readonly string[] {
  return fluxObjects(index).map(({ manifest: { metadata, spec } }) => {
    const { url = '', path = '', chart } = (spec ?? {}) as Installer;
    return [metadata.name, url, path, chart?.spec?.chart ?? ''].join(' ');
  });
}
