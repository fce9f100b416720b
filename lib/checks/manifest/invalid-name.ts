import { groupOf } from '../../manifest/manifest';
import type { ClusterRule } from '../rule';

/** What most kinds take. @see https://kubernetes.io/docs/concepts/overview/working-with-objects/names/ */
const subdomain = /^(?=.{1,253}$)[a-z0-9](?:[-a-z0-9]*[a-z0-9])?(?:\.[a-z0-9](?:[-a-z0-9]*[a-z0-9])?)*$/;

/** Names of roles and bindings are free but for what a URL cannot hold. */
const pathSegment = /^(?!\.{1,2}$)[^/%]+$/;

/** A name that the API server refuses. */
export const invalidName: ClusterRule = {
  id: 'manifest/invalid-name',
  severity: 'error',
  title: 'Name refused',
  why: 'The API server refuses the object, and Flux then applies nothing of its folder.',
  fix: 'Use lower-case letters, digits, dashes and dots, with a letter or digit at both ends, at most 253 characters.',
  see: ['https://kubernetes.io/docs/concepts/overview/working-with-objects/names/'],
  *check({ index }) {
    for (const object of index.objects) {
      const { apiVersion, metadata } = object.manifest;
      const allowed = groupOf(apiVersion) === 'rbac.authorization.k8s.io' ? pathSegment : subdomain;
      if (!allowed.test(metadata.name)) yield { object, message: 'has a name that the API server refuses' };
    }
  },
};
