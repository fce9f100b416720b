import type { ClusterRule } from '../rule';
import { borrowedSource } from './borrowed-source';
import { clusterAdmin } from './cluster-admin';
import { clusterBinding } from './cluster-binding';
import { foreignSubject } from './foreign-subject';
import { impersonation } from './impersonation';
import { lockdown } from './lockdown';
import { namespaceUnmade } from './namespace-unmade';
import { nestedObjects } from './nested-objects';
import { ownGateway } from './own-gateway';
import { platformAccount } from './platform-account';
import { remoteCluster } from './remote-cluster';
import { replacedArguments } from './replaced-arguments';
import { secretVariables } from './secret-variables';
import { sharedKey } from './shared-key';
import { syncBesideFlux } from './sync-beside-flux';
import { wayOut } from './way-out';
import { widenedRole } from './widened-role';

/** Whom Flux acts as, and what tenants may do and reach. */
export const isolationRules: readonly ClusterRule[] = [
  impersonation,
  platformAccount,
  lockdown,
  replacedArguments,
  nestedObjects,
  syncBesideFlux,
  namespaceUnmade,
  clusterAdmin,
  clusterBinding,
  wayOut,
  foreignSubject,
  widenedRole,
  ownGateway,
  borrowedSource,
  remoteCluster,
  sharedKey,
  secretVariables,
];
