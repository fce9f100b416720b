import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, existsSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What a program is started with. */
export interface Command {
  readonly program: string;
  readonly args: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

/**
 * The processes of one test cluster, by name, each with a log in the cluster's folder. They outlive neither `stop()` nor this
 * process, even killed: a reaper beside them ends what is left and removes the folder.
 */
export class Processes {
  private readonly reaper: ChildProcess;
  private readonly running = new Map<string, { readonly child: ChildProcess; readonly command: Command }>();

  constructor(readonly folder: string) {
    mkdirSync(join(folder, 'logs'), { recursive: true });
    // Detached: Ctrl-C in a terminal reaches every process of the foreground group.
    this.reaper = spawn(process.execPath, [join(__dirname, 'reaper.mjs'), folder], {
      stdio: ['pipe', 'ignore', 'inherit'],
      detached: true,
    });
  }

  start(name: string, command: Command): void {
    const log = openSync(this.logOf(name), 'a');
    const child = spawn(command.program, command.args, {
      cwd: this.folder,
      // What is written in Go runs for a minute: with twice the memory it collects half as often.
      env: { PATH: process.env.PATH, HOME: this.folder, GOGC: '200', ...command.env },
      stdio: ['ignore', log, log],
      detached: true,
    });
    closeSync(log);
    if (child.pid === undefined) throw new Error(`${command.program} does not start`);
    this.running.set(name, { child, command });
    this.tellReaper('started', child);
    child.once('exit', () => this.tellReaper('ended', child));
  }

  /** Ends a process at once, as a crash would. */
  async kill(name: string): Promise<void> {
    const { child } = this.named(name);
    child.kill('SIGKILL');
    if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
  }

  /** Starts a process that has ended once more, as it was started first. */
  restart(name: string): void {
    this.start(name, this.named(name).command);
  }

  /** @throws with the end of its log, where the process has ended by itself */
  assertRunning(name: string): void {
    const { child } = this.named(name);
    if (child.exitCode === null && child.signalCode === null) return;
    throw new Error(`${name} ended with ${child.exitCode ?? child.signalCode}:\n${this.log(name).slice(-2_000)}`);
  }

  /** What a process has printed so far. */
  log(name: string): string {
    return existsSync(this.logOf(name)) ? readFileSync(this.logOf(name), 'utf8') : '';
  }

  get names(): readonly string[] {
    return [...this.running.keys()];
  }

  get pids(): readonly number[] {
    return [...this.running.values()].flatMap(({ child }) => child.pid ?? []);
  }

  /** Ends all processes and removes the folder. */
  async stop(): Promise<void> {
    this.reaper.stdin?.end();
    if (this.reaper.exitCode === null && this.reaper.signalCode === null) await once(this.reaper, 'exit');
  }

  private tellReaper(verb: 'started' | 'ended', { pid }: ChildProcess): void {
    if (this.reaper.stdin?.writable) this.reaper.stdin.write(`${verb} ${pid}\n`);
  }

  private named(name: string): { readonly child: ChildProcess; readonly command: Command } {
    const found = this.running.get(name);
    if (found === undefined) throw new Error(`no process is called ${name}: there are ${this.names.join(', ')}`);
    return found;
  }

  private logOf(name: string): string {
    return join(this.folder, 'logs', `${name}.log`);
  }
}
