import { ofKnownValues } from '../of-known-values';
import type { ClusterRule } from '../rule';
import { ambiguousUrl } from './ambiguous-url';
import { automationRace } from './automation-race';
import { chartMissing } from './chart-missing';
import { chartNameTaken } from './chart-name-taken';
import { credentialInUrl } from './credential-in-url';
import { decryptionMissing } from './decryption-missing';
import { dependencyCycle } from './dependency-cycle';
import { dependencyDeadlock } from './dependency-deadlock';
import { dependencyMissing } from './dependency-missing';
import { dependsOnStranger } from './depends-on-stranger';
import { dependsOnTenant } from './depends-on-tenant';
import { forbiddenAddress } from './forbidden-address';
import { force } from './force';
import { foreignReadyExpression } from './foreign-ready-expression';
import { foreignReference } from './foreign-reference';
import { foreignSource } from './foreign-source';
import { ignoredHealthChecks } from './ignored-health-checks';
import { internalAddress } from './internal-address';
import { noCredentials } from './no-credentials';
import { pathMissing } from './path-missing';
import { plainHttp } from './plain-http';
import { pruneOff } from './prune-off';
import { referenceMissing } from './reference-missing';
import { refused } from './refused';
import { releaseTaken } from './release-taken';
import { shortInterval } from './short-interval';
import { tenantResourceSet } from './tenant-resource-set';
import { tenantWritesHub } from './tenant-writes-hub';
import { timeoutMissing } from './timeout-missing';
import { undefinedVariable } from './undefined-variable';
import { unescapedVariable } from './unescaped-variable';
import { unpinnedVersion } from './unpinned-version';
import { unreviewedAutomation } from './unreviewed-automation';
import { unusedVariable } from './unused-variable';
import { versionRange } from './version-range';
import { waitsForTenants } from './waits-for-tenants';
import { workloadIdentity } from './workload-identity';

/** What Flux itself would say, or not say, of its objects. */
export const fluxRules: readonly ClusterRule[] = [
  referenceMissing,
  ofKnownValues(refused),
  dependencyMissing,
  dependencyCycle,
  dependencyDeadlock,
  dependsOnTenant,
  dependsOnStranger,
  foreignReadyExpression,
  waitsForTenants,
  pathMissing,
  foreignSource,
  foreignReference,
  forbiddenAddress,
  internalAddress,
  credentialInUrl,
  ambiguousUrl,
  noCredentials,
  plainHttp,
  unpinnedVersion,
  versionRange,
  releaseTaken,
  chartMissing,
  chartNameTaken,
  decryptionMissing,
  undefinedVariable,
  unescapedVariable,
  unusedVariable,
  tenantResourceSet,
  tenantWritesHub,
  unreviewedAutomation,
  automationRace,
  ignoredHealthChecks,
  timeoutMissing,
  pruneOff,
  force,
  ofKnownValues(shortInterval),
  workloadIdentity,
];
