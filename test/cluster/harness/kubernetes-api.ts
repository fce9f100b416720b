import { Agent, request } from 'node:https';
import { createInterface } from 'node:readline';
import type { Manifest } from '../../../lib/manifest/manifest';

/** A kind of objects. */
export interface Kind {
  readonly apiVersion: string;
  readonly kind: string;
}

/** One object, by name. */
export interface ObjectRef extends Kind {
  readonly namespace?: string;
  readonly name: string;
}

/** An object as the API server answers it. */
export interface LiveObject extends Manifest {
  readonly metadata: Manifest['metadata'] & {
    readonly uid?: string;
    readonly generation?: number;
    readonly resourceVersion?: string;
    readonly creationTimestamp?: string;
    readonly deletionTimestamp?: string;
  };
  readonly status?: Status;
}

/** What tests read of statuses. */
export interface Status {
  readonly observedGeneration?: number;
  readonly conditions?: readonly Condition[];
  readonly lastHandledReconcileAt?: string;
  readonly lastAttemptedRevision?: string;
  readonly lastAppliedRevision?: string;
  readonly artifact?: { readonly revision: string };
  readonly inventory?: { readonly entries: readonly { readonly id: string; readonly v: string }[] };
}

/** One entry of a status's `conditions`. */
export interface Condition {
  readonly type: string;
  readonly status: 'True' | 'False' | 'Unknown';
  readonly reason: string;
  readonly message: string;
  readonly observedGeneration?: number;
}

/** Who is impersonated: a user, in groups of its own or in those that the API server would put it into. */
export type Who = string | { readonly user: string; readonly groups?: readonly string[] };

/** A question to the API server's authorizer. */
export interface AccessQuestion {
  readonly user: string;
  /** @default - those of the user if it is a ServiceAccount, and `system:authenticated` */
  readonly groups?: readonly string[];
  readonly verb: string;
  readonly group?: string;
  readonly resource: string;
  readonly subresource?: string;
  readonly namespace?: string;
  readonly name?: string;
}

/** The API server refused: its reason and its words. */
export class Refused extends Error {
  constructor(
    readonly code: number,
    readonly reason: string,
    message: string,
    readonly request = '',
  ) {
    super(message);
  }
}

interface Target extends Kind {
  readonly namespace?: string | undefined;
  readonly name?: string;
}

/** Where the objects of a kind are. */
export interface Resource {
  /** Plural name, the last part of their URL. */
  readonly path: string;
  readonly namespaced: boolean;
}

/** A client of one API server, for objects of any kind. */
export class KubernetesApi {
  private readonly agent: Agent;
  private readonly resources = new Map<string, Resource>();

  constructor(
    private readonly port: number,
    private readonly token: string,
    ca: string,
  ) {
    this.agent = new Agent({ keepAlive: true, maxSockets: 32, ca });
  }

  /** The object; undefined where there is none. */
  async get(ref: ObjectRef): Promise<LiveObject | undefined> {
    return (await this.call('GET', await this.pathOf(ref)).catch(absent)) as LiveObject | undefined;
  }

  /** Every object of a kind, in one namespace or in all. */
  async list(kind: Kind, namespace?: string): Promise<LiveObject[]> {
    const { items } = (await this.call('GET', await this.pathOf({ ...kind, namespace }))) as { items: LiveObject[] };
    return items.map((item) => ({ ...item, ...kind }));
  }

  /**
   * Server-side apply.
   * @param options.dryRun asks all of admission and validation, and stores nothing
   * @throws Refused
   */
  async apply(manifest: Manifest, options: { dryRun?: boolean; as?: Who } = {}): Promise<LiveObject> {
    const { apiVersion, kind, metadata } = manifest;
    const path = await this.pathOf({ apiVersion, kind, namespace: metadata.namespace, name: metadata.name });
    const query = new URLSearchParams({ fieldManager: 'test', force: 'true', fieldValidation: 'Strict' });
    if (options.dryRun) query.set('dryRun', 'All');
    return (await this.call('PATCH', `${path}?${query}`, manifest, {
      type: 'application/apply-patch+yaml',
      ...(options.as && { as: options.as }),
    })) as LiveObject;
  }

