import { join } from 'node:path';
import type { Finding } from '../manifest/finding';
import { compareFile } from './compare-file';
import { replaceFile } from './replace-file';
import type { CodeownersReport } from './report';
import { type CodeownersRequest, stagedLines } from './staged-lines';

/** The lines for a CODEOWNERS file, made of the stage. Problems: those of {@link stagedLines}. */
export function listCodeowners(request: CodeownersRequest): CodeownersReport {
  const read = stagedLines(request);
  return 'problems' in read ? refused(read.problems) : { ok: true, problems: [], lines: read.value };
}

/**
 * Says whether a CODEOWNERS file holds what it should. Writes nothing.
 *
 * Problems: those of {@link stagedLines}, `codeowners/in-the-way`, `codeowners/marks`, `codeowners/stale`.
 * @param path of the file, from the root
 */
export function checkCodeowners(request: CodeownersRequest, path: string): CodeownersReport {
  const read = compareFile(request, path);
  if ('problems' in read) return refused(read.problems);
  const { lines, isCurrent, stale, added, removed } = read.value;
  const file = { path, written: false, added, removed };
  return { ok: isCurrent, problems: isCurrent ? [] : [stale], lines, file };
}

/**
 * Brings the block of a CODEOWNERS file to what it should be, and keeps every other byte; makes the file where it is absent.
 *
 * Problems: those of {@link stagedLines}, `codeowners/in-the-way`, `codeowners/marks`.
 * @param path of the file, from the root
 * @throws where the file system refuses
 */
export function writeCodeowners(request: CodeownersRequest, path: string): CodeownersReport {
  const read = compareFile(request, path);
  if ('problems' in read) return refused(read.problems);
  const { lines, isCurrent, bytes, added, removed } = read.value;
  if (!isCurrent) replaceFile(join(request.root, path), bytes);
  return { ok: true, problems: [], lines, file: { path, written: !isCurrent, added, removed } };
}

function refused(problems: readonly Finding[]): CodeownersReport {
  return { ok: false, problems, lines: [] };
}
