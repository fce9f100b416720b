import { groupOf, type Manifest } from '../manifest/manifest';
import type { AdmissionPolicy, Operation } from './policy';

/** Whether a policy is about an object, by its kind and labels; in which namespace it lies is for the caller to know. */
export function matches(
  { resources, operations, labels = {} }: AdmissionPolicy,
  object: Manifest,
  by: Operation,
): boolean {
  const group = groupOf(object.apiVersion);
  return (
    operations.includes(by) &&
    resources.some(
      ({ groups, kinds }) => groups.includes(group) && (Object.hasOwn(kinds, object.kind) || Object.hasOwn(kinds, '*')),
    ) &&
    Object.entries(labels).every(([key, value]) => object.metadata.labels?.[key] === value)
  );
}
