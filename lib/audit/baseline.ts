import type { Finding } from '../manifest/finding';
import { type FindingKey, findingKey, keyText } from '../report/fingerprint';
import { listIn, mapIn, stringIn } from '../tree/fields';

/** Findings that were there before, and are not reported. */
export type Baseline = readonly FindingKey[];

/** The findings of today as those that are known from now on; sorted, a line for each field, to be committed. */
export function writeBaseline(findings: readonly Finding[]): string {
  const keys = findings.map(findingKey).sort((a, b) => (keyText(a) < keyText(b) ? -1 : 1));
  return `${JSON.stringify({ version: 1, findings: keys }, undefined, 2)}\n`;
}

/** Reads what `writeBaseline` has written; undefined where it is something else. */
export function parseBaseline(text: string): Baseline | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  const { version, findings } = mapIn(value);
  if (version !== 1 || !Array.isArray(findings)) return undefined;
  const keys = listIn(findings).map(mapIn);
  if (keys.some(({ rule, message }) => stringIn(rule) === undefined || stringIn(message) === undefined))
    return undefined;
  return keys.map(({ rule, cluster, object, file, message }) => ({
    rule: String(rule),
    cluster: stringIn(cluster),
    object: stringIn(object),
    file: stringIn(file),
    message: String(message),
  }));
}

/** The findings that a baseline does not know. Each of its own stands for one. */
export function newSince(baseline: Baseline, findings: readonly Finding[]): Finding[] {
  const left = new Map<string, number>();
  for (const key of baseline.map(keyText)) left.set(key, (left.get(key) ?? 0) + 1);
  return findings.filter((finding) => {
    const key = keyText(findingKey(finding));
    const count = left.get(key) ?? 0;
    if (count > 0) left.set(key, count - 1);
    return count === 0;
  });
}
