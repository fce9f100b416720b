import fc from 'fast-check';
import { expect } from 'vitest';
import { contractPaths } from '../../lib/contract/contract-files';
import type { Finding } from '../../lib/manifest/finding';
import type { Inventory } from '../../lib/publish/inventory';
import type { PublishReport } from '../../lib/publish/report';
import type { ClusterSpec, TestHub } from './support';

/** Clusters to stage, by name. */
export type Fleet = Readonly<Record<string, ClusterSpec>>;

/** What happens to a rendered tree: a publish that may die before the step of that number, a person's edit, or a file of theirs. */
export type Event =
  | { readonly fleet: Fleet; readonly selection: object; readonly overwriteEdited: boolean; readonly step: number }
  | { readonly edit: number; readonly as: keyof typeof edits }
  | { readonly add: string };

const edits = {
  text: (text: string) => `${text}# mine\n`,
  contract: (text: string) => text.replace('"note": "c1"', '"note": "mine"'),
  windows: (text: string) => text.replaceAll('\n', '\r\n'),
};

/** What may happen while these fleets are published. */
export function anyEvent(fleet: fc.Arbitrary<Fleet>): fc.Arbitrary<Event> {
  const publish = fc.record({
    fleet,
    selection: fc.constantFrom(
      {},
      { tenants: ['billing'] },
      { clusters: ['prod-eu'] },
      { clusters: ['prod-us'], tenants: ['search'] },
    ),
    overwriteEdited: fc.boolean(),
    step: fc.nat(70),
  });
  const edit = fc.record({ edit: fc.nat(), as: fc.constantFrom('text', 'contract', 'windows') });
  const add = fc.constantFrom(
    'mine.txt',
    'contracts/mine.json',
    'clusters/prod-eu/mine.yaml',
    'clusters/prod-us/tenants/mine.yaml',
    'infrastructure/prod-eu/loki/mine.yaml',
    'tenants/prod-us/billing/mine.yaml',
    'tenants/prod-west/mine.yaml',
  );
  return fc.oneof({ weight: 3, arbitrary: publish }, edit, fc.record({ add }));
}

/** What people have in a tree, by path. */
export interface OfPeople {
  /** Files of ours that they edited, and that no publish was let overwrite since. */
  readonly edited: Map<string, string>;
  readonly added: Map<string, string>;
}

/** Lets something happen. What people have must outlive it, and a publish of everything that died must be able to go on. */
export function happens(event: Event, hub: TestHub, { edited, added }: OfPeople): void {
  if ('add' in event) {
    hub.write(event.add, 'mine');
    added.set(event.add, 'mine');
  } else if ('edit' in event) {
    const paths = publishedPaths(hub.tree());
    const path = paths[event.edit % paths.length];
    const before = path && hub.tree()[path];
    if (path === undefined || before === undefined) return;
    const text = edits[event.as](before);
    if (text === before) return;
    hub.write(path, text);
    edited.set(path, text);
  } else {
    const { fleet, selection, overwriteEdited, step } = event;
    const request = { selection, overwriteEdited, removeClusters: goneFrom(hub.render(fleet), fleet) };
    if (errorsOf(hub.publish({ ...request, check: true })).length > 0) return;
    const died = hub.publishUntil(step, request);
    // Of a tenant that has gone nothing is left to select, once no more than the journal is.
    const isWhole = Object.keys(selection).length === 0;
    if (died && isWhole) expect(errorsOf(hub.publish({ ...request, check: true }))).toEqual([]);
    if (overwriteEdited) edited.clear();
  }
  expect(hub.tree()).toMatchObject(Object.fromEntries([...added, ...edited]));
}

/** Clusters that were published, and are in a fleet no longer. */
export function goneFrom(hub: TestHub, fleet: Fleet): string[] {
  const records = Object.keys(hub.tree()).map((path) => /^\.inventory\/([^.]+)\.(?:json|next)$/.exec(path)?.[1]);
  return [...new Set(records)].filter((name) => name !== undefined).filter((name) => fleet[name] === undefined);
}

/** Every file that inventories list, and every contract that they have parts of. */
function publishedPaths(tree: Readonly<Record<string, string>>): string[] {
  const inventories = Object.entries(tree).filter(([path]) => /^\.inventory\/[^.]+\.json$/.test(path));
  const paths = inventories.flatMap(([, text]) => {
    const { files, lists, contracts = [] }: Inventory = JSON.parse(text);
    const tenants = contracts.map(({ owner }) => owner.slice('tenant/'.length));
    return [...[...files, ...lists].map(({ path }) => path), ...tenants.flatMap((tenant) => contractPaths(tenant))];
  });
  return [...new Set(paths)].sort();
}

/** What keeps a publish from writing. */
export function errorsOf({ problems }: PublishReport): Finding[] {
  return problems.filter(({ severity }) => severity === 'error');
}
