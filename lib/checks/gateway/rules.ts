import { ofKnownValues } from '../of-known-values';
import type { ClusterRule } from '../rule';
import { backendUnresolved } from './backend-unresolved';
import { broadReferenceGrant } from './broad-reference-grant';
import { catchAllRoute } from './catch-all-route';
import { certificateMismatch } from './certificate-mismatch';
import { certificateMissing } from './certificate-missing';
import { certificateReadable } from './certificate-readable';
import { creationDecides } from './creation-decides';
import { hostnameNotGranted } from './hostname-not-granted';
import { hostnameTaken } from './hostname-taken';
import { listenerConflict } from './listener-conflict';
import { openToAll } from './open-to-all';
import { parentMissing } from './parent-missing';
import { routeRefused } from './route-refused';
import { unusedGrant } from './unused-grant';

/** Who answers for which host. */
export const gatewayRules: readonly ClusterRule[] = [
  hostnameTaken,
  hostnameNotGranted,
  catchAllRoute,
  creationDecides,
  ofKnownValues(parentMissing),
  routeRefused,
  ofKnownValues(backendUnresolved),
  listenerConflict,
  ofKnownValues(certificateMissing),
  certificateMismatch,
  certificateReadable,
  openToAll,
  broadReferenceGrant,
  unusedGrant,
];
