import { specOf } from '../spec-of';
import type { Refusals } from './refusal';

interface Git {
  readonly url: string;
  readonly provider: string;
  readonly secretRef: object;
  readonly ref: { readonly tag?: string };
  readonly verify: { readonly mode?: string };
}

/** What source-controller refuses of a GitRepository. */
export const gitRepository: Refusals = function* (object) {
  const { url = '', provider, secretRef, ref, verify } = specOf<Git>(object);
  const [, user = 'git@', host, path] = /^ssh:\/\/([^@/]*@)?([^:/[]+):(?!\d+(?:\/|$))(.*)$/.exec(url) ?? [];
  if (host)
    yield { message: `has the URL ${url}, whose port is no number`, fix: `Write ssh://${user}${host}/${path}.` };
  if (provider === 'github' && !secretRef)
    yield {
      message: 'has the provider github and no secretRef',
      fix: "Name the Secret with the GitHub App's id and key.",
    };
  const { mode = '' } = verify ?? {};
  if (['Tag', 'TagAndHEAD'].includes(mode) && !ref?.tag)
    yield { message: `verifies by ${mode} and follows no tag`, fix: 'Set spec.ref.tag, or verify HEAD.' };
};

/** What source-controller refuses of an OCIRepository. */
export const ociRepository: Refusals = function* (object) {
  const { url = '' } = specOf<{ url: string }>(object);
  const version = versionIn(url.replace(/^oci:\/\//, ''));
  if (version)
    yield { message: `has ${version} in its URL`, fix: 'Leave it out of spec.url and put it into spec.ref.' };
};

/** What source-controller refuses of a HelmRepository. */
export const helmRepository: Refusals = function* (object) {
  const { url = '', type = 'default' } = specOf<{ url: string; type: string }>(object);
  if (url.startsWith('oci://') !== (type === 'oci'))
    yield {
      message: `has the URL ${url} and the type ${type}`,
      fix: 'Set spec.type to oci exactly where the URL is oci://.',
    };
};

/** What source-controller refuses of a Bucket. */
export const bucket: Refusals = function* (object) {
  const { endpoint = '', provider = 'generic' } = specOf<{ endpoint: string; provider: string }>(object);
  const [, host] = /^(?:[a-z]+:\/\/)?([^/]*)/i.exec(endpoint) ?? [];
  if (['generic', 'aws'].includes(provider) && host && host !== endpoint.replace(/\/$/, ''))
    yield { message: `has the endpoint ${endpoint}, which is not only a host`, fix: `Write ${host}.` };
};

interface Generator {
  readonly sources: readonly { readonly alias: string }[];
  readonly artifacts: readonly { readonly copy?: readonly { readonly from: string }[] }[];
}

/** What source-watcher refuses of an ArtifactGenerator. */
export const artifactGenerator: Refusals = function* (object) {
  const { sources = [], artifacts = [] } = specOf<Generator>(object);
  const aliases = sources.map(({ alias }) => alias);
  for (const twice of new Set(aliases.filter((alias, place) => aliases.indexOf(alias) !== place)))
    yield { message: `has two sources with the alias ${twice}`, fix: 'Give each source an alias of its own.' };
  for (const { from } of artifacts.flatMap(({ copy = [] }) => copy)) {
    const alias = /^@([^/]*)\//.exec(from)?.[1];
    if (alias === undefined || !aliases.includes(alias))
      yield {
        message: `copies from ${from}, which is none of its sources`,
        fix: 'Begin with @ and the alias of a source.',
      };
  }
};

/** The tag or digest at the end of an image, with what stands before it. */
export function versionIn(image: string): string | undefined {
  return /[^/](@[^/]+|:[^/:]+)$/.exec(image.slice(image.indexOf('/') + 1))?.[1];
}
