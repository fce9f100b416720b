import { type Labels, matchesLabels } from '../manifest/label-selector';
import type { Manifest } from '../manifest/manifest';
import { namespaceNameLabel } from '../manifest/namespace-name-label';
import { mapIn } from '../tree/fields';

/** The labels of a namespace, by its name. */
export type NamespaceLabels = (namespace: string) => Labels;

/** The labels of the Namespaces among some manifests, with the name that Kubernetes puts on every one, be it among them or not. */
export function namespaceLabels(manifests: readonly Manifest[]): NamespaceLabels {
  const written = new Map(
    manifests
      .filter(({ apiVersion, kind }) => apiVersion === 'v1' && kind === 'Namespace')
      .map(({ metadata }) => [metadata.name, mapIn(metadata.labels)]),
  );
  const known = new Map<string, Labels>();
  return (namespace) => {
    const labels = known.get(namespace) ?? { ...written.get(namespace), [namespaceNameLabel]: namespace };
    known.set(namespace, labels);
    return labels;
  };
}

/**
 * Whether a `namespaces` of `allowedRoutes` or `allowedListeners` lets a namespace in.
 * @param own the namespace that it is written in
 * @param unless what its `from` is where it says nothing
 */
export function allowsNamespace(
  namespaces: unknown,
  own: string,
  unless: 'Same' | 'None',
  namespace: string,
  labelsOf: NamespaceLabels,
): boolean {
  const { from, selector } = mapIn(namespaces);
  switch (from ?? unless) {
    case 'All':
      return true;
    case 'Same':
      return namespace === own;
    case 'Selector':
      return matchesLabels(selector, labelsOf(namespace));
    default:
      return false;
  }
}
