import { tenantLabel } from '../manifest/hub-names';
import { annotationPrefix } from '../manifest/namespace-annotations';
import { podSecurityPrefix } from '../pod-security/labels';
import { isPlatform, type PlatformAccounts } from './platform-accounts';
import { type AdmissionPolicy, writes } from './policy';
import { builtIn } from './resources';

type Version = 'object' | 'oldObject';

/** A map of an object; empty where it has none, or where there is no such object yet. */
function mapOf(version: Version, field: 'labels' | 'annotations'): string {
  const map = `${version}.metadata.${field}`;
  return version === 'object'
    ? `(has(${map}) ? ${map} : {})`
    : `(request.operation == "UPDATE" && has(${map}) ? ${map} : {})`;
}

/** That the keys for which a condition holds have the same values before and after. */
function keeps(field: 'labels' | 'annotations', isKept: string): string {
  const includes = (one: Version, other: Version) =>
    `${mapOf(one, field)}.all(key, !(${isKept}) || (key in ${mapOf(other, field)} && ${mapOf(one, field)}[key] == ${mapOf(other, field)}[key]))`;
  return `${includes('object', 'oldObject')} && ${includes('oldObject', 'object')}`;
}

const isTenants = `(request.operation == "UPDATE" && "${tenantLabel}" in ${mapOf('oldObject', 'labels')})`;

const isKept = [
  keeps('labels', `key == "${tenantLabel}" || (${isTenants} && key.startsWith("${podSecurityPrefix}"))`),
  keeps('annotations', `key.startsWith("${annotationPrefix}")`),
].join(' && ');

/** What is said of tenants by their Namespaces. It asks for no label of theirs, which could be taken away first. */
export function namespaces(accounts: PlatformAccounts): AdmissionPolicy {
  return {
    name: 'flux-hub-namespaces',
    title: "Changes of what a Namespace says of its tenant: the tenant's label, Pod Security, grants",
    why: 'A namespace would pass for one of another tenant, run privileged Pods, or have hostnames that nobody granted.',
    resources: [builtIn('', { Namespace: 'namespaces' })],
    operations: writes,
    where: 'everywhere',
    asks: 'everybody',
    expression: `${isPlatform(accounts)} || (${isKept})`,
    message: `Only the platform says whose a namespace is: ${tenantLabel}, ${podSecurityPrefix}* and ${annotationPrefix}* are changed in the hub repo.`,
  };
}
