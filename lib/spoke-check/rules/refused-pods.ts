import type { Manifest } from '../../manifest/manifest';

/** Who is refused where Pods are: the object itself, or what it makes once it is there. */
export function refusedPods({ kind }: Manifest): string {
  return kind === 'Pod' ? 'is refused' : 'is admitted, and its Pods are refused';
}
