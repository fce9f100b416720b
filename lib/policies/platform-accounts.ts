import { fluxSystem } from '../manifest/hub-names';
import { celList } from './cel';

/** Accounts of the platform, besides Flux and Kubernetes itself: they may change what the hub renders, and no policy asks them. */
export interface PlatformAccounts {
  /** Group names, as the API server sees them. @default - none */
  readonly groups?: readonly string[];
  /** User names. @default - none */
  readonly users?: readonly string[];
}

const platformGroups = ['system:masters', `system:serviceaccounts:${fluxSystem}`, 'system:serviceaccounts:kube-system'];
const platformUsers = ['system:apiserver', 'system:kube-controller-manager'];

/** CEL that holds for requests of platform accounts. */
export function isPlatform({ groups = [], users = [] }: PlatformAccounts): string {
  return (
    `request.userInfo.username in ${celList([...platformUsers, ...users])} || ` +
    `request.userInfo.groups.exists(group, group in ${celList([...platformGroups, ...groups])})`
  );
}

/** Those among platform accounts, of the ones that a hub adds, that some or all ServiceAccounts of a namespace are. */
export function accountsWithin(namespace: string, { groups = [], users = [] }: PlatformAccounts): readonly string[] {
  const all = ['system:authenticated', 'system:serviceaccounts', `system:serviceaccounts:${namespace}`];
  return [
    ...groups.filter((group) => all.includes(group)),
    ...users.filter((user) => user.startsWith(`system:serviceaccount:${namespace}:`)),
  ];
}