  /**
   * Creates an object, and lets no field pass that its kind does not have.
   * @param options.dryRun asks all of admission and validation, and stores nothing
   * @param options.warned hears what the API server warns of
   * @throws Refused, also where the object is there already
   */
  async create(
    manifest: Manifest,
    { dryRun, ...how }: { dryRun?: boolean; as?: Who; warned?: (warning: string) => void } = {},
  ): Promise<LiveObject> {
    const { apiVersion, kind, metadata } = manifest;
    const path = await this.pathOf({ apiVersion, kind, namespace: metadata.namespace });
    const query = new URLSearchParams({ fieldValidation: 'Strict' });
    if (dryRun) query.set('dryRun', 'All');
    return (await this.call('POST', `${path}?${query}`, manifest, how)) as LiveObject;
  }

  /** Applies a JSON merge patch, to the object or to one of its subresources. @throws Refused */
  async merge(ref: ObjectRef, patch: object, subresource = ''): Promise<LiveObject> {
    const path = `${await this.pathOf(ref)}${subresource && `/${subresource}`}`;
    return (await this.call('PATCH', path, patch, { type: 'application/merge-patch+json' })) as LiveObject;
  }

  /**
   * Deletes an object if it is there.
   * @param options.dryRun asks all of admission, and deletes nothing
   * @throws Refused
   */
  async remove(
    ref: ObjectRef,
    { graceSeconds, dryRun, as }: { graceSeconds?: number; dryRun?: boolean; as?: string } = {},
  ): Promise<void> {
    const query = new URLSearchParams();
    if (graceSeconds !== undefined) query.set('gracePeriodSeconds', String(graceSeconds));
    if (dryRun) query.set('dryRun', 'All');
    await this.call('DELETE', `${await this.pathOf(ref)}?${query}`, undefined, as ? { as } : {}).catch(absent);
  }

  /** The authorizer's answer, as `kubectl auth can-i --as` gives it. */
  can(question: AccessQuestion): Promise<boolean> {
    const { user, groups = groupsOf(user), verb, ...resourceAttributes } = question;
    return this.review({ user, groups, resourceAttributes: { verb, ...resourceAttributes } });
  }

  /** The authorizer's answer to the `spec` of a SubjectAccessReview. */
  async review(spec: object): Promise<boolean> {
    const review = { apiVersion: 'authorization.k8s.io/v1', kind: 'SubjectAccessReview', spec };
    const answer = await this.call('POST', '/apis/authorization.k8s.io/v1/subjectaccessreviews', review);
    return (answer as { status: { allowed: boolean } }).status.allowed;
  }

  /** Calls back for every object of a kind, as it is and whenever it changes, until the returned function is called. */
  async watch(kind: Kind, seen: (object: LiveObject) => void): Promise<() => void> {
    const path = await this.pathOf(kind);
    const call = request(this.options('GET', `${path}?watch=true`), (response) => {
      const lines = createInterface(response).on('line', (line) => {
        const { type, object } = JSON.parse(line) as { type: string; object: LiveObject };
        if (type === 'ADDED' || type === 'MODIFIED') seen(object);
      });
      for (const stream of [response, lines]) stream.on('error', ended);
    });
    call.on('error', ended).end();
    return () => call.destroy();
  }

  /** Whether the server says that it is ready. */
  async isReady(): Promise<boolean> {
    return this.call('GET', '/readyz').then(
      () => true,
      () => false,
    );
  }

  close(): void {
    this.agent.destroy();
  }

