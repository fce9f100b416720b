import { spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';

/** A process of a row. */
export interface Command {
  readonly program: string;
  readonly arguments: readonly string[];
  /** Variables of its environment, beside those of the benchmark's own. @default - none */
  readonly environment?: Readonly<Record<string, string>>;
  /** File that its standard output goes to. @default - it writes its own files */
  readonly output?: string;
}

/** What a process took, as seen from outside. */
export interface Cost {
  readonly seconds: number;
  /** The most memory it held, in bytes; undefined where the system has no `/proc` to read it from. */
  readonly resident: number | undefined;
}

/** Runs commands one after the other: the sum of their time, the largest of their memories. @throws where one fails */
export async function run(commands: readonly Command[]): Promise<Cost> {
  let seconds = 0;
  let resident: number | undefined;
  for (const command of commands) {
    const cost = await runOne(command);
    seconds += cost.seconds;
    if (cost.resident !== undefined) resident = Math.max(resident ?? 0, cost.resident);
  }
  return { seconds, resident };
}

/** How often the memory is looked at, in milliseconds; the kernel keeps the peak. */
const interval = 5;

function runOne({ program, arguments: args, environment, output }: Command): Promise<Cost> {
  const file = output === undefined ? undefined : openSync(output, 'w');
  return new Promise<Cost>((resolve, reject) => {
    const started = performance.now();
    const child = spawn(program, args, {
      env: { ...process.env, ...environment },
      stdio: ['ignore', file ?? 'ignore', 'inherit'],
    });
    let resident: number | undefined;
    const watch = setInterval(() => {
      resident = peakOf(child.pid) ?? resident;
    }, interval);
    child.once('error', reject);
    child.once('exit', (code) => {
      const seconds = (performance.now() - started) / 1000;
      clearInterval(watch);
      if (code === 0) resolve({ seconds, resident });
      else reject(new Error(`${program} ${args.join(' ')} failed with ${code}`));
    });
  }).finally(() => {
    if (file !== undefined) closeSync(file);
  });
}

/** The high-water mark of a process's memory, in bytes. @see https://man7.org/linux/man-pages/man5/proc_pid_status.5.html */
function peakOf(process: number | undefined): number | undefined {
  try {
    const kilobytes = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${process}/status`, 'utf8'))?.[1];
    return kilobytes === undefined ? undefined : Number(kilobytes) * 1024;
  } catch {
    return undefined; // no such system, or the process has just ended
  }
}
