import { type Finding, findingObject } from '../manifest/finding';
import { formatId, idOf } from '../manifest/object-id';
import type { BuiltObject } from '../tree/build-folder';
import type { BuiltApp } from './built-app';
import { reportedAs } from './reported-as';

/** Whether SOPS encrypted values of an object. */
export function isEncrypted({ manifest }: BuiltObject): boolean {
  return manifest.sops !== undefined;
}

/** An object as Flux applies it once it is decrypted, but for the values, which only the key shows. */
export function decrypted({ manifest, ...rest }: BuiltObject): BuiltObject {
  const { sops: _, ...plain } = manifest;
  return { ...rest, manifest: plain };
}

/** Encrypted objects of an app of which nothing can be said: all that rules look at in other kinds may be encrypted. */
export function unreadableObjects({ encrypted }: BuiltApp): readonly BuiltObject[] {
  return encrypted.filter((object) => !isSecret(object));
}

/** What of an app's encrypted objects is not judged, since nobody here has the key. */
export function unreadValues({ encrypted }: BuiltApp): Finding[] {
  return encrypted.map((object) => {
    const { manifest, file, line } = object;
    const id = idOf(manifest);
    const what = isSecret(object) ? 'its values are not judged' : 'it is not judged';
    return reportedAs('spoke/not-judged', `${formatId(id)} is encrypted, and nobody here has the key: ${what}.`, {
      object: findingObject(manifest.apiVersion, id),
      file,
      line,
    });
  });
}

/** Whose rules ask for no values. */
function isSecret({ manifest: { apiVersion, kind } }: BuiltObject): boolean {
  return apiVersion === 'v1' && kind === 'Secret';
}
