import { fleetRules } from '../../lib/checks/fleet/rules';
import { explainedRules } from '../../lib/explain/explained-rules';
import type { RuleText } from '../../lib/manifest/rule-text';
import { type Threat, threats } from './threats';

/** What each family of rules is about, in the order of the page. */
const families: Readonly<Record<string, string>> = {
  isolation: 'Whom Flux acts as, and what tenants may do and reach.',
  tenancy: 'What the namespaces of a tenant must have.',
  flux: 'What Flux reads, and the traps in it.',
  gateway: 'Who answers for which hostname.',
  secrets: 'What nobody may read in a repo, and what no two may share.',
  network: 'Who may talk to whom.',
  kubernetes: 'What Kubernetes and its policy engines make of objects.',
  manifest: 'Whether an object can be applied at all.',
  spoke: 'What `flux-hub check` says of a spoke repo, besides rules of the other families.',
  repo: 'The repo as a whole. `flux-hub audit` alone looks at it.',
  tree: 'What the reading of a repo comes upon. `flux-hub audit` alone reads one.',
  checks: 'The rules themselves.',
  hub: 'How the hub is written. A synth says it while clusters are composed.',
  platform: 'How its platform services are written.',
  releases: 'What is read of `releases/`.',
  publish: 'What stands against a `flux-hub publish`.',
  codeowners: 'What stands against a `flux-hub codeowners`, or its `--check` finds.',
};

/** docs/rules.md, of the rules. */
export function rulesPage(): string {
  return [
    '# Rules',
    '',
    '<!-- Made of the rules by `npm run docs`. -->',
    '',
    'What a synth checks on every cluster, and `flux-hub audit` on any Flux repo. An error stops a synth; a warning is likely wrong; a note is',
    'worth knowing. `flux-hub explain flux/prune-off` prints one of them. [audit.md](audit.md) says how to accept what one says.',
    '',
    'Some look at all clusters of a fleet together. A synth of a selection says that it skipped them:',
    `${fleetRules.map(({ id }) => `[${id}](#${id.replace('/', '')})`).join(', ')}.`,
    '',
    ...Object.entries(families).flatMap(([family, about]) => section(family, about)),
    '## What can go wrong, and what sees it',
    '',
    'The ways out of a namespace and the mistakes that were considered, with the rules that see them in files, and what stops them on a cluster',
    'that this library renders.',
    '',
    '| | what | rules | stopped by |',
    '| --- | --- | --- | --- |',
    ...threats.map((threat, index) => threatRow(threat, index + 1)),
    '',
  ].join('\n');
}

function section(family: string, about: string): string[] {
  const rules = explainedRules.filter(({ id }) => id.startsWith(`${family}/`));
  return [`## ${family}`, '', about, '', ...rules.flatMap(entry)];
}

function entry({ id, severity, title, why, fix, see }: RuleText): string[] {
  const links = see.length === 0 ? [] : [`See ${see.map((url) => `<${url}>`).join(', ')}`, ''];
  return [`### ${id}`, '', `**${title}** (${severity}). ${why}`, '', `Fix: ${fix}`, '', ...links];
}

function threatRow({ what, rules = [], stopped, neither }: Threat, number: number): string {
  const links = rules.map((id) => `[${id}](#${id.replace('/', '')})`).join(', ');
  return `| ${number} | ${what} | ${links || `none: ${neither}`} | ${stopped ?? ''} |`;
}
