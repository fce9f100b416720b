import type { ClusterFacts } from '../../checks/facts/cluster-facts';
import { fluxKinds } from '../../checks/flux/kinds';
import { specOf } from '../../checks/flux/spec-of';
import type { Item, Shortfall } from './item';
import { withoutAccount } from './own-account';
import { shortfall } from './shortfall';

/** What must hold of a fleet whose clusters many teams share, in the order in which it is built. */
export const items: readonly Item[] = [
  {
    id: 'one-flux',
    title: 'One Flux per cluster, with a path of its own',
    rules: ['repo/shared-path', 'repo/second-flux'],
  },
  {
    id: 'pointers-only',
    title: 'The cluster folder holds only Kustomizations',
    rules: ['repo/workload-in-cluster-folder'],
  },
  {
    id: 'one-way',
    title: 'Tenants depend on the infrastructure, never the reverse',
    rules: ['flux/depends-on-tenant', 'flux/waits-for-tenants', 'flux/dependency-cycle', 'flux/dependency-deadlock'],
  },
  {
    id: 'impersonation',
    title: "Every reconciliation of a tenant runs as a ServiceAccount of the tenant's",
    rules: ['isolation/impersonation', 'isolation/nested-objects'],
  },
  {
    id: 'scoped-rights',
    title: 'No ServiceAccount of a tenant can leave its namespaces',
    rules: ['isolation/cluster-admin', 'isolation/cluster-binding', 'isolation/way-out', 'isolation/foreign-subject'],
  },
  {
    id: 'own-namespace',
    title: "Sources and Kustomizations of a tenant lie in the tenant's namespace",
    rules: ['isolation/sync-beside-flux', 'isolation/borrowed-source', 'flux/foreign-source', 'flux/foreign-reference'],
  },
  {
    id: 'lockdown',
    title: 'Every controller of Flux is locked down',
    rules: ['isolation/lockdown', 'isolation/replaced-arguments'],
    check: openControllers,
    unknown: ({ flux }) =>
      flux.controllers === undefined ? 'the repo does not hold the controllers of Flux' : undefined,
  },
  {
    id: 'platform-account',
    title: 'Every object of the platform names a ServiceAccount of its own',
    rules: ['isolation/platform-account'],
    *check(facts) {
      for (const object of withoutAccount(facts))
        if (!facts.tenancy.of(object)) yield shortfall(object, 'sets no spec.serviceAccountName');
    },
  },
  { id: 'prune', title: 'Pruning is on', rules: ['flux/prune-off'] },
  { id: 'timeout', title: 'Timeouts are set', rules: ['flux/timeout-missing'], check: withoutTimeout },
  {
    id: 'pinned',
    title: 'Versions are pinned, that of Flux too',
    rules: ['flux/unpinned-version', 'flux/version-range', 'tree/remote'],
    check: floatingFlux,
  },
  {
    id: 'reviewed-images',
    title: 'Image automation writes to a branch of its own',
    rules: ['flux/unreviewed-automation', 'flux/tenant-writes-hub', 'flux/automation-race'],
  },
  {
    id: 'no-secrets',
    title: 'No Secret can be read in the repo',
    rules: [
      'secrets/plain-secret',
      'secrets/inline-password',
      'secrets/readable-credential',
      'flux/credential-in-url',
      'isolation/secret-variables',
    ],
  },
  { id: 'owners', title: 'Every folder has an owner', rules: ['repo/owner-missing'] },
];

function* openControllers({ flux }: ClusterFacts): Iterable<Shortfall> {
  for (const { object, lacks } of flux.controllers ?? [])
    if (lacks.length > 0) yield shortfall(object, `lacks ${lacks.join(', ')}`);
}

function* withoutTimeout({ index }: ClusterFacts): Iterable<Shortfall> {
  for (const object of fluxKinds(index, 'Kustomization'))
    if (specOf<{ timeout: string }>(object).timeout === undefined) yield shortfall(object, 'sets no spec.timeout');
}

/** A FluxInstance takes a range of versions, `2.x`, and upgrades by itself. */
function* floatingFlux({ index }: ClusterFacts): Iterable<Shortfall> {
  for (const object of index.ofKind('fluxcd.controlplane.io', 'FluxInstance')) {
    const { version } = specOf<{ distribution: { version?: unknown } }>(object).distribution ?? {};
    if (typeof version === 'string' && !/^v?\d+\.\d+\.\d+/.test(version))
      yield shortfall(object, `installs Flux ${version}`);
  }
}
