import { describe, expect, test } from 'vitest';
import { hub } from '../../hub';
import { allRules } from '../../lib/checks/rules';
import { exampleCluster } from './example';
import { findingsOf, fixture } from './fixture';
import { removals } from './removals';

test.each(hub.clusters.map(({ name }) => name))('nothing is said of %s of the example fleet', (name) => {
  expect(findingsOf(exampleCluster(name))).toEqual([]);
});

describe.each(allRules.map(({ id }) => id))('%s', (id) => {
  const saidOf = (kind: 'good' | 'bad') => findingsOf(fixture(id, kind)).filter(({ rule }) => rule === id);

  test('says something of its bad fixture', () => {
    expect(saidOf('bad')).not.toEqual([]);
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
