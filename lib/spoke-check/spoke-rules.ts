import { chartMissing } from '../checks/flux/chart-missing';
import { chartNameTaken } from '../checks/flux/chart-name-taken';
import { decryptionMissing } from '../checks/flux/decryption-missing';
import { dependencyCycle } from '../checks/flux/dependency-cycle';
import { refused } from '../checks/flux/refused';
import { releaseTaken } from '../checks/flux/release-taken';
import { backendUnresolved } from '../checks/gateway/backend-unresolved';
import { parentMissing } from '../checks/gateway/parent-missing';
import { routeRefused } from '../checks/gateway/route-refused';
import { invalidCidr } from '../checks/kubernetes/invalid-cidr';
import { invalidPort } from '../checks/kubernetes/invalid-port';
import { invalidSchedule } from '../checks/kubernetes/invalid-schedule';
import { invalidWorkload } from '../checks/kubernetes/invalid-workload';
import { listedTwice } from '../checks/kubernetes/listed-twice';
import { negativeAmount } from '../checks/kubernetes/negative-amount';
import { replicasAutoscaled } from '../checks/kubernetes/replicas-autoscaled';
import { duplicate } from '../checks/manifest/duplicate';
import { invalidName } from '../checks/manifest/invalid-name';
import { longName } from '../checks/manifest/long-name';
import { notServed } from '../checks/manifest/not-served';
import { schemaViolation } from '../checks/manifest/schema-violation';
import type { ClusterRule } from '../checks/rule';
import { inlinePassword } from '../checks/secrets/inline-password';
import { plainSecret } from '../checks/secrets/plain-secret';
import { readableCredential } from '../checks/secrets/readable-credential';
import { sealedAnywhere } from '../checks/secrets/sealed-anywhere';
import { accountMissing } from './rules/account-missing';
import { admissionPolicy } from './rules/admission-policy';
import { clusterScoped } from './rules/cluster-scoped';
import { hostnameNotGranted } from './rules/hostname-not-granted';
import { hubObject } from './rules/hub-object';
import { kindNotAdmitted } from './rules/kind-not-admitted';
import { notFollowed } from './rules/not-followed';
import { outsideNamespaces } from './rules/outside-namespaces';
import { parentNotGranted } from './rules/parent-not-granted';
import { podLimits } from './rules/pod-limits';
import { podSecurity } from './rules/pod-security';
import { quotaExceeded } from './rules/quota-exceeded';
import { referenceMissing } from './rules/reference-missing';
import { roleBeyondRights } from './rules/role-beyond-rights';
import type { SpokeRule } from './spoke-rule';

/** A rule of hub repos, with what an app team can do about it. */
function inSpokes(rule: ClusterRule, fix: string): SpokeRule {
  return { ...rule, fix, check: (facts) => rule.check(facts) };
}

const secretFix =
  'Encrypt it with sops, seal it, or let an ExternalSecret bring it; and revoke the one that was committed.';
const decryptionFix =
  'Ask the platform team for spec.decryption of the app, or bring the Secret by an ExternalSecret or a SealedSecret.';
const listenerFix = 'Name the listener of the contract that has the hostname; folder.hostname(…) and SpokeRoute do.';

/**
 * What the check holds objects against, in the order in which the cluster does. What one group refuses is not looked at by those
 * behind it: an object that is not admitted needs no second reason.
 */
export const spokeRules: readonly (readonly SpokeRule[])[] = [
  [inSpokes(decryptionMissing, decryptionFix)],
  [clusterScoped],
  [notServed],
  [outsideNamespaces],
  [kindNotAdmitted],
  [
    schemaViolation,
    chartMissing,
    invalidName,
    invalidWorkload,
    listedTwice,
    invalidPort,
    invalidSchedule,
    invalidCidr,
    negativeAmount,
  ],
  [hostnameNotGranted, parentNotGranted, roleBeyondRights],
  [
    admissionPolicy,
    hubObject,
    inSpokes(parentMissing, listenerFix),
    inSpokes(routeRefused, listenerFix),
    inSpokes(
      backendUnresolved,
      'Name a Service that is there, and a port of it; one in another namespace needs a ReferenceGrant in it.',
    ),
    podSecurity,
    accountMissing,
    podLimits,
    quotaExceeded,
    duplicate,
    longName,
    refused,
    referenceMissing,
    dependencyCycle,
    releaseTaken,
    chartNameTaken,
    replicasAutoscaled,
    inSpokes(plainSecret, secretFix),
    inSpokes(readableCredential, secretFix),
    inSpokes(inlinePassword, secretFix),
    sealedAnywhere,
  ],
  [notFollowed],
];
