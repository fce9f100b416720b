import { openToAllAnnotation } from '../manifest/gateway-annotations';
import { reasonFor } from '../mistake/reason';

/** Whose routes may attach to the listeners of granted hostnames. Made by the factories below. */
export type AllowedRoutes = { readonly from: 'holder' } | { readonly from: 'all'; readonly reason: string };

/** Whose routes may attach to the listener of a hostname. */
export const AllowedRoutes = {
  /** Those of the namespaces of whom it was granted to, by the name that only Kubernetes writes. */
  holder: (): AllowedRoutes => ({ from: 'holder' }),

  /**
   * Those of every namespace: any tenant can then take the hostname of another. Reported as a warning.
   * @param props `reason`: why, for whoever reads the report
   * @throws Mistake where it is blank
   */
  all: (props: { readonly reason: string }): AllowedRoutes => ({
    from: 'all',
    reason: reasonFor('AllowedRoutes.all', props),
  }),
};

/** What the objects that hold the listeners say of it. */
export function allowedRoutesAnnotations(allowed: AllowedRoutes): Readonly<Record<string, string>> {
  return allowed.from === 'all' ? { [openToAllAnnotation]: allowed.reason.replace(/\.$/, '') } : {};
}
