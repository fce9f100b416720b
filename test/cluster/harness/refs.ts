import type { ObjectRef } from './kubernetes-api';

const ref =
  (apiVersion: string, kind: string) =>
  (path: string): ObjectRef => {
    const [first = '', second] = path.split('/');
    return second === undefined
      ? { apiVersion, kind, name: first }
      : { apiVersion, kind, namespace: first, name: second };
  };

/** Objects by `<namespace>/<name>`, or by name where they lie in no namespace. */
export const kustomization = ref('kustomize.toolkit.fluxcd.io/v1', 'Kustomization');
export const helmRelease = ref('helm.toolkit.fluxcd.io/v2', 'HelmRelease');
export const gitRepository = ref('source.toolkit.fluxcd.io/v1', 'GitRepository');
export const configMap = ref('v1', 'ConfigMap');
export const secret = ref('v1', 'Secret');
export const namespace = ref('v1', 'Namespace');
export const serviceAccount = ref('v1', 'ServiceAccount');
export const deployment = ref('apps/v1', 'Deployment');
