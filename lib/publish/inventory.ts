import * as shape from '../stage/shape';
import type { StagedContract, StagedFile, StagedList } from '../stage/stage';
import { contractShape, fileShape, listFields } from '../stage/stage-shape';

/** Version of the inventory's format; one of another version is refused. */
export const inventoryFormat = 1;

/** The folder of all inventories, in the rendered tree. */
export const inventoryFolder = '.inventory';

/** What was published for a cluster: `.inventory/<cluster>.json`. Only what it lists is ever deleted. */
export interface Inventory {
  readonly format: typeof inventoryFormat;
  readonly cluster: string;
  readonly environment: string;
  /** Files that `flux bootstrap` owns, made where they were absent, never deleted. */
  readonly bootstrapFiles: readonly string[];
  /** Sorted by path. */
  readonly files: readonly StagedFile[];
  /** Sorted by path. */
  readonly lists: readonly InventoryList[];
  /** What the tenants' contracts say of the cluster, sorted by tenant. @default - nothing */
  readonly contracts?: readonly StagedContract[];
}

/** A list as it was published. */
export interface InventoryList extends StagedList {
  /** Lower-case hex of the file's bytes. */
  readonly sha256: string;
}

/** Where a cluster's inventory lies. */
export function inventoryPath(cluster: string): string {
  return `${inventoryFolder}/${cluster}.json`;
}

/** An inventory as its file holds it: one line for each file, so that a diff of it can be read. */
export function inventoryText(inventory: Inventory): string {
  const { format, cluster, environment, bootstrapFiles, files, lists, contracts = [] } = inventory;
  const fields = [
    `"format": ${format}`,
    `"cluster": ${JSON.stringify(cluster)}`,
    `"environment": ${JSON.stringify(environment)}`,
    `"bootstrapFiles": ${lines(bootstrapFiles)}`,
    `"files": ${lines(files.map(({ path, sha256, owner }) => ({ path, sha256, owner })))}`,
    `"lists": ${lines(lists.map(listEntry))}`,
    ...(contracts.length === 0 ? [] : [`"contracts": ${lines(contracts)}`]),
  ];
  return `{\n  ${fields.join(',\n  ')}\n}\n`;
}

/** A fixed order of keys, whatever the order in which the object was made. */
function listEntry({ path, sha256, header, members }: InventoryList): InventoryList {
  return { path, sha256, header, members: members.map(({ resource, owner }) => ({ resource, owner })) };
}

function lines(items: readonly unknown[]): string {
  if (items.length === 0) return '[]';
  return `[\n${items.map((item) => `    ${JSON.stringify(item)}`).join(',\n')}\n  ]`;
}

/** Shape of an inventory. */
export const inventoryShape = shape.record<Inventory>({
  format: shape.oneOf(inventoryFormat),
  cluster: shape.clusterName,
  environment: shape.text,
  bootstrapFiles: shape.list(shape.treePath),
  files: shape.list(fileShape),
  lists: shape.list(shape.record<InventoryList>({ ...listFields, sha256: shape.sha256Hex })),
  contracts: shape.optional(shape.list(contractShape)),
});
