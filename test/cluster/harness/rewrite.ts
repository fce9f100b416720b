import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fromYaml, open, type PlainSecret, seal, toYaml } from '../../fixtures/sops';

const IDENTITY = join(__dirname, '../../fixtures/sops-age.agekey');

/** What stands in for the world outside: the local URL of each source's, and what a sealed Secret's keys become. */
export interface Upstreams {
  readonly urls: Readonly<Record<string, string>>;
  /** By the Secret's name: what replaces or joins its keys. */
  readonly secrets?: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

/** The age identity of the fixtures, that the example's Secrets are sealed for, as the Secret of a cluster holds it. */
export const ageIdentity = (): string => readFileSync(IDENTITY, 'utf8');

/**
 * The rendered tree as the test cluster's Git server serves it: the one place where it differs from what is committed.
 * Flux asks no resolver that could send its clients to loopback (Git's `insteadOf` does not reach it), so URLs of sources are
 * replaced, in lists of allowed ones too; and a sealed Secret with known hosts or a certificate gets the local ones, sealed anew for the same identity.
 * @throws where a source's URL has no stand-in
 */
export async function rewrite(
  files: Readonly<Record<string, string>>,
  { urls, secrets = {} }: Upstreams,
): Promise<Record<string, string>> {
  const entries = await Promise.all(
    Object.entries(files).map(async ([path, text]) => {
      if (path.endsWith('.sops.yaml')) return [path, await resealed(text, secrets)] as const;
      return [
        path,
        text
          .replace(/^( +url: )(.+)$/gm, (_, key: string, url: string) => key + local(url, urls, path))
          .replace(
            /^( +cdk8s-flux-hub\/source-urls: )(.+)$/gm,
            (_, key: string, list: string) => key + list.split(',').map((url) => urls[url] ?? url),
          ),
      ] as const;
    }),
  );
  return Object.fromEntries(entries);
}

function local(url: string, urls: Upstreams['urls'], path: string): string {
  const found = urls[url];
  if (found === undefined) throw new Error(`nothing stands in for ${url}, which ${path} names`);
  return found;
}

async function resealed(text: string, secrets: NonNullable<Upstreams['secrets']>): Promise<string> {
  const sealed = fromYaml(text);
  const keys = secrets[sealed.metadata.name];
  if (keys === undefined) return text;
  const plain: PlainSecret = await openFixture(text);
  const secret = { ...plain, stringData: { ...plain.stringData, ...keys } };
  return toYaml(await seal(secret, sealed.sops.age[0].recipient, new Date(sealed.sops.lastmodified)));
}

/** A file of `secrets/` in the clear. */
export function openFixture(text: string): Promise<PlainSecret> {
  const identity =
    ageIdentity()
      .split('\n')
      .find((line) => line.startsWith('AGE-SECRET-KEY-')) ?? '';
  return open(fromYaml(text), identity);
}
