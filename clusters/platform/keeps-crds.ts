/** CRDs take every object of their kind along when they go, so they stay when they vanish from their source. */
export const keepsCrds = { commonMetadata: { annotations: { 'kustomize.toolkit.fluxcd.io/prune': 'disabled' } } };
