import { undefinedVariable } from '../checks/flux/undefined-variable';
import { unescapedVariable } from '../checks/flux/unescaped-variable';
import { type Finding, findingObject } from '../manifest/finding';
import { formatId, idOf } from '../manifest/object-id';
import { didYouMean } from '../manifest/similar';
import type { BuiltObject } from '../tree/build-folder';
import type { BuiltApp } from './built-app';

/** What Flux refuses of an app's objects because it replaces variables in them. */
export function substitutionTraps({ name: app, app: { variables = {} }, substitution }: BuiltApp): Finding[] {
  if (substitution === undefined) return [];
  const known = Object.keys(variables);
  return [
    ...substitution.undefined.map(({ name, object }) => ({
      rule: undefinedVariable.id,
      severity: undefinedVariable.severity,
      message: `${nameOf(object)} uses \${${name}}, and app ${app} has no such variable: it has ${known.join(', ') || 'none'}.`,
      fix: didYouMean(
        name,
        known,
        `Give it a default, \${${name}:=value}, or write $\${${name}} where the text itself is meant.`,
      ),
      ...placeOf(object),
    })),
    ...substitution.unescaped.map(({ source, message, object }) => ({
      rule: unescapedVariable.id,
      severity: unescapedVariable.severity,
      message: `${nameOf(object)} has ${source}, which Flux takes for a variable of app ${app}: ${message}.`,
      fix: unescapedVariable.fix,
      ...placeOf(object),
    })),
  ];
}

function nameOf({ manifest }: BuiltObject): string {
  return formatId(idOf(manifest));
}

function placeOf({ manifest, file, line }: BuiltObject): Pick<Finding, 'object' | 'file' | 'line'> {
  return { object: findingObject(manifest.apiVersion, idOf(manifest)), file, line };
}
