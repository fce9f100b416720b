import type { RoleWords } from './role-words';
import type { BindingSubject } from './subject';

/** The ClusterRoles that gather all that say so by a label, and which of those that they gather are such themselves. */
export const gatheringRoles = ['admin', 'edit', 'view'] as const;

/** Default ClusterRoles by the role that gathers them. */
export const gatheredInto: Readonly<Record<string, (typeof gatheringRoles)[number]>> = {
  'system:aggregate-to-admin': 'admin',
  edit: 'admin',
  'system:aggregate-to-edit': 'edit',
  view: 'edit',
  'system:aggregate-to-view': 'view',
};

const group = (name: string): BindingSubject => ({ kind: 'Group', name });
const user = (name: string): BindingSubject => ({ kind: 'User', name });
const account = (name: string): BindingSubject => ({ kind: 'ServiceAccount', name, namespace: 'kube-system' });

/** Who is bound to the default ClusterRoles everywhere, but for controllers; each binding is named as its role. */
export const kubernetesClusterBindings: Readonly<Record<string, readonly BindingSubject[]>> = {
  'cluster-admin': [group('system:masters')],
  'system:basic-user': [group('system:authenticated')],
  'system:discovery': [group('system:authenticated')],
  'system:kube-controller-manager': [user('system:kube-controller-manager')],
  'system:kube-dns': [account('kube-dns')],
  'system:kube-scheduler': [user('system:kube-scheduler')],
  'system:monitoring': [group('system:monitoring')],
  'system:node-proxier': [user('system:kube-proxy')],
  'system:public-info-viewer': [group('system:authenticated'), group('system:unauthenticated')],
  'system:service-account-issuer-discovery': [group('system:serviceaccounts')],
  'system:volume-scheduler': [user('system:kube-scheduler')],
};

/** A Role that the API server creates, and who is bound to it. */
export interface DefaultRole {
  readonly namespace: 'kube-public' | 'kube-system';
  readonly name: string;
  readonly rules: RoleWords;
  readonly subjects: readonly BindingSubject[];
}

/** The Roles of the namespaces that Kubernetes keeps for itself. */
export const kubernetesRoles: readonly DefaultRole[] = [
  {
    namespace: 'kube-public',
    name: 'system:controller:bootstrap-signer',
    rules: [
      ['get list watch', 'core', 'configmaps'],
      ['update', 'core', 'configmaps', 'cluster-info'],
      ['create patch update', 'core events.k8s.io', 'events'],
    ],
    subjects: [account('bootstrap-signer')],
  },
  {
    namespace: 'kube-system',
    name: 'extension-apiserver-authentication-reader',
    rules: [['get list watch', 'core', 'configmaps', 'extension-apiserver-authentication']],
    subjects: [user('system:kube-controller-manager'), user('system:kube-scheduler')],
  },
  {
    namespace: 'kube-system',
    name: 'system::leader-locking-kube-controller-manager',
    rules: leaderLocking('kube-controller-manager'),
    subjects: [
      user('system:kube-controller-manager'),
      account('kube-controller-manager'),
      account('leader-election-controller'),
    ],
  },
  {
    namespace: 'kube-system',
    name: 'system::leader-locking-kube-scheduler',
    rules: leaderLocking('kube-scheduler'),
    subjects: [user('system:kube-scheduler'), account('kube-scheduler')],
  },
  {
    namespace: 'kube-system',
    name: 'system:controller:bootstrap-signer',
    rules: [['get list watch', 'core', 'secrets']],
    subjects: [account('bootstrap-signer')],
  },
  {
    namespace: 'kube-system',
    name: 'system:controller:cloud-provider',
    rules: [['create get list watch', 'core', 'configmaps']],
    subjects: [account('cloud-provider')],
  },
  {
    namespace: 'kube-system',
    name: 'system:controller:token-cleaner',
    rules: [
      ['delete get list watch', 'core', 'secrets'],
      ['create patch update', 'core events.k8s.io', 'events'],
    ],
    subjects: [account('token-cleaner')],
  },
];

function leaderLocking(name: string): RoleWords {
  return [
    ['watch', 'core', 'configmaps'],
    ['get update', 'core', 'configmaps', name],
    ['create get list update watch', 'coordination.k8s.io', 'leases'],
    ['create get list update watch', 'coordination.k8s.io', 'leasecandidates'],
  ];
}
