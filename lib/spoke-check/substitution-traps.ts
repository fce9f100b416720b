import { undefinedVariable } from '../checks/flux/undefined-variable';
import { unescapedVariable } from '../checks/flux/unescaped-variable';
import { mayHold } from '../checks/secrets/strings-in';
import { type Finding, findingObject } from '../manifest/finding';
import { formatId, idOf, keyOf } from '../manifest/object-id';
import { didYouMean } from '../manifest/similar';
import type { BuiltObject } from '../tree/build-folder';
import type { BuiltApp } from './built-app';
import { reportedAs } from './reported-as';

/** The objects of an app that are not what the cluster sees: in which a variable has no value, or none that is known here. */
export function unreplacedObjects({ app, objects, substitution: found }: BuiltApp): readonly BuiltObject[] {
  const refused = [...(found?.undefined ?? []), ...(found?.unescaped ?? [])].map(({ object }) => object);
  const keys = new Set(refused.map(keyOfObject));
  return objects.filter((object) => keys.has(keyOfObject(object)) || (app.moreVariables && holdsVariable(object)));
}

/** What Flux refuses of an app's objects because it replaces variables in them, and what cannot be judged for the same reason. */
export function substitutionTraps(built: BuiltApp): Finding[] {
  const { name: app, substitution } = built;
  const { variables = {}, moreVariables } = built.app;
  if (substitution === undefined) return [];
  const unknown = moreVariables ? built.objects.filter(holdsVariable) : [];
  const known = Object.keys(variables);
  return [
    ...unknown.map((object) =>
      reportedAs(
        'spoke/unknown-value',
        `${nameOf(object)} has a variable whose value is in a Secret.`,
        placeOf(object),
      ),
    ),
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

function holdsVariable({ manifest }: BuiltObject): boolean {
  return mayHold(manifest, (text) => /\$\{\w/.test(text));
}

function keyOfObject({ manifest }: BuiltObject): string {
  return keyOf(idOf(manifest));
}

function nameOf({ manifest }: BuiltObject): string {
  return formatId(idOf(manifest));
}

function placeOf({ manifest, file, line }: BuiltObject): Pick<Finding, 'object' | 'file' | 'line'> {
  return { object: findingObject(manifest.apiVersion, idOf(manifest)), file, line };
}
