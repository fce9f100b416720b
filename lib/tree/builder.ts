import { availableParallelism } from 'node:os';
import { type Build, type BuildRequest, buildFolder, type Tooling } from './build-folder';
import type { Reading } from './closure';

/** Builds folders, each once however many clusters apply it, and no more at a time than there are cores. */
export class Builder {
  private readonly builds = new Map<string, Promise<Build>>();
  private readonly waiting: (() => void)[] = [];
  private free = availableParallelism();

  constructor(private readonly tooling: Tooling) {}

  /** What a folder builds into, see `buildFolder`. */
  build(reading: Reading, request: BuildRequest): Promise<Build> {
    const key = JSON.stringify([reading.source.key, request]);
    const known = this.builds.get(key);
    if (known) return known;
    const build = this.inTurn(() => buildFolder(reading, request, this.tooling));
    this.builds.set(key, build);
    return build;
  }

  private async inTurn<T>(run: () => Promise<T>): Promise<T> {
    if (this.free > 0) this.free--;
    else await new Promise<void>((resolve) => this.waiting.push(resolve));
    try {
      return await run();
    } finally {
      const next = this.waiting.shift();
      if (next) next();
      else this.free++;
    }
  }
}
