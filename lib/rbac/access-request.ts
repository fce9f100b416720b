/** What somebody wants to do to objects. */
export interface ResourceRequest {
  /** `get`, `create`, `impersonate` … */
  readonly verb: string;
  /** API group; the empty string for the core group. */
  readonly group: string;
  /** Plural, with its subresource: `pods`, `pods/log`. */
  readonly resource: string;
  /** @default - the whole cluster: a cluster-scoped object, or objects of every namespace */
  readonly namespace?: string | undefined;
  /** @default - no object in particular, as for lists and creations */
  readonly name?: string | undefined;
}

/** What somebody wants of the API server that is no resource. */
export interface UrlRequest {
  /** `get`, `head` …, the HTTP method in lower case. */
  readonly verb: string;
  /** `/healthz` */
  readonly path: string;
}

/** What somebody wants to do. */
export type AccessRequest = ResourceRequest | UrlRequest;

/** The namespace that a request is for; none for the whole cluster. */
export function namespaceOf(request: AccessRequest): string | undefined {
  return 'path' in request ? undefined : request.namespace || undefined;
}

/** A request as people say it: `create deployments.apps/web in billing`. */
export function formatRequest(request: AccessRequest): string {
  if ('path' in request) return `${request.verb} ${request.path}`;
  const { verb, group, resource, name } = request;
  const namespace = namespaceOf(request);
  const [plural, subresource] = resource.split('/');
  const kind = `${plural}${group === '' ? '' : `.${group}`}`;
  const object = [kind, name, subresource].filter((part) => part !== undefined && part !== '').join('/');
  return `${verb} ${object} ${namespace === undefined ? 'in the whole cluster' : `in ${namespace}`}`;
}
