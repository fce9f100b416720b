import type { ReportedTexts } from './reported-text';

/** What a hub and its clusters report of how they are written. */
export const hubTexts: ReportedTexts = {
  'hub/admission-engine': {
    title: 'Policies that nothing evaluates',
    why: 'What a tenant pushes later is then held by nobody: the engine is unknown, or not on the cluster.',
    fix: 'Add the platform service of the engine, or leave out `admission`: Kubernetes then evaluates them itself.',
    see: ['https://kubernetes.io/docs/reference/access-authn-authz/validating-admission-policy/'],
  },
  'hub/cluster-version': {
    title: 'Version of a cluster',
    why: 'API versions, schemas and rules depend on what the cluster runs: nothing can be rendered for a version that is not known.',
    fix: "Say what it runs: kubernetes: '1.34', flux: { version: '2.9.4' }, gatewayApi: { version: '1.6' }.",
    see: ['https://fluxcd.io/flux/releases/'],
  },
  'hub/code-owner': {
    title: 'Owner that is nobody',
    why: 'A line of CODEOWNERS with such a name is skipped: nobody is asked to review what it is about.',
    fix: 'Write @user, @org/team or an e-mail address, each as a string of its own.',
    see: [
      'https://docs.github.com/repositories/managing-your-repositorys-settings-and-features/customizing-your-repository/about-code-owners',
    ],
  },
  'hub/flux-component': {
    title: 'Component that Flux does not have',
    why: 'What relies on the controller would be applied, and nobody would reconcile it.',
    fix: 'Correct the name.',
    see: ['https://fluxcd.io/flux/components/'],
  },
  'hub/misspelt-property': {
    title: 'Property that there is not, and that resembles one',
    why: 'Nothing reads it: what it should change stays as it is. TypeScript says so too, where the hub is compiled.',
    fix: 'Write it as it is meant.',
  },
  'hub/missing-property': {
    title: 'Property that is left out, and needed',
    why: 'Nothing can be made without it. TypeScript says so too, where the hub is compiled.',
    fix: 'Write it.',
  },
  'hub/name': {
    title: 'Name that names nothing',
    why: 'Names of environments, clusters, services and tenants are names of folders, and parts of names of objects.',
    fix: 'Use lower-case letters, digits and dashes, at most 63.',
  },
  'hub/name-taken': {
    title: 'Name given twice',
    why: 'Both would be written to one place: the second is not rendered.',
    fix: 'Give one of them another name, or remove it.',
  },
  'hub/newer-kubernetes': {
    severity: 'warning',
    title: 'Kubernetes newer than all that are known',
    why: 'API versions and schemas of the newest that is known are taken for it: what the cluster no longer serves is not found, and what it serves since is refused.',
    fix: 'Update cdk8s-flux-hub, or correct the minor.',
    see: ['https://kubernetes.io/releases/'],
  },
  'hub/no-cluster': {
    title: 'Factory without a cluster',
    why: 'There is nothing to render for the cluster.',
    fix: 'Return it: (scope, id) => new MyCluster(scope, id).',
  },
  'hub/no-reason': {
    title: 'Less safety without a reason',
    why: 'Whoever reads the report, or the object, has to know why it is so, and when it need not be any more.',
    fix: "Say why: { reason: '…' }.",
  },
  'hub/no-variables': {
    title: 'No variables to substitute',
    why: 'Flux would leave every variable empty, or refuse the folder.',
    fix: 'Give the cluster `variables`, or do not ask for them.',
    see: ['https://fluxcd.io/flux/components/kustomize/kustomizations/#post-build-variable-substitution'],
  },
  'hub/object-without-owner': {
    title: 'Object of nobody',
    why: 'No Flux Kustomization applies what stands directly under a cluster.',
    fix: "Create it in a PlatformService, in a service's `config`, or in a Tenant.",
  },
  'hub/override': {
    title: 'Override that does not fit',
    why: 'It changes other objects than were meant, or none: the count is what keeps a change of the objects from passing it by.',
    fix: 'Correct the selection, the patch, or the number.',
  },
  'hub/path-stray': {
    title: 'Path out of the tree',
    why: 'Nothing is written outside of deploy/, nor over its own records.',
    fix: 'Correct the layout: paths are relative, with forward slashes, and no part of them is empty, . or ...',
  },
  'hub/path-taken': {
    title: 'Path with two owners',
    why: 'One would overwrite the other.',
    fix: 'Give one of them another name, or correct the layout.',
  },
  'hub/thrown': {
    title: 'Error while a cluster is composed',
    why: 'The code of the hub threw it: what comes after was not composed, and may hold more mistakes.',
    fix: 'Correct this first.',
  },
  'hub/variable-name': {
    title: 'Name of a variable',
    why: 'Flux fails every Kustomization that substitutes where one name is none.',
    fix: 'Use letters, digits and underscores, and no digit first.',
    see: ['https://fluxcd.io/flux/components/kustomize/kustomizations/#post-build-variable-substitution'],
  },
  'releases/missing': {
    title: 'Release that is not there',
    why: 'What a cluster is to run is not known.',
    fix: 'Add it to the file of the app below releases/, under the name of the environment.',
  },
};
