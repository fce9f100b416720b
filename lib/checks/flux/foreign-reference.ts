import type { IndexedObject } from '../../manifest/manifest-index';
import type { ClusterRule } from '../rule';
import { type FluxKind, fluxKinds } from './kinds';
import { specOf } from './spec-of';

interface Named {
  readonly kind?: string;
  readonly name: string;
  readonly namespace?: string;
}

interface Referring {
  readonly eventSources: readonly Named[];
  readonly resources: readonly Named[];
  readonly sources: readonly Named[];
  readonly sourceRef: Named;
  readonly imageRepositoryRef: Named;
}

const kinds = ['Alert', 'Receiver', 'ImageUpdateAutomation', 'ImagePolicy', 'ArtifactGenerator'] as const;

/** What notifies, updates images or cuts artifacts, and names something of another namespace. */
export const foreignReference: ClusterRule = {
  id: 'flux/foreign-reference',
  severity: 'error',
  title: 'Reference to another namespace',
  why: 'Flux with lockdown refuses it in silence; without lockdown a tenant sees, or sets off, what is not its own.',
  fix: 'Put one beside what it names, in that namespace.',
  see: ['https://fluxcd.io/flux/installation/configuration/multitenancy/'],
  *check({ index, tenancy, flux, hubSources }) {
    for (const object of fluxKinds(index, ...kinds)) {
      const tenant = tenancy.of(object);
      for (const [field, { kind = '', name, namespace }] of referencesIn(object)) {
        if (namespace === undefined || namespace === object.manifest.metadata.namespace) continue;
        // An image repository says itself, by accessFrom, who may use it; the hub repo is another rule's.
        const isShared = kind === 'ImageRepository' || hubSources.has(`${kind}/${namespace}/${name}`);
        const isStrangers = tenant !== undefined && tenancy.ofNamespace(namespace) !== tenant && !isShared;
        if (flux.refusesForeignReferences || isStrangers)
          yield { object, message: `names ${kind} ${namespace}/${name} in ${field}, which is in another namespace` };
      }
    }
  },
};

function referencesIn(object: IndexedObject): [field: string, to: Named][] {
  const spec = specOf<Referring>(object);
  switch (object.manifest.kind as FluxKind) {
    case 'Alert':
      return listed('spec.eventSources', spec.eventSources);
    case 'Receiver':
      return listed('spec.resources', spec.resources);
    case 'ArtifactGenerator':
      return listed('spec.sources', spec.sources);
    case 'ImagePolicy':
      return listed('spec.imageRepositoryRef', spec.imageRepositoryRef, 'ImageRepository');
    default:
      return listed('spec.sourceRef', spec.sourceRef, 'GitRepository');
  }
}

function listed(field: string, to: Named | readonly Named[] | undefined, kind?: string): [string, Named][] {
  if (to === undefined) return [];
  if (isList(to)) return to.map((each, place) => [`${field}[${place}]`, each]);
  return [[field, { ...(kind !== undefined && { kind }), ...to }]];
}

function isList(to: Named | readonly Named[]): to is readonly Named[] {
  return Array.isArray(to);
}
