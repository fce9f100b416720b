import type { RuleText } from '../manifest/rule-text';
import { type TreeRule, treeFinding } from '../tree/tree-finding';

type Text = Omit<RuleText, 'id' | 'severity' | 'see'> & { readonly see?: readonly string[] };

const kustomizations = 'https://fluxcd.io/flux/components/kustomize/kustomizations/';
const kustomizationFile = 'https://kubectl.docs.kubernetes.io/references/kustomize/kustomization/';

const texts: Readonly<Record<TreeRule, Text>> = {
  'tree/no-flux': {
    title: 'No Flux',
    why: 'There is nothing that could be judged.',
    fix: 'Name the root of the repo that Flux reads.',
  },
  'tree/no-tool': {
    title: 'No kustomize',
    why: 'Folders with patches, components or generators are built by kustomize itself: without it their objects are not known.',
    fix: 'Install kustomize or kubectl, or name one with --kustomize.',
    see: ['https://kubectl.docs.kubernetes.io/installation/kustomize/'],
  },
  'tree/unreadable': {
    title: 'Unreadable file',
    why: 'What is in it is not judged.',
    fix: 'Let the file be read.',
  },
  'tree/invalid-yaml': {
    title: 'Broken YAML',
    why: 'Flux refuses the whole folder that the file is in, and applies nothing new of it.',
    fix: 'Correct the line.',
    see: ['https://yaml.org/spec/1.2.2/'],
  },
  'tree/not-an-object': {
    title: 'No Kubernetes object',
    why: 'kustomize takes every YAML file of the folder for objects, and stops at one that has no kind or no name.',
    fix: 'Move the file out of the folder, list the others in a kustomization.yaml, or name it in .sourceignore.',
    see: [`${kustomizations}#generating-a-kustomizationyaml-file`],
  },
  'tree/too-large': {
    title: 'File too large',
    why: 'No object of that size can be applied, and the source grows by it.',
    fix: 'Move it out of the folders that Flux applies, or name it in .sourceignore.',
    see: ['https://fluxcd.io/flux/components/source/gitrepositories/#excluding-files'],
  },
  'tree/link': {
    title: 'Symbolic link',
    why: 'Flux leaves symbolic links out of what it fetches: what they lead to is not there.',
    fix: 'Put the file itself in its place, or remove the link.',
    see: ['https://fluxcd.io/flux/components/source/gitrepositories/'],
  },
  'tree/outside': {
    title: 'Path out of the repo',
    why: 'Flux builds inside the source only, and refuses the folder.',
    fix: 'Move what is named into the repo.',
    see: [`${kustomizations}#path`],
  },
  'tree/missing': {
    title: 'Path to nothing',
    why: 'Flux cannot build the folder, and applies nothing new of it.',
    fix: 'Correct the path, or add what it names.',
    see: [`${kustomizations}#path`],
  },
  'tree/ignored': {
    title: 'Path that is left out of the source',
    why: '.sourceignore, or the spec.ignore of the source, keeps it from being fetched: Flux does not find it.',
    fix: 'Take it back with a line that starts with !, or correct the path.',
    see: ['https://fluxcd.io/flux/components/source/gitrepositories/#excluding-files'],
  },
  'tree/cycle': {
    title: 'Kustomizations in a circle',
    why: 'Each applies the next and in the end the first: what is pruned by one is made again by another, or nothing can be built at all.',
    fix: 'Let one of them not name the next.',
    see: [`${kustomizations}#path`],
  },
  'tree/remote': {
    title: 'Remote base',
    why: 'kustomize fetches it at every reconciliation, from where nobody reviews it; a locked down Flux refuses the folder. What it holds is not judged.',
    fix: 'Make it a source of Flux with a pinned version and a Kustomization of its own, or copy it into the repo.',
    see: ['https://fluxcd.io/flux/security/best-practices/#disallow-remote-bases'],
  },
  'tree/not-run': {
    title: 'Not built',
    why: 'It takes a plugin, Helm, or a program that Flux does not run either.',
    fix: 'Use a HelmRelease for charts, and generators that kustomize has built in.',
    see: [kustomizationFile],
  },
  'tree/kustomization': {
    title: 'Wrong kustomization.yaml',
    why: 'kustomize refuses it, and Flux applies nothing new of the folder.',
    fix: 'Correct the field.',
    see: [kustomizationFile],
  },
  'tree/build': {
    title: 'Folder that does not build',
    why: 'Flux fails in the same way, and applies nothing new of the folder.',
    fix: 'Correct what kustomize says.',
    see: [`${kustomizations}#troubleshooting`],
  },
  'tree/timeout': {
    title: 'Build that does not end',
    why: 'Flux would give up on it too.',
    fix: 'Take out of the folder what makes it so large.',
    see: [`${kustomizations}#timeout`],
  },
  'tree/substitution': {
    title: 'Substitution that fails',
    why: 'Flux refuses the Kustomization, and applies nothing new of the folder.',
    fix: 'Correct the name, or the value of the variable.',
    see: [`${kustomizations}#post-build-variable-substitution`],
  },
  'tree/not-bootstrapped': {
    title: 'Flux not in the repo',
    why: 'How it is installed, and whether it is locked down, is told only by what bootstrap has yet to write.',
    fix: 'Nothing, where the cluster is yet to be bootstrapped.',
    see: ['https://fluxcd.io/flux/installation/bootstrap/'],
  },
};

/** What the reading of a repo may find, as rules. */
export const treeRules: readonly RuleText[] = (Object.keys(texts) as TreeRule[]).map((id) => ({
  id,
  severity: treeFinding(id, '').severity,
  see: [],
  ...texts[id],
}));
