import type { RuleText } from '../manifest/rule-text';

/** What the check of a spoke says of the repo, the contract and the cluster; of objects, rules speak. */
export const spokeReports = {
  'spoke/contract': {
    severity: 'error',
    title: 'Contract that is none',
    why: 'It is what the hub gives, and nobody else: what was edited promises what the cluster refuses.',
    fix: 'Take the .json and .ts files of the tenant from deploy/contracts/ of the hub again.',
    see: [],
  },
  'spoke/contract-stale': {
    severity: 'error',
    title: 'Contract that the hub has changed since',
    why: 'The cluster holds the tenant to another one: what this one grants may be refused by now.',
    fix: 'Take the .json and .ts files of the tenant from deploy/contracts/ of the hub again, and check once more.',
    see: [],
  },
  'spoke/folder-missing': {
    severity: 'error',
    title: 'Folder of an app that is not there',
    why: 'Flux cannot build it, and says so on its Kustomization; what it applied before stays as it was.',
    fix: 'Render the folder that the contract names.',
    see: ['https://fluxcd.io/flux/components/kustomize/kustomizations/#path'],
  },
  'spoke/namespace-changed': {
    severity: 'error',
    title: 'Namespace that the tenant does not have',
    why: 'Flux puts the object elsewhere, and what names the old namespace in it, or finds it by that, does not follow.',
    fix: 'Name the namespace of the contract, or none.',
    see: ['https://fluxcd.io/flux/components/kustomize/kustomizations/#target-namespace'],
  },
  'spoke/not-judged': {
    severity: 'note',
    title: 'What nobody here can judge',
    why: 'It takes what is neither in the repo nor in the contract: a key, or what another cluster has. Flux and the cluster judge it.',
    fix: 'Nothing here: look at what Flux says of it once it is applied.',
    see: [],
  },
  'spoke/unknown-value': {
    severity: 'note',
    title: 'Object with a value that nobody here knows',
    why: 'A Secret of the cluster gives a variable in it, and no contract tells what that is: the object is not judged.',
    fix: 'Nothing, where the value belongs into a Secret.',
    see: ['https://fluxcd.io/flux/components/kustomize/kustomizations/#post-build-variable-substitution'],
  },
} as const satisfies Readonly<Record<string, Omit<RuleText, 'id'>>>;

/** Id of what the check itself says. */
export type SpokeReport = keyof typeof spokeReports;
