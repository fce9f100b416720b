import type { ReportedTexts } from './reported-text';

const again = 'Run synth again.';

/** What stands against a publish. */
export const publishTexts: ReportedTexts = {
  'publish/cluster-gone': {
    title: 'Published cluster that the hub no longer has',
    why: 'Flux of that cluster goes on applying what is published; a slip in the hub must not delete it.',
    fix: 'Remove its files with --remove-cluster, or bring it back in the TypeScript.',
  },
  'publish/edited': {
    title: 'Rendered file that somebody edited',
    why: 'Publish would undo what was changed, perhaps in an emergency.',
    fix: 'Bring the change into the TypeScript, then synth and publish; or take the file back by git checkout; or overwrite it with --overwrite-edited.',
  },
  'publish/flux-version': {
    title: 'Another Flux than the hub renders for',
    why: 'It may not serve the API versions that are rendered.',
    fix: 'Bootstrap the version that the hub names, or name the one that runs.',
    see: ['https://fluxcd.io/flux/installation/upgrade/'],
  },
  'publish/in-the-way': {
    title: 'Something where a file or folder should be',
    why: 'Publish replaces nothing that it did not write.',
    fix: 'Move it away.',
  },
  'publish/inventory': {
    title: 'Inventory that is none',
    why: 'It says which files are ours: without it nothing can safely be deleted.',
    fix: 'Restore it from Git, or delete it: publish then takes over the files that are as rendered and names the others.',
  },
  'publish/kept-on-cluster': {
    severity: 'warning',
    title: 'Objects that stay on the cluster',
    why: 'They leave the tree, and Flux does not prune them: a slip deletes nothing, and who means it must know.',
    fix: "Take a tenant away in steps: publish retire: 'apps', then retire: 'identity'. What stays otherwise is deleted by hand.",
    see: ['https://fluxcd.io/flux/components/kustomize/kustomizations/#controlling-the-apply-behavior-of-resources'],
  },
  'publish/link': {
    title: 'Symbolic link in the rendered tree',
    why: 'It could lead out of the tree: publish follows none.',
    fix: 'Replace it by the file or folder it stands for, or delete it.',
  },
  'publish/needs': {
    title: 'Tenant published before what it needs',
    why: 'What it depends on is not published as it was rendered: the tenant would wait, or break.',
    fix: 'Publish the cluster first.',
  },
  'publish/no-stage': {
    title: 'Nothing to publish',
    why: 'Nothing was rendered, or this is another folder than that of the hub.',
    fix: 'Run synth first, in the hub repo.',
  },
  'publish/not-published': {
    title: 'Tenant of a cluster that is not published',
    why: 'It has nothing to stand on.',
    fix: 'Publish the cluster first.',
  },
  'publish/not-rendered': {
    severity: 'warning',
    title: 'Cluster that was not rendered',
    why: 'A selection was rendered, and nothing is known of the others. It is an error where one of them is named.',
    fix: 'Run synth for all clusters, or publish what was rendered by name.',
  },
  'publish/nothing-selected': {
    title: 'Selection of nothing',
    why: 'Environments, clusters and tenants narrow each other.',
    fix: 'Leave one of them out.',
  },
  'publish/partial-stage': {
    title: 'Stage that is not whole',
    why: 'A synth is running, failed, or was stopped.',
    fix: again,
  },
  'publish/remove-cluster': {
    title: 'Removal of a cluster that may be there still',
    why: 'The hub still has it, or only a selection was rendered.',
    fix: 'Delete it from the TypeScript, and synth all clusters, then publish again.',
  },
  'publish/stage-damaged': {
    title: 'Stage that was changed',
    why: 'Only what was checked is published.',
    fix: again,
  },
  'publish/stage-format': {
    title: 'Stage of another format',
    why: 'Another version of flux-hub wrote it.',
    fix: again,
  },
  'publish/stage-inputs': {
    title: 'Stage of other inputs',
    why: 'The TypeScript, or what it reads, has changed since: what would be published is not what is written there now.',
    fix: again,
  },
  'publish/stage-version': {
    title: 'Stage of another version',
    why: 'Another version of flux-hub rendered it, perhaps to other bytes.',
    fix: again,
  },
  'publish/two-clusters': {
    title: 'Path of two clusters',
    why: 'Each would overwrite, and delete, what the other has.',
    fix: 'Give each cluster paths of its own, and publish both at once where a file moves from one to the other.',
  },
  'publish/unknown-name': {
    title: 'Name that names nothing',
    why: 'A misspelt selection would publish nothing, or too much.',
    fix: 'Use a name that there is.',
  },
};
