import { below, entriesOf, itemsOf } from '../manifest/place';
import type { Control } from './control';
import { hostPathVolumes } from './host-path-volumes';

const allowed = [
  'configMap',
  'csi',
  'downwardAPI',
  'emptyDir',
  'ephemeral',
  'image',
  'persistentVolumeClaim',
  'projected',
  'secret',
] as const;

/** @see https://kubernetes.io/docs/concepts/security/pod-security-standards/#restricted */
export const volumeTypes: Control = {
  id: 'volume-types',
  level: 'restricted',
  title: 'Types of volumes',
  description:
    'Volumes are of types that the cluster manages; storage of other kinds comes by a PersistentVolumeClaim.',
  replaces: hostPathVolumes.id,
  *check({ spec }) {
    for (const volume of itemsOf(below(spec, 'volumes'))) {
      if (allowed.some((type) => below(volume, type).value !== undefined)) continue;
      // One without any type is an emptyDir.
      for (const { key, value } of entriesOf(volume))
        if (key !== 'name' && value !== undefined && value !== null)
          yield { path: volume.path, message: `is of type ${key}`, fix: `Use one of ${allowed.join(', ')}.` };
    }
  },
};
