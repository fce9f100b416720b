import { kindsNamed, kindsOf, knownPlurals } from '../manifest/catalog';
import { didYouMean } from '../manifest/similar';
import type { AccessRequest, ResourceRequest } from './access-request';

/** A request, and what its words leave open. */
export interface ParsedRequest {
  readonly request: AccessRequest;
  /** Why the answer may be about something else than was meant. @default - it is about what was said */
  readonly doubt?: string;
}

/** Where and to what, besides what the words say. */
export interface RequestScope {
  /** @default - the whole cluster */
  readonly namespace?: string | undefined;
  /** `exec` of `pods/exec`. @default - the object itself */
  readonly subresource?: string | undefined;
}

/**
 * A request in the words of `kubectl auth can-i`.
 * @param verb `get`, `create` …
 * @param target `secrets`, `deployments.apps/web`, `deployments` where its group is known here, or a URL path, `/healthz`
 */
export function parseRequest(verb: string, target: string, scope: RequestScope = {}): ParsedRequest {
  if (target.startsWith('/')) return { request: { verb, path: target } };
  const [words = '', name] = target.split('/');
  const { doubt, ...resource } = parseResource(words, scope.subresource);
  const namespace = namespaceFor(resource, name, scope.namespace);
  return { request: { verb, ...plain(resource), namespace, name }, ...(doubt !== undefined && { doubt }) };
}

/** A resource in words: `pods`, `deployments.apps`, or `deployments` where its group is known here. */
export function parseResource(words: string, subresource?: string): NamedResource {
  const dot = words.indexOf('.');
  const [noun, said] = dot < 0 ? [words, undefined] : [words.slice(0, dot), words.slice(dot + 1)];
  const kind = said === undefined ? kindsNamed(noun)[0] : kindsOf(said).find(({ plural }) => plural === noun);
  const plural = kind?.plural ?? noun;
  const doubt =
    kind || said !== undefined || withoutKind.includes(noun)
      ? undefined
      : `No kind ${noun} is known here, so the core group is meant. ${didYouMean(noun, knownPlurals(), `Name its group: ${noun}.<group>.`)}`;
  return {
    group: said ?? kind?.group ?? '',
    resource: subresource === undefined ? plural : `${plural}/${subresource}`,
    scope: kind?.scope,
    ...(doubt !== undefined && { doubt }),
  };
}

/** A resource, and whether its objects live in namespaces, if that is known. */
export interface NamedResource extends Pick<ResourceRequest, 'group' | 'resource'> {
  readonly scope: 'Namespaced' | 'Cluster' | undefined;
  /** As of a request. @default - it is what was said */
  readonly doubt?: string;
}

/** What can be named in rules of the core group though no object of it exists. */
const withoutKind = ['*', 'users', 'groups', 'bindings'];

function plain({ group, resource }: NamedResource) {
  return { group, resource };
}

/** The API server counts a Namespace as in itself when it is named, and other cluster-scoped objects as in none. */
function namespaceFor(
  { group, resource, scope }: NamedResource,
  name: string | undefined,
  asked: string | undefined,
): string | undefined {
  if (group === '' && resource.split('/')[0] === 'namespaces') return name;
  return scope === 'Cluster' ? undefined : asked;
}
