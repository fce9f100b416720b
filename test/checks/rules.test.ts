import { describe, expect, test } from 'vitest';
import { hub } from '../../hub';
import { fleetRules } from '../../lib/checks/fleet/rules';
import { allRules } from '../../lib/checks/rules';
import { exampleCluster } from './example';
import { findingsOf, fixture, fleetFixture, told } from './fixture';
import { removals } from './removals';
import { fleetRemovals } from './removals/fleet';

const exampleFleet = () =>
  hub.clusters.map(({ name, environment }) => ({ ...exampleCluster(name), environment: environment.name }));

test('nothing is said of the example fleet', () => {
  expect(findingsOf(...exampleFleet())).toEqual([]);
});

describe.each(allRules.map(({ id }) => id))('%s', (id) => {
  const saidOf = (kind: 'good' | 'bad') => findingsOf(fixture(id, kind)).filter(({ rule }) => rule === id);

  test('says of its bad fixture what that tells, and that is something', () => {
    expect(saidOf('bad').map(({ message }) => message)).toEqual(told(id));
    expect(told(id)).not.toEqual([]);
  });

  test('has nothing to say of its good fixture', () => {
    expect(saidOf('good')).toEqual([]);
  });

  test('fires, and no other, where its control is taken from the example', () => {
    const without = removals[id];
    expect(without, `test/checks/removals has nothing for ${id}`).toBeDefined();
    const found = without ? findingsOf(without(exampleCluster('staging-eu'))) : [];

    expect(new Set(found.map(({ rule }) => rule))).toEqual(new Set([id]));
  });
});

describe.each(fleetRules.map(({ id }) => id))('%s', (id) => {
  const saidOf = (kind: 'good' | 'bad') => findingsOf(...fleetFixture(id, kind)).filter(({ rule }) => rule === id);

  test('says of its bad fixture what that tells, and that is something', () => {
    expect(saidOf('bad').map(({ message }) => message)).toEqual(told(id));
    expect(told(id)).not.toEqual([]);
  });

  test('has nothing to say of its good fixture', () => {
    expect(saidOf('good')).toEqual([]);
  });

  test('fires, and no other, where its control is taken from the example', () => {
    const without = fleetRemovals[id];
    expect(without, `test/checks/removals/fleet.ts has nothing for ${id}`).toBeDefined();
    const changed = exampleFleet().map((cluster) => ({ ...cluster, ...without?.[cluster.cluster.name]?.(cluster) }));

    expect(new Set(findingsOf(...changed).map(({ rule }) => rule))).toEqual(new Set([id]));
  });
});
