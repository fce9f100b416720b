import type { Manifest } from '../manifest/manifest';
import { listIn, mapIn, stringIn } from '../tree/fields';
import { allowedKinds, kindsOfProtocol } from './allowed-kinds';
import type { RouteKind } from './gateway-objects';
import { type Hostname, isHostname } from './hostname';

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
  /** The kinds of Routes that it takes. */
  readonly kinds: readonly RouteKind[];
  /** What is wrong with it, whatever else there is. */
  readonly issue: ListenerIssue | undefined;
  /** All that is written of it. */
  readonly entry: Readonly<Record<string, unknown>>;
}

/** `Invalid`: its port or its hostname is none, which no API server takes. */
export type ListenerIssue = 'UnsupportedProtocol' | 'Invalid' | 'InvalidRouteKinds';

/** The listeners that an object writes itself. @param gateway `namespace/name` of the Gateway that they are on */
export function listenersOf(owner: Manifest, gateway: string): Listener[] {
  return listIn(mapIn(owner.spec).listeners)
    .map(mapIn)
    .map((entry): Listener => {
      const protocol = stringIn(entry.protocol) ?? '';
      const port = isPort(entry.port) ? entry.port : undefined;
      const hostname = isLayer4({ protocol }) ? undefined : stringIn(entry.hostname);
      const { kinds, areValid } = allowedKinds(protocol, entry.allowedRoutes);
      const isValid = port !== undefined && (hostname === undefined || isHostname(hostname));
      const issue = !isValid ? 'Invalid' : areValid ? undefined : 'InvalidRouteKinds';
      return {
        owner,
        gateway,
        name: stringIn(entry.name) ?? '',
        port,
        protocol,
        hostname,
        kinds,
        issue: kindsOfProtocol(protocol) ? issue : 'UnsupportedProtocol',
        entry,
      };
    });
}

/** Whether the protocol of a listener knows no hostnames. */
export function isLayer4({ protocol }: Pick<Listener, 'protocol'>): boolean {
  return protocol === 'TCP' || protocol === 'UDP';
}

function isPort(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= 65535;
}
