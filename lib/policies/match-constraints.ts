import { isPlatform, type PlatformAccounts } from './platform-accounts';
import type { AdmissionPolicy } from './policy';

/** The kinds and labels of a policy, as both engines write them. */
export function matchConstraints({ resources, operations, labels }: AdmissionPolicy) {
  return {
    ...(labels && { objectSelector: { matchLabels: labels } }),
    resourceRules: resources.map(({ groups, versions, kinds }) => ({
      apiGroups: groups,
      apiVersions: versions,
      operations,
      resources: Object.values(kinds),
    })),
  };
}

/** That somebody else than the platform asks, as a condition in both engines. */
export function byOthers(accounts: PlatformAccounts) {
  return { name: 'others-than-the-platform', expression: `!(${isPlatform(accounts)})` };
}
