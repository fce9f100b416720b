import type { ClusterContract } from '../contract/contract';
import { type Finding, findingObject } from '../manifest/finding';
import { groupBy } from '../manifest/group-by';
import type { Manifest } from '../manifest/manifest';
import { formatId, idOf } from '../manifest/object-id';
import type { SourceObject } from '../tree/closure';
import type { BuiltApp } from './built-app';
import { reportedAs } from './reported-as';
import { sameOf } from './same-of';

/**
 * Namespaces that files say and Flux overrules: where the contract says a targetNamespace, an object goes there whatever it says
 * itself. One that the tenant does not have is a contract that has changed, or was misread.
 */
export function changedNamespaces({ name, app, written }: BuiltApp, { namespaces }: ClusterContract): Finding[] {
  const target = app.targetNamespace;
  if (target === undefined) return [];
  const granted = Object.keys(namespaces);
  const elsewhere = written.filter((object) => (namespaceSaid(object) ?? target) !== target);
  return [...groupBy(elsewhere, (object) => namespaceSaid(object) ?? '')].map(([said, [first, ...others]]) => {
    const isOwn = granted.includes(said);
    const fact = isOwn
      ? `says namespace ${said}, and app ${name} puts it into ${target}`
      : `says namespace ${said}, which the contract does not grant: it grants ${granted.join(', ')}, and app ${name} puts it into ${target}`;
    return reportedAs('spoke/namespace-changed', `${who(first)} ${fact}${sameOf(others.map(who))}.`, {
      severity: isOwn ? 'warning' : 'error',
      fix: `Say ${target}, or no namespace.`,
      file: first.file,
      line: first.line,
      ...(!isPseudo(first) && { object: findingObject(manifestOf(first).apiVersion, idOf(manifestOf(first))) }),
    });
  });
}

/** The Namespace that stands for what a kustomization renames Namespaces to, which is its field `namespace`. */
function isPseudo({ value, generated }: SourceObject): boolean {
  return generated === true && value.kind === 'Namespace';
}

function namespaceSaid(object: SourceObject): string | undefined {
  const { name, namespace } = manifestOf(object).metadata;
  return isPseudo(object) ? name : namespace;
}

function who(object: SourceObject): string {
  return isPseudo(object) ? object.file : formatId(idOf(manifestOf(object)));
}

function manifestOf({ value }: SourceObject): Manifest {
  return value as Manifest;
}
