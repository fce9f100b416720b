import type { Problem } from '../object/composition';
import { isPlainUrl } from '../policies/source-address';

/** What a tenant says of sources of its own. */
interface OwnSources {
  readonly allowedSources?: readonly string[];
  readonly selfService?: boolean;
}

/** What is wrong with the sources that a tenant is allowed: those that admission policies could never find one to be. */
export function allowedSourceProblems(
  tenant: string,
  { allowedSources = [], selfService }: OwnSources,
): Omit<Problem, 'at'>[] {
  const problems = allowedSources.flatMap((url) => {
    const found = issueOf(url);
    if (!found) return [];
    const [issue, fix] = found;
    const message = `Tenant ${tenant} is allowed sources at ${JSON.stringify(url)}, ${issue}.`;
    return [{ rule: 'tenancy/allowed-source', message, fix }];
  });
  return allowedSources.length > 0 && !selfService ? [...problems, unused(tenant)] : problems;
}

function unused(tenant: string): Omit<Problem, 'at'> {
  return {
    rule: 'tenancy/unused-sources',
    severity: 'warning',
    message: `Tenant ${tenant} is allowed sources, and may write none: it has \`allowedSources\` without \`selfService\`.`,
    fix: 'Give it `selfService: true`, or leave out `allowedSources`: what the hub renders for it needs none.',
  };
}

/** Why no source that Flux has is at a URL, as a clause, and what to do; undefined where one may be. */
function issueOf(url: string): readonly [issue: string, fix: string] | undefined {
  if (!isPlainUrl(url))
    return [
      'which is no URL, or one that can be read in two ways',
      'Write a scheme, a host and a path, such as `https://github.com/acme/`: nothing encoded, no query, and no `..`.',
    ];
  const [scheme = '', rest = ''] = url.split('://');
  if (!schemes.includes(scheme))
    return [
      `and Flux fetches none by ${scheme}`,
      `Write it as a source has it: with ${schemes.join(', ')}; a bucket is https://endpoint/name.`,
    ];
  if (scheme === 'ssh' && !rest.includes('/'))
    return ['and no Git repository is at a host itself', `Write \`${url}/\` for all below it, or name the repository.`];
  return undefined;
}

/** Those that sources have, and what admission policies make of images and buckets. */
const schemes = ['https', 'http', 'ssh', 'oci'];
