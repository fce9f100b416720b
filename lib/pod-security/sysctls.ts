import { below, itemsOf } from '../manifest/place';
import { type Control, issueAt } from './control';

/** Those that change nothing outside the Pod, with the minor that first admits them. */
const admittedSince: Readonly<Record<string, number>> = {
  'kernel.shm_rmid_forced': 0,
  'net.ipv4.ip_local_port_range': 0,
  'net.ipv4.ip_unprivileged_port_start': 0,
  'net.ipv4.ping_group_range': 0,
  'net.ipv4.tcp_syncookies': 0,
  'net.ipv4.ip_local_reserved_ports': 27,
  'net.ipv4.tcp_fin_timeout': 29,
  'net.ipv4.tcp_keepalive_intvl': 29,
  'net.ipv4.tcp_keepalive_probes': 29,
  'net.ipv4.tcp_keepalive_time': 29,
  'net.ipv4.tcp_rmem': 32,
  'net.ipv4.tcp_wmem': 32,
  'net.ipv4.tcp_notsent_lowat': 37,
  'net.ipv4.tcp_slow_start_after_idle': 37,
};

/** @see https://kubernetes.io/docs/concepts/security/pod-security-standards/#baseline */
export const sysctls: Control = {
  id: 'sysctls',
  level: 'baseline',
  title: 'Kernel parameters',
  description: 'A Pod sets only kernel parameters that change nothing outside of it.',
  *check({ spec }, minor) {
    const admitted = Object.keys(admittedSince).filter((name) => Number(admittedSince[name]) <= minor);
    for (const sysctl of itemsOf(below(spec, 'securityContext', 'sysctls'))) {
      const name = below(sysctl, 'name');
      if (!admitted.some((each) => each === name.value)) yield issueAt(name, `Use only ${admitted.join(', ')}.`);
    }
  },
};
