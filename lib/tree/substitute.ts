import { isDefault, operations } from './substitution-operations';
import { parseTemplate, type Reference, type TemplateFault } from './substitution-template';

/** What is known of the variables of a Flux Kustomization. */
export interface Variables {
  readonly values: ReadonlyMap<string, string>;
  /** Names that a Secret defines, whose values nobody here knows. */
  readonly hidden: ReadonlySet<string>;
  /** Whether there may be more, in a Secret or a ConfigMap that is not in the repo. */
  readonly open: boolean;
}

/** A text after substitution. */
export interface Substituted {
  readonly text: string;
  /** Every variable that the text names. */
  readonly names: ReadonlySet<string>;
  /** Those without value and default: Flux 2.9 refuses them, older ones and `strict: false` write nothing in their place. */
  readonly undefined: ReadonlySet<string>;
  /** Those whose value nobody here knows; their expressions stay as they are written. */
  readonly unknown: ReadonlySet<string>;
  /** What makes Flux refuse the text whatever the variables are. */
  readonly faults: readonly TemplateFault[];
}

/** The names that Flux allows. @see https://fluxcd.io/flux/components/kustomize/kustomizations/#post-build-variable-substitution */
export const variableName = /^[_a-zA-Z][_a-zA-Z0-9]*$/;

/** Whether an object says, by label or annotation, that nothing is to be substituted in it. */
export function isExempt(metadata: {
  readonly labels?: Readonly<Record<string, unknown>> | undefined;
  readonly annotations?: Readonly<Record<string, unknown>> | undefined;
}): boolean {
  const key = 'kustomize.toolkit.fluxcd.io/substitute';
  return metadata.labels?.[key] === 'disabled' || metadata.annotations?.[key] === 'disabled';
}

/**
 * Replaces `${var}` and its functions as kustomize-controller does after a build. Where it would refuse the text, the
 * expression at fault stays as it is written, and the result says so.
 *
 * As in Flux, and not as in bash: `=`, `:=`, `:-`, `:?` and `:+` all stand for the default of a variable that is
 * undefined or empty; `${var-default}` is refused; lengths and positions count bytes; `${var/a/b}` takes `a`
 * literally; `$$` becomes `$` wherever it stands.
 *
 * @param strict whether a variable without value and default is refused: so by default since Flux 2.9.
 * @see https://github.com/fluxcd/pkg/tree/main/envsubst
 */
export function substitute(text: string, variables: Variables, strict = true): Substituted {
  const { parts, faults } = parseTemplate(text);
  const seen: Seen = { names: new Set(), undefined: new Set(), unknown: new Set(), faults: [...faults] };
  const written = parts.map((part) =>
    typeof part === 'string' ? part : (resolve(part, variables, strict, seen) ?? part.source),
  );
  return { text: written.join(''), ...seen };
}

interface Seen {
  readonly names: Set<string>;
  readonly undefined: Set<string>;
  readonly unknown: Set<string>;
  readonly faults: TemplateFault[];
}

/** Undefined where it cannot be told, or Flux refuses it. */
function resolve(reference: Reference, variables: Variables, strict: boolean, seen: Seen): string | undefined {
  const { name, operator } = reference;
  seen.names.add(name);
  const args = reference.args.map((part) => (typeof part === 'string' ? part : resolve(part, variables, strict, seen)));
  const value = variables.values.get(name);
  if (isDefault(operator)) {
    if (value) return value;
    if (variables.hidden.has(name)) seen.unknown.add(name);
    return variables.hidden.has(name) || args.includes(undefined) ? undefined : args.join('');
  }
  if (value === undefined && (variables.hidden.has(name) || variables.open)) seen.unknown.add(name);
  else if (value === undefined) seen.undefined.add(name);
  const given = value ?? (seen.undefined.has(name) && !strict ? '' : undefined);
  if (given === undefined || args.includes(undefined)) return undefined;
  const operation = operations[operator];
  const result = operation ? operation(given, ...(args as string[])) : given;
  if (result !== undefined) return result;
  seen.faults.push({ source: reference.source, message: 'its length ends before its position' });
  return undefined;
}
