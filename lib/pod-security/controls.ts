import { apparmor } from './apparmor';
import { capabilities } from './capabilities';
import { capabilitiesRestricted } from './capabilities-restricted';
import type { Control } from './control';
import { hostNamespaces } from './host-namespaces';
import { hostPathVolumes } from './host-path-volumes';
import { hostPorts } from './host-ports';
import { hostProbes } from './host-probes';
import type { PodSecurity } from './level';
import { privilegeEscalation } from './privilege-escalation';
import { privileged } from './privileged';
import { procMount, procMountRestricted } from './proc-mount';
import { runAsNonRoot } from './run-as-non-root';
import { runAsUser } from './run-as-user';
import { seccomp } from './seccomp';
import { seccompRestricted } from './seccomp-restricted';
import { selinux } from './selinux';
import { sysctls } from './sysctls';
import { volumeTypes } from './volume-types';
import { windowsHostProcess } from './windows-host-process';

/** Every control of the Pod Security Standards. */
export const controls: readonly Control[] = [
  apparmor,
  capabilities,
  hostNamespaces,
  hostPathVolumes,
  hostPorts,
  hostProbes,
  privileged,
  procMount,
  seccomp,
  selinux,
  sysctls,
  windowsHostProcess,
  capabilitiesRestricted,
  privilegeEscalation,
  procMountRestricted,
  runAsNonRoot,
  runAsUser,
  seccompRestricted,
  volumeTypes,
];

/** The controls of a level, by the standards of a minor of Kubernetes 1.x. */
export function controlsOf(level: PodSecurity, minor: number): readonly Control[] {
  if (level === 'privileged') return [];
  const known = controls.filter(({ since = 0 }) => since <= minor);
  if (level === 'baseline') return known.filter((control) => control.level === 'baseline');
  return known.filter(({ id }) => !known.some(({ replaces }) => replaces === id));
}
