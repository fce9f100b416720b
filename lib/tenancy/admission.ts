import type { Manifest } from '../manifest/manifest';
import type { NeededService } from '../platform/hub-service';
import { kyvernoPolicy } from '../policies/kyverno-policy';
import type { PlatformAccounts } from '../policies/platform-accounts';
import { admissionPolicies } from '../policies/policies';
import type { AdmissionPolicy } from '../policies/policy';
import { validatingAdmissionPolicy } from '../policies/validating-admission-policy';

/** What holds requests against the hub's admission policies: the API server itself, or Kyverno. */
export type AdmissionEngine = 'kubernetes' | 'kyverno';

/** How the hub's policies come into force. */
interface Admission {
  /** The objects that an engine has for a policy. */
  of(policy: AdmissionPolicy, accounts: PlatformAccounts): readonly Manifest[];
  /** What must be ready first. @default - nothing */
  readonly needs?: NeededService;
}

const kyverno: NeededService = { name: 'kyverno', crd: 'validatingpolicies.policies.kyverno.io' };

/** Every engine. */
export const admissionEngines: Readonly<Record<AdmissionEngine, Admission>> = {
  kubernetes: { of: validatingAdmissionPolicy },
  kyverno: { of: (policy, accounts) => [kyvernoPolicy(policy, accounts)], needs: kyverno },
};

/** The hub's policies as the objects of an engine. */
export function admissionManifests({ of }: Admission, accounts: PlatformAccounts = {}): Manifest[] {
  return admissionPolicies(accounts).flatMap((policy) => of(policy, accounts));
}
