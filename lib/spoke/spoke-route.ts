import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import type { HttpRouteSpecRules } from '../../imports/gateway.networking.k8s.io';
import { refuseMisspelt } from '../mistake/misspelt-property';
import { Mistake } from '../mistake/mistake';
import { requireProperties } from '../mistake/required';
import { rememberOrigin, remembersItself } from '../origin/origin';
import type { GrantedHostname } from './granted-hostname';
import type { SpokeApp } from './spoke-app';

/** What a route serves, and by what. */
export interface SpokeRouteProps {
  /** Name of the HTTPRoute. */
  readonly name: string;
  /** What the hub granted: made by `folder.hostname`. The route attaches to the listener of each, and to no other. */
  readonly hostnames: readonly [GrantedHostname, ...GrantedHostname[]];
  /** The app that answers, to which the gateway is let through; or a Service that something else makes, a chart for example. */
  readonly app: SpokeApp | { readonly name: string; readonly port: number };
  /** Beginning of the paths that it answers for. @default '/' */
  readonly path?: string;
  /** Rules in full: matches, filters, timeouts, other backends. @default - all below `path` goes to the app */
  readonly rules?: readonly HttpRouteSpecRules[];
}

const properties = {
  name: true,
  hostnames: true,
  app: true,
  path: true,
  rules: true,
} satisfies Record<keyof SpokeRouteProps, true>;

/** An HTTPRoute to an app of the folder. @see https://gateway-api.sigs.k8s.io/api-types/httproute/ */
export class SpokeRoute extends Construct {
  constructor(scope: Construct, id: string, props: SpokeRouteProps) {
    super(scope, id);
    rememberOrigin(this);
    refuseMisspelt(`Route ${id}`, props, properties);
    requireProperties(`Route ${id}`, props, { name: `'${id}'`, hostnames: "[folder.hostname('…')]", app: 'app' });
    const { name, hostnames, app, path = '/', rules } = props;
    requireGranted(id, hostnames);
    if ('openToGateway' in app) app.openToGateway();
    const parents = new Map(hostnames.map(({ parent }) => [JSON.stringify(parent), parent]));
    const toApp: HttpRouteSpecRules = {
      matches: [{ path: { type: 'PathPrefix', value: path } }],
      backendRefs: [{ name: app.name, port: app.port }],
    };
    new ApiObject(this, 'route', {
      apiVersion: 'gateway.networking.k8s.io/v1',
      kind: 'HTTPRoute',
      metadata: { name },
      spec: {
        hostnames: hostnames.map(({ hostname }) => hostname),
        parentRefs: [...parents.values()],
        rules: rules ?? [toApp],
      },
    });
  }
}

remembersItself(SpokeRoute);

/** Where nobody compiled: texts have no listener. */
function requireGranted(route: string, hostnames: unknown): void {
  const isList = Array.isArray(hostnames) && hostnames.length > 0;
  if (isList && hostnames.every((each: Partial<GrantedHostname> | undefined) => each?.parent)) return;
  const message = `Route ${route} has \`hostnames\` that are no list of what \`folder.hostname\` gives.`;
  throw new Mistake('hub/missing-property', message, "Write it: `hostnames: [folder.hostname('…')]`.");
}
