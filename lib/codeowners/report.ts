import type { Finding } from '../manifest/finding';
import { type CodeownersLine, lineText } from './line';

/** What a hub repo has for its CODEOWNERS, and what came of the file. */
export interface CodeownersReport {
  /** Whether nothing stands against it, and the file that was asked about, if any, holds it. */
  readonly ok: boolean;
  readonly problems: readonly Finding[];
  readonly lines: readonly CodeownersLine[];
  /** The file. @default - none was asked about */
  readonly file?: FileReport;
}

/** What was done, or would be, to a CODEOWNERS file. */
export interface FileReport {
  /** From the root of the hub repo. */
  readonly path: string;
  /** Whether it was written. */
  readonly written: boolean;
  /** Lines that its block lacked. */
  readonly added: readonly string[];
  /** Lines that its block had too many. */
  readonly removed: readonly string[];
}

/** The lines themselves, or those in which a file differs and what was done about it. No newline at the end. */
export function formatCodeowners({ lines, file, ok }: CodeownersReport): string {
  if (!file) return lines.map(lineText).join('\n');
  const { path, written, added, removed } = file;
  const outcome = written ? 'written' : ok ? 'up to date' : 'not as rendered';
  return [...removed.map((line) => `- ${line}`), ...added.map((line) => `+ ${line}`), `${path}: ${outcome}`].join('\n');
}
