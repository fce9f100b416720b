import type { Finding, FindingObject, Severity } from '../manifest/finding';
import type { RuleText } from '../manifest/rule-text';
import { fingerprint } from './fingerprint';

/**
 * Findings as SARIF 2.1, as code scanning reads it. What is about no file is put at the root of the repo.
 * @param rules those that a finding may name
 * @param version of this package
 * @see https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
 */
export function formatSarif(findings: readonly Finding[], rules: readonly RuleText[], version: string): string {
  const named = new Set(findings.map(({ rule }) => rule));
  const used = rules.filter(({ id }) => named.has(id));
  const indexOf = new Map(used.map(({ id }, index) => [id, index]));
  const log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'flux-hub', version, rules: used.map(ruleOf) } },
        columnKind: 'utf16CodeUnits',
        originalUriBaseIds: { [root]: { description: { text: 'The root of the repo.' } } },
        results: withFingerprints(findings.map((finding) => resultOf(finding, indexOf.get(finding.rule)))),
      },
    ],
  };
  return JSON.stringify(log, undefined, 2);
}

const root = '%SRCROOT%';

const levels: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', note: 'note' };

function ruleOf({ id, severity, title, why, fix, see }: RuleText) {
  const links = see.map((url) => `- <${url}>`);
  return {
    id,
    name: pascal(id),
    shortDescription: { text: title },
    fullDescription: { text: why },
    help: {
      text: [why, fix, ...see].join('\n\n'),
      markdown: [why, `**Fix:** ${fix}`, ...(links.length > 0 ? [links.join('\n')] : [])].join('\n\n'),
    },
    ...(see[0] !== undefined && { helpUri: see[0] }),
    defaultConfiguration: { level: levels[severity] },
    properties: { tags: [id.slice(0, id.indexOf('/'))] },
  };
}

function resultOf(finding: Finding, ruleIndex: number | undefined) {
  const { rule, severity, message, fix, cluster, object, file, line, acknowledged } = finding;
  const where = [cluster, object && nameOf(object)].filter((part) => part !== undefined);
  return {
    ruleId: rule,
    ...(ruleIndex !== undefined && { ruleIndex }),
    level: levels[severity],
    message: { text: fix === undefined ? message : `${message} ${fix}` },
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri: uriOf(file ?? '.'), uriBaseId: root },
          region: { startLine: Math.max(line ?? 1, 1) },
        },
        ...(where.length > 0 && {
          logicalLocations: [{ fullyQualifiedName: where.join('/'), kind: object ? 'resource' : 'namespace' }],
        }),
      },
    ],
    partialFingerprints: { 'fluxHubFinding/v1': fingerprint(finding) },
    ...(acknowledged && {
      suppressions: [{ kind: 'inSource', status: 'accepted', justification: acknowledged.reason }],
    }),
  };
}

type Result = ReturnType<typeof resultOf>;

/** Results that say the same are told apart by their number. */
function withFingerprints(results: readonly Result[]): Result[] {
  const seen = new Map<string, number>();
  return results.map((result) => {
    const print = result.partialFingerprints['fluxHubFinding/v1'];
    const count = (seen.get(print) ?? 0) + 1;
    seen.set(print, count);
    return { ...result, partialFingerprints: { 'fluxHubFinding/v1': `${print}:${count}` } };
  });
}

function nameOf({ kind, namespace, name }: FindingObject): string {
  return [kind, namespace, name].filter((part) => part !== undefined).join('/');
}

function uriOf(path: string): string {
  return path.split('/').map(encodeURIComponent).join('/');
}

/** `FluxPruneOff` of `flux/prune-off` */
function pascal(id: string): string {
  return id.replace(/(?:^|[/-])(.)/g, (_, letter: string) => letter.toUpperCase());
}
