import { BlockList, isIP } from 'node:net';
import type { ClusterRule } from '../rule';
import { addresses } from './addresses';

const metadata = new BlockList();
metadata.addSubnet('169.254.0.0', 16);
metadata.addSubnet('fe80::', 10, 'ipv6');
metadata.addAddress('fd00:ec2::254', 'ipv6');
metadata.addAddress('100.100.100.200');
metadata.addAddress('168.63.129.16');

const loopback = new BlockList();
loopback.addSubnet('127.0.0.0', 8);
loopback.addSubnet('0.0.0.0', 8);
loopback.addAddress('::1', 'ipv6');
loopback.addAddress('::', 'ipv6');

/** An address at which no source and no receiver of notifications can be. */
export const forbiddenAddress: ClusterRule = {
  id: 'flux/forbidden-address',
  severity: 'error',
  title: 'Address inside the machine',
  why: "Flux's controller connects to it with its own network and identity: there are the credentials of the node, and the controllers themselves.",
  fix: 'Name the host that is meant.',
  see: ['https://cheatsheetseries.owasp.org/cheatsheets/Server_Side_Request_Forgery_Prevention_Cheat_Sheet.html'],
  *check({ index }) {
    for (const { object, field, host } of addresses(index)) {
      const what = placeOf(host);
      if (what) yield { object, message: `names ${host} in ${field}, ${what}` };
    }
  },
};

/** Whether a host is such an address. */
export function isForbidden(host: string): boolean {
  return placeOf(host) !== undefined;
}

function placeOf(host: string): string | undefined {
  if (isIn(metadata, host) || /^(?:metadata|instance-data)(?:\.google\.internal|\.ec2\.internal)?$/.test(host))
    return 'where the cloud keeps the credentials of the node';
  if (isIn(loopback, host) || host === 'localhost' || host.endsWith('.localhost')) return 'the controller itself';
  if (/^kubernetes(?:\.default(?:\.svc(?:\.cluster\.local)?)?)?$/.test(host)) return 'the API server';
  return undefined;
}

function isIn(list: BlockList, host: string): boolean {
  const version = isIP(host);
  return version !== 0 && list.check(host, version === 6 ? 'ipv6' : 'ipv4');
}
