import type { Manifest } from './manifest';
import { isPlainMap } from './plain';

/** What is wrong with a label or annotation of an object. */
export interface LabelIssue {
  /** A clause that follows the object's name. */
  readonly message: string;
  readonly fix: string;
}

const PREFIX = /^(?=.{1,253}$)[a-z0-9](?:[-a-z0-9]*[a-z0-9])?(?:\.[a-z0-9](?:[-a-z0-9]*[a-z0-9])?)*$/;
const NAME = /^(?=.{1,63}$)[A-Za-z0-9](?:[-\w.]*[A-Za-z0-9])?$/;
const WORDS = 'letters, digits, dashes, dots and underscores, at most 63, with a letter or digit at both ends';

/**
 * Labels and annotations of an object that no kind takes. What is not a string is left to the schema.
 * @see https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#syntax-and-character-set
 */
export function labelIssues({ metadata }: Manifest): readonly LabelIssue[] {
  const { labels, annotations } = metadata;
  if (labels === undefined && annotations === undefined) return none;
  const issues: LabelIssue[] = [];
  if (isPlainMap(labels)) {
    for (const key in labels) if (!isKey(key)) issues.push(badKey('labels', key));
    for (const key in labels) {
      const value = labels[key];
      if (typeof value === 'string' && !isValue(value)) issues.push(badValue(key, value));
    }
  }
  // The API server looks at the keys of annotations in lower case.
  if (isPlainMap(annotations))
    for (const key in annotations) if (!isKey(key.toLowerCase())) issues.push(badKey('annotations', key));
  return issues;
}

const none: readonly LabelIssue[] = [];

/** Keys that have been found right: those of a fleet are few, and each of its objects has some. */
const known = new Set<string>();
const mostKnown = 1024;

function isKey(key: string): boolean {
  if (known.has(key)) return true;
  const isRight = isWellFormed(key);
  if (isRight && known.size < mostKnown) known.add(key);
  return isRight;
}

function isWellFormed(key: string): boolean {
  const slash = key.indexOf('/');
  return (slash < 0 || PREFIX.test(key.slice(0, slash))) && NAME.test(key.slice(slash + 1));
}

function isValue(value: string): boolean {
  return value === '' || NAME.test(value);
}

function badKey(field: 'labels' | 'annotations', key: string): LabelIssue {
  return {
    message: `has the key ${JSON.stringify(key)} in metadata.${field}`,
    fix: `Use ${WORDS}; a domain and a slash may stand before them.`,
  };
}

function badValue(key: string, value: string): LabelIssue {
  return { message: `has metadata.labels.${key}: ${JSON.stringify(value)}`, fix: `Use ${WORDS}, or nothing.` };
}
