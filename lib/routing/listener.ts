import type { Manifest } from '../manifest/manifest';
import { listIn, mapIn, stringIn } from '../tree/fields';
import type { Hostname } from './hostname';

/** A listener, as a Gateway or ListenerSet writes it. */
export interface Listener {
  /** The Gateway or ListenerSet. */
  readonly owner: Manifest;
  /** `namespace/name` of the Gateway that it is on. */
  readonly gateway: string;
  /** What Routes name it by with `sectionName`; unique in its owner only. */
  readonly name: string;
  /** Undefined where it is no port. */
  readonly port: number | undefined;
  /** `HTTPS`; as it is written. */
  readonly protocol: string;
  /** Undefined for every host, and for protocols that know none. */
  readonly hostname: Hostname;
  /** All that is written of it. */
  readonly entry: Readonly<Record<string, unknown>>;
}

/** The listeners that an object writes itself. @param gateway `namespace/name` of the Gateway that they are on */
export function listenersOf(owner: Manifest, gateway: string): Listener[] {
  return listIn(mapIn(owner.spec).listeners)
    .map(mapIn)
    .map((entry) => {
      const protocol = stringIn(entry.protocol) ?? '';
      const hasHostname = protocol !== 'TCP' && protocol !== 'UDP';
      return {
        owner,
        gateway,
        name: stringIn(entry.name) ?? '',
        port: isPort(entry.port) ? entry.port : undefined,
        protocol,
        hostname: hasHostname ? stringIn(entry.hostname) : undefined,
        entry,
      };
    });
}

function isPort(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= 65535;
}
