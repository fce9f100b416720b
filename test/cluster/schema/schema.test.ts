import { describe, expect, test } from 'vitest';
import { catalog } from '../../../imports/catalog';
import type { Manifest } from '../../../lib/manifest/manifest';
import { formatId, idOf } from '../../../lib/manifest/object-id';
import { unserved } from '../../../lib/manifest/served';
import { useCluster } from '../harness/use-cluster';
import { definitions } from './definitions';
import { ourRefusal, refusalOf, versions } from './judges';
import { changed, laterChanges, type Mutation, mutations } from './mutations';
import { objects } from './objects';

const all = [...objects.values()].flat();
const byName = new Map(all.map((manifest) => [nameOf(manifest), manifest]));

const cluster = useCluster(async (cluster) => {
  const names = new Set(all.flatMap(({ metadata }) => metadata.namespace ?? []));
  const namespaces = [...names].map((name) => ({ apiVersion: 'v1', kind: 'Namespace', metadata: { name } }));
  await cluster.install([...definitions(), ...namespaces]);
});

test('kinds are served, and their objects live in a namespace or in none, as the catalog says', async () => {
  const kinds = catalog.filter(({ group }) => !isNotInstalled(group));
  const unlike = await Promise.all(
    kinds.map(async ({ group, version, kind, scope, plural }) => {
      const apiVersion = group === '' ? version : `${group}/${version}`;
      const isServed = unserved({ apiVersion, kind, metadata: { name: 'any' } }, versions) === undefined;
      const expected = isServed ? { path: plural, namespaced: scope === 'Namespaced' } : undefined;
      const found = await cluster().api.served({ apiVersion, kind });
      return JSON.stringify(found) === JSON.stringify(expected) ? [] : { apiVersion, kind, expected, found };
    }),
  );

  expect(unlike.flat()).toEqual([]);
  expect(kinds.length).toBeGreaterThan(100);
});

test.each([...objects])('every object of %s is taken by the API server and by us', async (_, manifests) => {
  const asked = manifests.map(async (manifest) => ({ name: nameOf(manifest), ...(await refusals(manifest)) }));
  const refused = (await Promise.all(asked)).filter(({ us, create, apply }) => us || create || apply);

  expect(refused).toEqual([]);
  expect(manifests.length).toBeGreaterThan(3);
});

describe.each([...new Set(mutations.map(({ of }) => of))])('%s with', (name) => {
  test.each(mutations.filter(({ of }) => of === name).map(titled))('%s', async (_, { of, change, refusedBy }) => {
    const said = await refusals(changed(named(of), change));
    const refusing = Object.entries(said).filter(([, why]) => why !== '');

    expect(refusing.map(([judge]) => judge).sort(), JSON.stringify(said)).toEqual([...refusedBy].sort());
    for (const [, why] of refusing) expect(why).toMatch(clue(change));
  });
});

test.each(laterChanges)('$title stays as it was, which only the API server can know', async ({ of, change }) => {
  const { api } = cluster();
  const kept = changed(named(of), { 'metadata.name': 'kept' });
  await api.apply(kept);
  const later = changed(kept, change);

  expect(ourRefusal(later)).toBe('');
  expect(await refusalOf(api, later, 'apply')).toMatch(/immutable|cannot change/);
});

test('a port of the node that is in no range is refused where it is stored, which a dry run does not tell', async () => {
  const { api } = cluster();
  const service = changed(named('Service samples/web'), { 'spec.type': 'NodePort', 'spec.ports.0.nodePort': 70_000 });

  expect(ourRefusal(service)).toContain('spec.ports[http].nodePort: 70000');
  expect(await refusalOf(api, service, 'apply')).toBe('');
  await expect(api.apply(service)).rejects.toThrow(/nodePort: Invalid value: 70000/);
});

test('most mutations are refused by all, and the others have a reason', () => {
  expect(mutations.filter(({ refusedBy }) => refusedBy.length === 3).length).toBeGreaterThan(150);
  expect(mutations.filter(({ refusedBy, because }) => refusedBy.length < 3 && !because)).toEqual([]);
});

/** Controllers that are not built for the test cluster, whose definitions would come with them. */
function isNotInstalled(group: string): boolean {
  return group === 'image.toolkit.fluxcd.io' || group === 'source.extensions.fluxcd.io';
}

async function refusals(manifest: Manifest): Promise<Record<'us' | 'create' | 'apply', string>> {
  const { api } = cluster();
  const [create, apply] = await Promise.all([refusalOf(api, manifest, 'create'), refusalOf(api, manifest, 'apply')]);
  return { us: ourRefusal(manifest), create, apply };
}

/** Words of refusals that name another field or none: its type has refused the value, or the kind or the path is none. */
const NO_FIELD =
  'quantit|base64|failed to convert|no matches for kind|not-served|does not allow this method|could not find|template.labels';

/** What a refusal says where it is for the reason that is meant: the field, or the one that holds it. */
function clue(change: Mutation['change']): RegExp {
  const [path = ''] = Object.keys(change);
  const fields = path.split('.').filter((key) => !/^\d+$/.test(key));
  return new RegExp([...fields.slice(-2), NO_FIELD].join('|'));
}

function titled(mutation: Mutation): [title: string, mutation: Mutation] {
  const { title, refusedBy, because } = mutation;
  if (because === undefined) return [`${title} is refused by all`, mutation];
  return [`${title} is refused by ${refusedBy.join(' and ') || 'nobody'}: ${because}`, mutation];
}

function named(name: string): Manifest {
  const manifest = byName.get(name);
  if (manifest === undefined) throw new Error(`there is no ${name}`);
  return manifest;
}

function nameOf(manifest: Manifest): string {
  return formatId(idOf(manifest));
}
