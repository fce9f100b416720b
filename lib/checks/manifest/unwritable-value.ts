import { faultsIn } from '../../manifest/plain';
import type { ClusterRule } from '../rule';

/** A value that no YAML holds, or that Flux cannot read. */
export const unwritableValue: ClusterRule = {
  id: 'manifest/unwritable-value',
  severity: 'error',
  title: 'Value that cannot be written',
  why: 'A manifest holds maps, lists, strings, numbers, booleans and null; kustomize corrupts some characters in every spelling.',
  fix: 'Give maps, lists, strings, finite numbers and booleans; a date, for example, as a string.',
  see: ['https://yaml.org/spec/1.1/#id868524'],
  *check({ index }) {
    for (const object of index.objects)
      for (const { message } of faultsIn(object.manifest)) yield { object, message: `cannot be written: ${message}` };
  },
};
