import { CommanderError } from 'commander';
import { HubError } from '../hub/hub-error';
import { LoadError } from '../hub/load-hub';

/** Exit codes of every command. */
export const exitCodes = {
  fine: 0,
  /** Something was found, or refused. */
  found: 1,
  /** The command was called wrongly. */
  usage: 2,
  /** Our own failure. */
  failure: 3,
} as const;

/** Says on stderr what went wrong. @returns the exit code for it */
export function fail(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.fine : exitCodes.usage;
  if (error instanceof Error && error.name === HubError.name) {
    process.stderr.write(`flux-hub: ${error.message}\n`);
    return exitCodes.usage;
  }
  if (error instanceof LoadError) {
    process.stderr.write(`${error.message}\n`);
    return exitCodes.found;
  }
  if (isRefusedByFileSystem(error)) {
    process.stderr.write(`flux-hub: ${error.message}\n`);
    return exitCodes.failure;
  }
  process.stderr.write(`flux-hub failed: ${error instanceof Error ? (error.stack ?? error.message) : error}\n`);
  return exitCodes.failure;
}

/** A file that may not be read or written says all in its message; a stack would say nothing more. */
function isRefusedByFileSystem(error: unknown): error is Error {
  return error instanceof Error && 'syscall' in error && 'code' in error;
}
