import type { Finding } from '../manifest/finding';
import type { RuleText } from '../manifest/rule-text';

/**
 * Findings as JUnit reads them: a suite for each cluster and one for the repo; in each, a case for every finding and for
 * every rule that has none. What does not fail the run is a case that passes and says what it is.
 * @param command that they are of, `audit`
 * @param suites names of the clusters
 * @param fails whether a finding fails the run
 */
export function formatJunit(
  command: string,
  findings: readonly Finding[],
  rules: readonly RuleText[],
  suites: readonly string[],
  fails: (finding: Finding) => boolean,
): string {
  const all = [undefined, ...suites].map((cluster) => {
    const found = findings.filter((finding) => finding.cluster === cluster);
    const named = new Set(found.map(({ rule }) => rule));
    const passed = rules.filter(({ id }) => !named.has(id) && isOfRepo(id) === (cluster === undefined));
    return {
      name: cluster ?? 'repo',
      failures: found.filter(fails).length,
      cases: [...found.map((finding) => findingCase(finding, fails(finding))), ...passed.map(passedCase)],
    };
  });
  const tests = all.reduce((sum, { cases }) => sum + cases.length, 0);
  const failures = all.reduce((sum, suite) => sum + suite.failures, 0);
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="flux-hub ${command}" tests="${tests}" failures="${failures}">`,
    ...all.flatMap(({ name, cases, failures: failed }) => [
      `  <testsuite name=${quoted(name)} tests="${cases.length}" failures="${failed}">`,
      ...cases.map((each) => `    ${each}`),
      '  </testsuite>',
    ]),
    '</testsuites>',
  ].join('\n');
}

/** Families of what is found once, and not on every cluster. */
function isOfRepo(rule: string): boolean {
  return rule.startsWith('repo/') || rule.startsWith('tree/');
}

function passedCase({ id, title }: RuleText): string {
  return `<testcase classname=${quoted(id)} name=${quoted(title)}/>`;
}

function findingCase({ rule, severity, message, fix, file, line }: Finding, failed: boolean): string {
  const place = file === undefined ? '' : ` file=${quoted(file)} line="${line ?? 1}"`;
  const text = [message, ...(file === undefined ? [] : [`at ${file}:${line ?? 1}`]), ...(fix ? [`Fix: ${fix}`] : [])];
  const body = failed
    ? `<failure type=${quoted(severity)} message=${quoted(message)}>${escaped(text.join('\n'))}</failure>`
    : `<system-out>${escaped(`${severity}: ${text.join('\n')}`)}</system-out>`;
  return `<testcase classname=${quoted(rule)} name=${quoted(message)}${place}>${body}</testcase>`;
}

function quoted(text: string): string {
  return `"${escaped(text).replaceAll('"', '&quot;').replaceAll('\n', '&#10;')}"`;
}

/** XML 1.0 has no way to write most control characters. */
function escaped(text: string): string {
  return text
    .replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '\ufffd')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;');
}
