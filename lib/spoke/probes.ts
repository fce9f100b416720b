import { type ContainerProps, Probe } from 'cdk8s-plus-28';
import { refuseMisspelt } from '../mistake/misspelt-property';
import { Mistake } from '../mistake/mistake';
import { reasonFor } from '../mistake/reason';
import { requireProperties } from '../mistake/required';

/** How Kubernetes tells whether a container is well. Made by the factories below. */
export interface Probes {
  /**
   * The probes of an app that listens on a port; none where it needs none.
   * @throws Mistake where they ask on a port and it listens on none
   */
  of(port: number | undefined, app: string): Pick<ContainerProps, 'liveness' | 'readiness' | 'startup'>;
  /** Why there is none. @default - there is one */
  readonly reason?: string;
}

/** How Kubernetes tells whether a container is well. */
export const Probes = {
  /**
   * Asks by HTTP, on the app's port.
   * @param path of both, or of each: whether it is alive, and whether it takes requests
   * @throws Mistake where one of them is left out
   */
  http: (path: string | { readonly liveness: string; readonly readiness: string }): Probes => {
    const paths = typeof path === 'string' ? { liveness: path, readiness: path } : path;
    refuseMisspelt('Probes.http', paths, { liveness: true, readiness: true });
    requireProperties('Probes.http', paths, { liveness: "'/livez'", readiness: "'/readyz'" });
    const { liveness, readiness } = paths;
    return {
      of: (port, app) => {
        const on = { port: listening(port, app) };
        return { liveness: Probe.fromHttpGet(liveness, on), readiness: Probe.fromHttpGet(readiness, on) };
      },
    };
  },

  /** Asks whether the app's port is open. */
  tcp: (): Probes => ({
    of: (port, app) => {
      const on = { port: listening(port, app) };
      return { liveness: Probe.fromTcpSocket(on), readiness: Probe.fromTcpSocket(on) };
    },
  }),

  /** Runs a command in the container: well, where it ends with 0. */
  command: (...command: readonly string[]): Probes => ({
    of: () => ({ liveness: Probe.fromCommand([...command]) }),
  }),

  /**
   * Nothing is asked.
   * @param props `reason`: why that does no harm; it stands as an annotation on the workload
   * @throws Mistake where it is blank
   */
  none: (props: { readonly reason: string }): Probes => ({ of: () => ({}), reason: reasonFor('Probes.none', props) }),
};

/** The app's port: cdk8s-plus would ask on port 80 where there is none. */
function listening(port: number | undefined, app: string): number {
  if (port !== undefined) return port;
  const fix = 'Give it a `port`, or write `Probes.command(…)`.';
  throw new Mistake('hub/missing-property', `App ${app} listens on no port, and its probes need one.`, fix);
}
