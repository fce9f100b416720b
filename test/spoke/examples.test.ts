import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const root = join(__dirname, '..', '..');
const spokes = readdirSync(join(root, 'examples', 'spokes'));

test('every tenant of the fleet has a spoke', () => {
  const contracts = readdirSync(join(root, 'deploy', 'contracts')).filter((name) => name.endsWith('.json'));

  expect(contracts).toEqual(spokes.map((name) => `${name}.json`));
});

test.each(
  spokes,
)('%s has the contract that the hub publishes: copy it anew where it does not, and synth the spoke', (name) => {
  for (const extension of ['json', 'ts']) {
    const copy = readFileSync(join(root, 'examples', 'spokes', name, `contract.${extension}`), 'utf8');

    expect(copy).toBe(readFileSync(join(root, 'deploy', 'contracts', `${name}.${extension}`), 'utf8'));
  }
});
