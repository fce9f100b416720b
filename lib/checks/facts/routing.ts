import type { ManifestIndex } from '../../manifest/manifest-index';
import { attachRoutes } from '../../routing/attach';
import type { Routing } from '../../routing/routing';

/** Works out once, when it is asked for, who attaches to what on a cluster. */
export function routingIn(index: ManifestIndex): () => Routing {
  let routing: Routing | undefined;
  return () => {
    routing ??= attachRoutes(index.objects.map(({ manifest }) => manifest));
    return routing;
  };
}
