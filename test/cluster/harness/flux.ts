import { mkdirSync } from 'node:fs';
import { get } from 'node:http';
import { join } from 'node:path';
import { programs } from '../tools/build';
import type { ControlPlane } from './control-plane';
import { freePorts } from './ports';
import type { Processes } from './processes';
import { until } from './until';

/** The controllers that are built for the test cluster. */
export const CONTROLLERS = [
  'source-controller',
  'kustomize-controller',
  'helm-controller',
  'notification-controller',
] as const;

/** The ServiceAccount that a controller runs as, as the API server names it. */
export const userOf = (controller: string) => `system:serviceaccount:flux-system:${controller}`;

/**
 * Starts Flux's controllers with the arguments that their Deployments have, and waits until each is ready.
 * @param args by controller. Taken as they are but for addresses, folders, leader election (there is one of each, and a lease
 *   would outlive a killed one), and how often a dependency is asked for.
 */
export async function startFlux(
  processes: Processes,
  { kubeconfig }: ControlPlane,
  args: Readonly<Record<string, readonly string[]>>,
): Promise<void> {
  const [events = 0, receiver = 0, storage = 0, ...ports] = await freePorts(3 + 2 * CONTROLLERS.length);
  const local = (controller: string): Record<string, string> => ({
    '--events-addr': controller === 'notification-controller' ? `127.0.0.1:${events}` : `http://127.0.0.1:${events}/`,
    ...(controller === 'notification-controller' && { '--receiverAddr': `127.0.0.1:${receiver}` }),
    ...(controller === 'source-controller' && {
      '--storage-path': join(processes.folder, 'storage'),
      '--storage-addr': `127.0.0.1:${storage}`,
      '--storage-adv-addr': `127.0.0.1:${storage}`,
    }),
    ...(/^(kustomize|helm)/.test(controller) && { '--requeue-dependency': '1s' }),
    '--enable-leader-election': 'false',
  });
  mkdirSync(join(processes.folder, 'storage'), { recursive: true });
  const health = CONTROLLERS.map((controller, index) => {
    const rendered = args[controller];
    if (rendered === undefined) throw new Error(`no Deployment ${controller} was built`);
    const temporary = join(processes.folder, 'tmp', controller);
    mkdirSync(temporary, { recursive: true });
    const [metricsPort, healthPort] = ports.slice(2 * index);
    const own = {
      ...local(controller),
      '--metrics-addr': `127.0.0.1:${metricsPort}`,
      '--health-addr': `127.0.0.1:${healthPort}`,
    };
    processes.start(controller, {
      program: programs()[controller] as string,
      args: [
        ...rendered.filter((arg) => !((arg.split('=')[0] as string) in own)),
        ...Object.entries(own).map(([flag, value]) => `${flag}=${value}`),
      ],
      env: {
        KUBECONFIG: kubeconfig(userOf(controller)),
        RUNTIME_NAMESPACE: 'flux-system',
        TMPDIR: temporary,
        HOME: temporary,
      },
    });
    return { controller, url: `http://127.0.0.1:${healthPort}/readyz` };
  });
  for (const { controller, url } of health) {
    await until(controller, async () => {
      processes.assertRunning(controller);
      return (await answers(url)) || undefined;
    });
  }
}

function answers(url: string): Promise<boolean> {
  return new Promise((done) => {
    get(url, (response) => done(response.resume().statusCode === 200)).on('error', () => done(false));
  });
}
