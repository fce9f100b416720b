import { type CatalogEntry, loadValidator, type SchemaError, type Validator } from '../../imports/catalog';
import type { ClusterVersions } from '../versions/cluster-versions';
import { kindOf } from './catalog';
import { keysOf, valueAt } from './json-pointer';
import { labelIssues } from './labels';
import type { Manifest } from './manifest';
import { patternFix } from './pattern-fix';
import { didYouMean } from './similar';

/** What a schema says of a manifest. */
export interface SchemaIssue {
  /** A clause that follows the object's name. */
  readonly message: string;
  readonly fix?: string | undefined;
}

/**
 * What the schema of a kind, in the release that the cluster runs, has against manifests, and what is wrong with their labels and
 * annotations. Kinds without a schema have the latter alone.
 */
export function validation(
  apiVersion: string,
  kind: string,
  cluster: ClusterVersions,
): (manifest: Manifest) => readonly SchemaIssue[] {
  const entry = kindOf(apiVersion, kind);
  const validator = entry && validatorFor(entry, cluster);
  return (manifest) => {
    const ofLabels = labelIssues(manifest);
    if (validator === undefined || validator(manifest)) return ofLabels;
    return [...issues(validator.errors ?? [], manifest), ...ofLabels];
  };
}

function validatorFor(entry: CatalogEntry, cluster: ClusterVersions): Validator | undefined {
  const file = entry.validators[cluster.flux.release] ?? entry.validators['*'];
  if (file === undefined) return undefined;
  const validator = validators.get(file) ?? loadValidator(file);
  validators.set(file, validator);
  return validator;
}

const validators = new Map<string, Validator>();

/** Errors of branches (`anyOf` and the like) say less than the branch as a whole: one issue per place is enough. */
function issues(errors: readonly SchemaError[], manifest: Manifest): SchemaIssue[] {
  const byPlace = new Map<string, SchemaIssue>();
  for (const error of errors) {
    if (error.keyword === 'if') continue;
    const place =
      error.keyword === 'required' || error.keyword === 'knownFields' ? JSON.stringify(error) : error.instancePath;
    if (!byPlace.has(place)) byPlace.set(place, issue(error, manifest));
  }
  return [...byPlace.values()];
}

function issue({ instancePath, keyword, params }: SchemaError, manifest: Manifest): SchemaIssue {
  const keys = keysOf(instancePath);
  const path = fieldPath(keys);
  const value = valueAt(manifest, keys);
  const found = `${path}: ${shown(value)}`;
  switch (keyword) {
    case 'knownFields': {
      const field = String(params.field);
      return {
        message: `has the field ${path === '' ? field : `${path}.${field}`}, which ${manifest.kind} does not have`,
        fix: didYouMean(field, params.known as readonly string[]),
      };
    }
    case 'required':
      return { message: `lacks ${path === '' ? '' : `${path}.`}${params.missingProperty}`, fix: 'Set it.' };
    case 'pattern':
      return { message: `has ${found}`, fix: patternFix(String(params.pattern)) };
    case 'enum': {
      const allowed = (params.allowedValues as readonly unknown[]).map(String);
      return { message: `has ${found}`, fix: didYouMean(String(value), allowed) };
    }
    case 'const':
      return { message: `has ${found}`, fix: `It must be ${shown(params.allowedValue)}.` };
    case 'type':
      return { message: `has ${found}`, fix: `It must be of type ${[params.type].flat().join(' or ')}.` };
    case 'minimum':
    case 'maximum':
    case 'exclusiveMinimum':
    case 'exclusiveMaximum':
      return { message: `has ${found}`, fix: `It must be ${params.comparison} ${params.limit}.` };
    case 'minLength':
    case 'maxLength':
      return { message: `has ${found}`, fix: `It must have ${bound(keyword)} ${params.limit} characters.` };
    case 'minItems':
    case 'maxItems':
      return { message: `has ${found}`, fix: `It must have ${bound(keyword)} ${params.limit} items.` };
    default:
      return { message: `has ${found}, which its schema refuses (${keyword})` };
  }
}

function bound(keyword: string): string {
  return keyword.startsWith('min') ? 'at least' : 'at most';
}

/** A path as people write it: `spec.rules[0].host`. */
function fieldPath(keys: readonly string[]): string {
  return keys.reduce((path, key) => (/^\d+$/.test(key) ? `${path}[${key}]` : path === '' ? key : `${path}.${key}`), '');
}

const longest = 60;

function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? 'nothing';
  return text.length > longest ? `${text.slice(0, longest)}…` : text;
}
