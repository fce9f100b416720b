import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { programs } from '../tools/build';
import { groupsOf, KubernetesApi } from './kubernetes-api';
import { freePorts } from './ports';
import type { Processes } from './processes';
import { until } from './until';

/** What the controller-manager runs: all that a cluster without nodes needs, since each one more costs time at the start. */
const CONTROLLERS = [
  'serviceaccount-controller',
  'serviceaccount-token-controller',
  'root-ca-certificate-publisher-controller',
  'namespace-controller',
  'garbage-collector-controller',
  'resourcequota-controller',
  'clusterrole-aggregation-controller',
  'deployment-controller',
  'replicaset-controller',
  'statefulset-controller',
  'daemonset-controller',
  'job-controller',
  'cronjob-controller',
  'disruption-controller',
  'validatingadmissionpolicy-status-controller',
];

const ADMIN = 'admin';
const CONTROLLER_MANAGER = 'system:kube-controller-manager';

/** etcd and the API server, running. */
export interface ControlPlane {
  readonly api: KubernetesApi;
  /** Path of a kubeconfig for one of the `users` that the control plane was started with. */
  kubeconfig(user: string): string;
  /** The API server's certificate for 127.0.0.1, and its key. */
  readonly tls: { readonly certificate: string; readonly key: string };
  /**
   * Starts the controller-manager. It looks for new kinds every 30 seconds, and a quota that counts one which it does not know
   * yet admits nothing: so it starts when the definitions are there.
   */
  startControllerManager(): void;
}

/**
 * Starts etcd and an API server on free loopback ports, and waits until it answers.
 * @param users who may come with a kubeconfig of their own, besides the administrator
 */
export async function startControlPlane(processes: Processes, users: readonly string[]): Promise<ControlPlane> {
  const { folder } = processes;
  const [client = 0, peer = 0, secure = 0, manager = 0] = await freePorts(4);
  const at = (...path: string[]) => join(folder, ...path);
  const program = programs().kubernetes as string;
  const tokens = new Map([ADMIN, CONTROLLER_MANAGER, ...users].map((user) => [user, randomBytes(16).toString('hex')]));
  for (const name of ['pki', 'kubeconfig']) mkdirSync(at(name));
  writeFileSync(at('pki/tokens.csv'), [...tokens].map(([user, token]) => tokenLine(user, token)).join(''));
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  writeFileSync(at('pki/sa.key'), privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600 });
  writeFileSync(at('pki/sa.pub'), publicKey.export({ type: 'spki', format: 'pem' }));

  processes.start('etcd', {
    program,
    args: [
      'etcd',
      '--name=test',
      `--data-dir=${at('etcd')}`,
      `--listen-client-urls=http://127.0.0.1:${client}`,
      `--advertise-client-urls=http://127.0.0.1:${client}`,
      `--listen-peer-urls=http://127.0.0.1:${peer}`,
      `--initial-advertise-peer-urls=http://127.0.0.1:${peer}`,
      `--initial-cluster=test=http://127.0.0.1:${peer}`,
      '--unsafe-no-fsync',
      '--log-level=warn',
    ],
  });
  processes.start('kube-apiserver', {
    program,
    args: [
      'kube-apiserver',
      `--etcd-servers=http://127.0.0.1:${client}`,
      '--bind-address=127.0.0.1',
      '--advertise-address=127.0.0.1',
      `--secure-port=${secure}`,
      '--endpoint-reconciler-type=none',
      '--service-cluster-ip-range=10.96.0.0/16',
      // It makes a certificate of its own there, for the address that it is bound to.
      `--cert-dir=${at('pki')}`,
      `--token-auth-file=${at('pki/tokens.csv')}`,
      '--service-account-issuer=https://kubernetes.default.svc.cluster.local',
      `--service-account-key-file=${at('pki/sa.pub')}`,
      `--service-account-signing-key-file=${at('pki/sa.key')}`,
      '--authorization-mode=Node,RBAC',
      '--allow-privileged=true',
      '--profiling=false',
    ],
  });
  const certificate = at('pki/apiserver.crt');
  const ca = await until('the certificate of the API server', () => {
    processes.assertRunning('kube-apiserver');
    return existsSync(certificate) ? readFileSync(certificate, 'utf8') || undefined : undefined;
  });
  const kubeconfig = (user: string) => {
    const path = at('kubeconfig', `${user.replaceAll(':', '_')}.json`);
    if (!existsSync(path))
      writeFileSync(path, kubeconfigOf(`https://127.0.0.1:${secure}`, certificate, tokens.get(user) ?? ''));
    return path;
  };
  const api = new KubernetesApi(secure, tokens.get(ADMIN) ?? '', ca);
  await until('the API server', async () => {
    processes.assertRunning('etcd');
    processes.assertRunning('kube-apiserver');
    return (await api.isReady()) || undefined;
  });
  const startControllerManager = () => {
    const managerConfig = kubeconfig(CONTROLLER_MANAGER);
    processes.start('kube-controller-manager', {
      program,
      args: [
        'kube-controller-manager',
        `--kubeconfig=${managerConfig}`,
        `--authentication-kubeconfig=${managerConfig}`,
        `--authorization-kubeconfig=${managerConfig}`,
        '--bind-address=127.0.0.1',
        `--secure-port=${manager}`,
        `--cert-dir=${at('pki/controller-manager')}`,
        '--leader-elect=false',
        `--service-account-private-key-file=${at('pki/sa.key')}`,
        `--root-ca-file=${certificate}`,
        '--use-service-account-credentials=true',
        '--profiling=false',
        `--controllers=${CONTROLLERS.join(',')}`,
      ],
    });
  };
  const tls = { certificate: ca, key: readFileSync(at('pki/apiserver.key'), 'utf8') };
  return { api, kubeconfig, tls, startControllerManager };
}

/** @see https://kubernetes.io/docs/reference/access-authn-authz/authentication/#static-token-file */
function tokenLine(user: string, token: string): string {
  const groups = user === ADMIN ? ['system:masters'] : groupsOf(user);
  return `${token},${user},${user},"${groups.join(',')}"\n`;
}

function kubeconfigOf(server: string, ca: string, token: string): string {
  return JSON.stringify({
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [{ name: 'test', cluster: { server, 'certificate-authority': ca } }],
    users: [{ name: 'user', user: { token } }],
    contexts: [{ name: 'test', context: { cluster: 'test', user: 'user' } }],
    'current-context': 'test',
  });
}
