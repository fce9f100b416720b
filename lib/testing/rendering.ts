import type { Content } from '../hub/cluster-files';
import type { RenderedCluster } from '../hub/rendered';
import type { Finding } from '../manifest/finding';
import type { Manifest } from '../manifest/manifest';
import { formatId } from '../manifest/object-id';
import { type Access, accessOf } from '../rbac/access';
import type { AccessRequest } from '../rbac/access-request';
import { type Answer, can, canReach } from '../rbac/can';
import { parseResource } from '../rbac/parse-request';
import type { Subject } from '../rbac/subject';

/** What was rendered, as a test looks at it. */
export interface Rendering {
  /** Text of every file by its path below `deploy/`. Empty where there are errors. */
  readonly files: Readonly<Record<string, string>>;
  /** Every object, also where there are errors. */
  readonly objects: readonly Manifest[];
  /** What the constructs and the rules have to say; errors among them leave `files` empty. */
  readonly findings: readonly Finding[];
  /** The object of a kind and name. @throws where there is none, or several and no namespace was said */
  get(kind: string, name: string, namespace?: string): Manifest;
  /**
   * Whether the roles of the cluster let somebody do something: those that are rendered, and those that Kubernetes and Flux create.
   * @param subject a ServiceAccount as `namespace/name`, or a user or group
   * @param verb `get`, `create` …
   * @param resource plural, with its group and subresource: `secrets`, `deployments.apps`, `pods/exec`; a group that is known may be left out
   * @param namespace where; the whole cluster when left out
   * @throws where nothing does, but a binding names a role that is not known here
   */
  can(subject: Subject, verb: string, resource: string, namespace?: string): boolean;
  /**
   * Whether somebody can bring something about: the same, and by acting as others or giving themselves rights: by `impersonate`,
   * tokens of ServiceAccounts, Pods and Flux objects that run as them, `bind` and `escalate`.
   * @throws as `can` does
   */
  canReach(subject: Subject, verb: string, resource: string, namespace?: string): boolean;
}

/** What was rendered of a whole hub. */
export interface HubRendering {
  /** Text of every file by its path below `deploy/`; none of a cluster where there are errors. */
  readonly files: Readonly<Record<string, string>>;
  /** What is found in the hub, on its clusters, and in the fleet as a whole. */
  readonly findings: readonly Finding[];
  /** What was rendered of one cluster. @throws Error where there is none of that name */
  cluster(name: string): Rendering;
}

/** A cluster with its files: text or bytes of each by its path below the layout's root. */
export interface InMemory extends RenderedCluster {
  /** Empty where there are errors. */
  readonly files: ReadonlyMap<string, Content>;
}

/** @param roles objects that roles and bindings are read from, where those are more than what is shown */
export function rendering(cluster: InMemory, roles = cluster.objects): Rendering {
  const objects = cluster.objects.map(({ manifest }) => manifest);
  let read: Access | undefined;
  const access = () => {
    read ??= accessOf(roles.map(({ manifest }) => manifest));
    return read;
  };
  return {
    files: textFiles(cluster.files),
    objects,
    findings: cluster.findings,
    get: (kind, name, namespace) => only(objects, kind, name, namespace),
    can: (subject, ...words) => isAllowed(can(access(), subject, request(...words))),
    canReach: (subject, ...words) => isAllowed(canReach(access(), subject, request(...words))),
  };
}

/** Files as text. */
export function textFiles(files: InMemory['files']): Record<string, string> {
  return Object.fromEntries([...files].map(([path, content]) => [path, content.toString()]));
}

function request(verb: string, words: string, namespace?: string): AccessRequest {
  const [noun = '', subresource] = words.split('/');
  const { group, resource } = parseResource(noun, subresource);
  return { verb, group, resource, namespace };
}

function isAllowed(answer: Answer): boolean {
  if (answer.allowed) return true;
  const [first] = answer.unknown;
  if (!first) return false;
  throw new Error(`${formatId(first.binding)} refers to ${formatId(first.role)}, whose rules are not known here.`);
}

function only(objects: readonly Manifest[], kind: string, name: string, namespace: string | undefined): Manifest {
  const found = objects.filter(
    (object) =>
      object.kind === kind &&
      object.metadata.name === name &&
      (namespace === undefined || object.metadata.namespace === namespace),
  );
  const [object] = found;
  const what = `${kind} ${namespace === undefined ? '' : `${namespace}/`}${name}`;
  if (!object) {
    const others = objects
      .filter((other) => other.kind === kind)
      .map(({ metadata }) => `${metadata.namespace ?? ''}/${metadata.name}`);
    throw new Error(
      `There is no ${what}. ${others.length > 0 ? `Use one of ${others.join(', ')}.` : `There is no ${kind} at all.`}`,
    );
  }
  if (found.length > 1) throw new Error(`There are ${found.length} objects ${what}: say the namespace.`);
  return object;
}
