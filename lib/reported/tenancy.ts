import type { ReportedTexts } from './reported-text';

/** What tenants report. */
export const tenancyTexts: ReportedTexts = {
  'tenancy/allowed-source': {
    title: 'Address at which no source can be, or that is not plain',
    why: 'What a tenant may fetch from is compared as text: an address that can be read in two ways lets in more than it says, and one that no source has lets in nothing.',
    fix: 'Write a scheme, a host and a path, such as https://github.com/acme/: nothing encoded, no query, and no `..`.',
  },
  'tenancy/namespace-name': {
    title: 'Name that no namespace can have',
    why: 'The API server refuses it, and with it everything of the tenant.',
    fix: 'Use at most 63 lower-case letters, digits and dashes, with a letter or digit at both ends.',
    see: ['https://kubernetes.io/docs/concepts/overview/working-with-objects/names/#dns-label-names'],
  },
  'tenancy/namespace-taken': {
    title: 'Namespace of somebody else',
    why: 'Two owners of one namespace reach the Secrets of each other, and each prunes what the other has.',
    fix: 'Give the tenant a namespace of its own: `namespaces`.',
  },
  'tenancy/no-namespace': {
    title: 'Tenant without a namespace',
    why: 'It has nowhere to be.',
    fix: 'List one, or leave out `namespaces`: it then has one that is named like it.',
  },
  'tenancy/no-source': {
    title: 'App without a source',
    why: 'There is nothing that it could be applied from.',
    fix: 'Give the tenant a `source`, or the app one of its own.',
  },
  'tenancy/request-above-limit': {
    title: 'Request above the limit',
    why: 'The API server refuses every container that says nothing itself.',
    fix: 'Give `containerDefaults` a limit that is not below the request.',
    see: ['https://kubernetes.io/docs/concepts/policy/limit-range/'],
  },
  'tenancy/reserved-namespace': {
    title: 'Namespace of the platform',
    why: 'What runs there has rights over the whole cluster.',
    fix: 'Give the tenant namespaces of its own. Reserved are default, flux-system and all that start with kube-.',
  },
  'tenancy/source-name-taken': {
    title: "App whose source is named like the tenant's",
    why: 'Both would be one object: the app would be applied from the repo of the tenant, or the other way round.',
    fix: 'Give the app another name, or name its source yourself.',
  },
  'tenancy/trusted-tenant': {
    title: 'Tenant among the accounts of the platform',
    why: 'Most admission policies do not ask the platform: whatever the tenant pushes is admitted, also what it would leave its namespaces by.',
    fix: 'Name the groups and users of the platform, and no ServiceAccount that tenants have.',
  },
  'tenancy/unused-sources': {
    severity: 'warning',
    title: 'Sources allowed to who may write none',
    why: 'Who reads it takes the tenant for one that fetches from there, and it lets in what nobody meant once the tenant may write Flux objects.',
    fix: 'Give the tenant `selfService: true`, or leave out `allowedSources`.',
  },
  'tenancy/workload-in-hub': {
    title: 'Workload of a tenant in the hub',
    why: 'What a team runs changes with its code, and is its own to change: in the hub each release of it waits for the platform team.',
    fix: "Move it to the tenant's own repo, or make it a platform service.",
  },
};
