import type { Contract } from '../contract/contract';
import { type GrantedHostname, grantedHostname } from '../spoke/granted-hostname';
import { byPath, type Place, placesOf } from '../spoke/place';
import { Probes } from '../spoke/probes';
import { SpokeApp } from '../spoke/spoke-app';
import { SpokeError } from '../spoke/spoke-error';
import type { SpokeFolder } from '../spoke/spoke-folder';
import { SpokeRoute } from '../spoke/spoke-route';

/** An app of a contract, as a new repo fills it. */
export interface StarterApp {
  readonly name: string;
  /** True where one folder serves several environments: one function fills them all. */
  readonly isShared: boolean;
  /** Each environment with a hostname that is granted wherever its folder is applied, if there is one. */
  readonly hostnames: ReadonlyMap<string, string | undefined>;
}

/** The apps that are applied from one repo: that of the first of them. */
export function starterApps(contract: Contract): StarterApp[] {
  const parts = Object.values(contract.environments).flatMap((clusters) => Object.values(clusters));
  const apps = parts.flatMap(({ apps: each }) => Object.entries(each));
  const [, first] = apps[0] ?? [];
  const names = new Set(apps.filter(([, { source }]) => source === first?.source).map(([name]) => name));
  return [...names].map((name) => starterApp(contract, name));
}

function starterApp(contract: Contract, name: string): StarterApp {
  const places = placesOf(contract, name);
  const environments = [...new Set(places.map(({ environment }) => environment))];
  const isShared = [...byPath(places).values()].some((here) =>
    here.some((each) => each.environment !== here[0].environment),
  );
  const hostnames = environments.map((environment) => {
    const here = isShared ? places : places.filter((place) => place.environment === environment);
    return [environment, hostnameFor(here)] as const;
  });
  return { name, isShared, hostnames: new Map(hostnames) };
}

/** A hostname that is granted in all places: the same everywhere, or with a variable of the clusters at its end. */
function hostnameFor(places: readonly Place[]): string | undefined {
  const [first] = places;
  const granted = first?.part.parents.flatMap(({ hostnames }) => hostnames) ?? [];
  const plain = granted.map((hostname) => hostname.replace(/^\*\./, 'www.'));
  const variables = Object.entries(first?.app.variables ?? {});
  const templates = plain.flatMap((hostname) =>
    variables.flatMap(([name, value]) =>
      value.includes('.') && hostname.endsWith(`.${value}`) ? [`${hostname.slice(0, -value.length)}\${${name}}`] : [],
    ),
  );
  return [...plain, ...templates].find((hostname) => isGranted(hostname, places));
}

function isGranted(hostname: string, places: readonly Place[]): boolean {
  try {
    return grantedHostname(hostname, places).hostname === hostname;
  } catch (error) {
    if (error instanceof SpokeError) return false;
    throw error;
  }
}

/** Fills a folder as the code of a new repo does, see the template of `apps/web.ts`. */
export function fillWithStarter(folder: SpokeFolder, hostname: GrantedHostname | undefined): void {
  const app = new SpokeApp(folder, 'app', {
    name: 'web',
    image: starterImage,
    port: 9898,
    probes: Probes.http({ liveness: '/healthz', readiness: '/readyz' }),
  });
  if (hostname) new SpokeRoute(folder, 'route', { name: 'web', hostnames: [hostname], app });
}

/** A small web server that is made to be deployed. @see https://github.com/stefanprodan/podinfo */
export const starterImage = 'ghcr.io/stefanprodan/podinfo:6.9.2';
