import { gatewayApiVersions } from '../../imports/gateway-api-versions';
import { kubernetesVersions } from '../../imports/kubernetes-versions';
import { isOlderMinor } from './minor';

/** The newest Kubernetes minor that there are facts of. */
export const newestKubernetes = newestOf(kubernetesVersions);

/** The newest Gateway API release that there are facts of. */
export const newestGatewayApi = newestOf(gatewayApiVersions);

function newestOf(table: readonly { readonly since: string; readonly until?: string }[]): string {
  const minors = table.flatMap(({ since, until = since }) => [since, until]);
  return minors.reduce((newest, minor) => (isOlderMinor(newest, minor) ? minor : newest));
}
