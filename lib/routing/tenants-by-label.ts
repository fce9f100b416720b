import { tenantLabel } from '../manifest/hub-names';
import type { Manifest } from '../manifest/manifest';
import { stringIn } from '../tree/fields';
import { namespaceLabels } from './allowed-namespaces';

/** Whose a namespace is, as the labels of the Namespaces among some manifests say; undefined where they say nothing. */
export function tenantsByLabel(manifests: readonly Manifest[]): (namespace: string) => string | undefined {
  const labelsOf = namespaceLabels(manifests);
  return (namespace) => stringIn(labelsOf(namespace)[tenantLabel]);
}
