import { reconciler } from '../manifest/hub-names';
import { type AdmissionPolicy, writes } from './policy';
import { builtIn } from './resources';

const account = 'kubernetes.io/service-account.name';
const annotations = 'object.metadata.annotations';

/** Tokens that Kubernetes writes into Secrets for who asks. */
export const accountTokens: AdmissionPolicy = {
  name: 'flux-hub-account-tokens',
  title: `Secrets that ask for a token of \`${reconciler}\``,
  why: 'The token does not expire, and whoever reads the Secret may change all that Flux applies for the tenant.',
  resources: [builtIn('', { Secret: 'secrets' })],
  operations: writes,
  where: 'tenant-namespaces',
  asks: 'others',
  expression:
    '!has(object.type) || object.type != "kubernetes.io/service-account-token" || ' +
    `!has(${annotations}) || !("${account}" in ${annotations}) || ${annotations}["${account}"] != "${reconciler}"`,
  message: `Name another ServiceAccount: nobody but Flux acts as ${reconciler}.`,
};
