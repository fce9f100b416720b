import type { ClusterRule } from '../rule';
import { addresses } from './addresses';

/** A password or token in an address. */
export const credentialInUrl: ClusterRule = {
  id: 'flux/credential-in-url',
  severity: 'error',
  title: 'Credential in a URL',
  why: 'Whoever can read the repo, or the object on the cluster, has it; and what stands before @ hides which host is meant.',
  fix: 'Put the credential into a Secret that spec.secretRef names, and replace it: it has been seen.',
  see: ['https://fluxcd.io/flux/components/source/gitrepositories/#secret-reference'],
  *check({ index }) {
    for (const { object, field, scheme, user, password, host } of addresses(index)) {
      if (password !== '') yield { object, message: `has a password before ${host} in ${field}` };
      else if (user !== '' && user !== 'git' && scheme !== 'ssh')
        yield { object, message: `has a user or token before ${host} in ${field}` };
    }
  },
};