  /** Every kind whose objects can be listed, in the version that its group prefers. */
  async kinds(): Promise<Kind[]> {
    const { groups } = (await this.call('GET', '/apis')) as {
      groups: { preferredVersion: { groupVersion: string } }[];
    };
    const versions = ['v1', ...groups.map(({ preferredVersion }) => preferredVersion.groupVersion)];
    const kindsOf = async (apiVersion: string) => {
      const { resources } = (await this.call('GET', root(apiVersion))) as {
        resources: { kind: string; verbs: readonly string[] }[];
      };
      return resources.filter(({ verbs }) => verbs.includes('list')).map(({ kind }) => ({ apiVersion, kind }));
    };
    return (await Promise.all(versions.map(kindsOf))).flat();
  }

  /** How a kind is served; undefined where it is not. */
  async served({ apiVersion, kind }: Kind): Promise<Resource | undefined> {
    const key = `${apiVersion}/${kind}`;
    if (!this.resources.has(key)) await this.discover(apiVersion);
    return this.resources.get(key);
  }

  private async pathOf({ apiVersion, kind, namespace, name }: Target): Promise<string> {
    const resource = await this.served({ apiVersion, kind });
    if (resource === undefined) throw new Refused(404, 'NoKindMatch', `no matches for kind ${kind} in ${apiVersion}`);
    const folder = resource.namespaced && namespace !== undefined ? `/namespaces/${namespace}` : '';
    return `${root(apiVersion)}${folder}/${resource.path}${name === undefined ? '' : `/${name}`}`;
  }

  private async discover(apiVersion: string): Promise<void> {
    const found = (await this.call('GET', root(apiVersion)).catch(absent)) as
      | { resources: { name: string; kind: string; namespaced: boolean }[] }
      | undefined;
    for (const { name, kind, namespaced } of found?.resources ?? [])
      if (!name.includes('/')) this.resources.set(`${apiVersion}/${kind}`, { path: name, namespaced });
  }

  private options(method: string, path: string, { type = 'application/json', as }: { type?: string; as?: Who } = {}) {
    const { user, groups = groupsOf(user) } = typeof as === 'object' ? as : { user: as ?? '' };
    const impersonated = as && { 'Impersonate-User': user, 'Impersonate-Group': [...groups] };
    return {
      host: '127.0.0.1',
      port: this.port,
      method,
      path,
      agent: this.agent,
      headers: { Authorization: `Bearer ${this.token}`, 'Content-Type': type, ...impersonated },
    };
  }

  private call(
    method: string,
    path: string,
    body?: object,
    how?: { type?: string; as?: Who; warned?: (warning: string) => void },
  ): Promise<unknown> {
    return new Promise((done, failed) => {
      const call = request(this.options(method, path, how), (response) => {
        let text = '';
        for (const warning of response.headersDistinct.warning ?? []) how?.warned?.(warning);
        response.setEncoding('utf8');
        response.on('data', (chunk: string) => {
          text += chunk;
        });
        // A connection that breaks in the middle of an answer ends nothing.
        response.on('error', failed);
        response.on('end', () => {
          const code = response.statusCode ?? 0;
          if (code < 300) return done(text.startsWith('{') ? JSON.parse(text) : text);
          const { reason, message } = text.startsWith('{') ? JSON.parse(text) : { reason: 'Unknown', message: text };
          failed(new Refused(code, reason, message, `${method} ${path}`));
        });
      });
      call.on('error', failed);
      call.end(body && JSON.stringify(body));
    });
  }
}

/** A watch ends with the server, or with who watches: what was seen so far counts. */
function ended(): void {}

function absent(error: unknown): undefined {
  if (error instanceof Refused && error.code === 404) return undefined;
  throw error;
}

function root(apiVersion: string): string {
  return apiVersion.includes('/') ? `/apis/${apiVersion}` : `/api/${apiVersion}`;
}

/** The groups that the API server puts a user into. @see https://kubernetes.io/docs/reference/access-authn-authz/authentication/#service-account-tokens */
export function groupsOf(user: string): readonly string[] {
  const [, namespace] = /^system:serviceaccount:([^:]+):[^:]+$/.exec(user) ?? [];
  if (namespace === undefined) return ['system:authenticated'];
  return ['system:serviceaccounts', `system:serviceaccounts:${namespace}`, 'system:authenticated'];
}
