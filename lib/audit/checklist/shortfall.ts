import { findingObject } from '../../manifest/finding';
import type { IndexedObject } from '../../manifest/manifest-index';
import { formatId, idOf } from '../../manifest/object-id';
import type { Shortfall } from './item';

/** An object that falls short. @param message a clause that follows its name */
export function shortfall({ manifest, origin }: IndexedObject, message: string): Shortfall {
  const id = idOf(manifest);
  return { message: `${formatId(id)} ${message}.`, object: findingObject(manifest.apiVersion, id), ...origin() };
}
