import type { JsonPatch } from 'cdk8s';
import { canonical } from '../manifest/canonical';
import type { Manifest } from '../manifest/manifest';
import { sentence } from '../mistake/sentence';
import { applyPatch } from '../object/patch';
import type { PlacedObject } from './place';
import { complete } from './render-object';

/** A change to objects that the tree's constructs do not give access to. */
export interface Override {
  /** Which objects, by their final manifests. */
  readonly select: (manifest: Manifest) => boolean;
  /** What to do to each. */
  readonly patch: readonly JsonPatch[];
  /** How many objects must match. */
  readonly expect: number;
  /** The raw stack of the call, for reports. */
  readonly stack: { readonly stack?: string };
}

type Report = (override: Override, message: string) => void;

/** The objects after a cluster's overrides. One that changes more or fewer objects than it expects is reported. */
export function override(
  objects: readonly PlacedObject[],
  overrides: readonly Override[],
  report: Report,
): readonly PlacedObject[] {
  return overrides.reduce((before, change) => {
    const selected = select(before, change, report);
    return before.map((object) => (selected.has(object) ? changed(object, change, report) : object));
  }, objects);
}

function select(objects: readonly PlacedObject[], change: Override, report: Report): ReadonlySet<PlacedObject> {
  try {
    const selected = new Set(objects.filter(({ manifest }) => change.select(manifest)));
    if (selected.size !== change.expect)
      report(change, `The override expects ${countOf(change.expect)} and matches ${selected.size}.`);
    return selected;
  } catch (error) {
    report(change, `The selection of the override fails: ${sentence(error)}`);
    return new Set();
  }
}

function changed(object: PlacedObject, change: Override, report: Report): PlacedObject {
  const { kind, metadata } = object.manifest;
  const refused = (why: string) => {
    report(change, `${kind} ${metadata.name} ${why}`);
    return object;
  };
  if (object.encrypted) return refused('is encrypted and copied as it is: no override can change it.');
  try {
    return { ...object, manifest: canonical(complete(applyPatch(object.manifest, change.patch))) };
  } catch (error) {
    return refused(`cannot be changed: ${sentence(error)}`);
  }
}

function countOf(amount: number): string {
  return `${amount} object${amount === 1 ? '' : 's'}`;
}
