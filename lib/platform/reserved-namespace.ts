import { fluxSystem } from '../flux/names';

const reserved = new Set(['default', fluxSystem]);

/** Whether a namespace is Kubernetes' own or Flux's: it is there before the hub, and no tenant can have it. */
export function isReserved(namespace: string): boolean {
  return reserved.has(namespace) || namespace.startsWith('kube-');
}
