import { Command } from 'commander';
import { explainedRules } from '../explain/explained-rules';
import { didYouMean } from '../manifest/similar';
import { formatRule, formatRules } from '../report/format-rule';

interface Options {
  readonly list?: boolean;
  readonly json?: boolean;
}

export const explainCommand = new Command('explain')
  .description('Say what a rule is for, what goes wrong otherwise, and what to do.')
  .argument('[rule]', 'id of a rule, as a finding names it: flux/prune-off')
  .option('--list', 'list all rules')
  .option('--json', 'print as JSON')
  .action((id: string | undefined, { list, json }: Options, command: Command) => {
    if (id === undefined && !list) return command.error('error: name a rule, or list all with --list');
    const found = explainedRules.find((rule) => rule.id === id);
    const otherwise = 'flux-hub explain --list lists all rules.';
    if (!list && !found)
      return command.error(
        `error: there is no rule ${id}. ${didYouMean(
          id ?? '',
          explainedRules.map((rule) => rule.id),
          otherwise,
        )}`,
      );
    const text = found ? formatRule(found) : formatRules(explainedRules);
    process.stdout.write(`${json ? JSON.stringify(found ?? explainedRules, undefined, 2) : text}\n`);
  });
