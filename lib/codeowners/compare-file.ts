import { lstatSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Finding } from '../manifest/finding';
import type { Read } from '../stage/read';
import { blockBegin, blockEnd, type MisplacedMarks, placeBlock } from './block';
import { type CodeownersLine, lineText } from './line';
import { problem } from './problems';
import { type CodeownersRequest, stagedLines } from './staged-lines';

/** A CODEOWNERS file beside what it should be. */
export interface Comparison {
  readonly lines: readonly CodeownersLine[];
  readonly isCurrent: boolean;
  /** What there is to say where it is not. */
  readonly stale: Finding;
  /** The file as it should be. */
  readonly bytes: Buffer;
  readonly added: readonly string[];
  readonly removed: readonly string[];
}

/**
 * Compares a CODEOWNERS file with the stage. Writes nothing.
 *
 * Problems: those of {@link stagedLines}, `codeowners/in-the-way`, `codeowners/marks`.
 * @param path of the file, from the root
 */
export function compareFile(request: CodeownersRequest, path: string): Read<Comparison> {
  const read = stagedLines(request);
  if ('problems' in read) return read;
  const found = readFile(request.root, path);
  if ('problems' in found) return found;
  const { value: lines } = read;
  const { value: file } = found;
  const content = [...heading, ...lines.map(lineText)];
  const placed = placeBlock(file ?? Buffer.alloc(0), content);
  if ('begins' in placed) return { problems: [misplacedMarks(path, placed)] };
  const { bytes, before } = placed;
  return {
    value: {
      lines,
      isCurrent: file?.equals(bytes) ?? false,
      stale: staleFile(path, file, before),
      bytes,
      added: without(content, before ?? []),
      removed: without(before ?? [], content),
    },
  };
}

/** What the block says of itself. */
const heading = [
  '# Made by `npx flux-hub codeowners --write` of the `owners` of the hub and its tenants: change those.',
  '# Of a path the last line that matches it counts, and any one of the owners there may approve.',
];

function without(lines: readonly string[], others: readonly string[]): string[] {
  const known = new Set(others);
  return lines.filter((line) => !known.has(line));
}

/** Undefined where there is no file. */
function readFile(root: string, path: string): Read<Buffer | undefined> {
  const file = join(root, path);
  const stats = lstatSync(file, { throwIfNoEntry: false });
  if (stats === undefined) return { value: undefined };
  if (stats.isFile()) return { value: readFileSync(file) };
  return { problems: [problem('in-the-way', `${path} is no file.`, 'Move it away.')] };
}

function misplacedMarks(path: string, { begins, ends }: MisplacedMarks): Finding {
  const at = (mark: string, lines: readonly number[]) =>
    `\`${mark}\` ${lines.length === 0 ? 'in no line' : `in line ${lines.join(', ')}`}`;
  const message = `${path} has ${at(blockBegin, begins)} and ${at(blockEnd, ends)}: what is between them cannot be told.`;
  const fix = 'Leave one of each, in this order; or delete both, and the block is added as the last.';
  return problem('marks', message, fix, { file: path, line: [...begins, ...ends][0] });
}

function staleFile(path: string, file: Buffer | undefined, before: readonly string[] | undefined): Finding {
  const message =
    file === undefined
      ? `There is no ${path}.`
      : before === undefined
        ? `${path} has no block of \`flux-hub codeowners\`.`
        : `${path} does not name the owners that the hub names.`;
  return problem('stale', message, `Run npx flux-hub codeowners --write ${path}`);
}
