import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { ClusterOutcome, Share } from './render-share';

/** What a thread is started with. */
export interface ThreadData {
  /** The file that exports the hub. */
  readonly file: string;
  /** Shared: becomes 1 once the thread has loaded the hub, before it takes a cluster. */
  readonly loaded: Int32Array;
}

/** A thread that loads the hub, and then renders beside the main one. */
export interface HubThread {
  /** Lets it render clusters of a share, and calls back with each. */
  render(share: Share, take: (outcome: ClusterOutcome) => void): void;
  /** Waits until it has given all that it took. Where it is still loading, there is nothing left for it to take. */
  end(): Promise<unknown>;
  /** Ends it, whatever it does. */
  stop(): Promise<unknown>;
}

/**
 * V8 lets garbage pile up as long as there is memory. A cluster of hundreds of tenants fits; where one does not, its thread
 * ends, and it is rendered by the main one.
 */
const resourceLimits = { maxOldGenerationSizeMb: 128 };

/** Each takes memory, and the more there are, the less is another one felt. */
const mostThreads = 4;

/**
 * Starts threads that load a hub while the main one does: loading it takes each of them as long as rendering a few clusters. For
 * that to begin at once, this file and those that call it load nothing of the hub themselves.
 * @param file that exports the hub
 * @param threads how many there are to be, the main one among them. @default - one per core, up to 4
 */
export function startThreads(file: string, threads = Math.min(availableParallelism(), mostThreads)): HubThread[] {
  return Array.from({ length: threads - 1 }, () => startThread(file));
}

function startThread(file: string): HubThread {
  const loaded = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
  const workerData: ThreadData = { file, loaded };
  const worker = new Worker(join(__dirname, 'thread.js'), { workerData, resourceLimits });
  worker.on('error', () => {}); // what it has not given is missing, which says enough
  const ended = new Promise<unknown>((resolve) => worker.once('exit', resolve));
  return {
    render(share, take) {
      worker.on('message', take);
      worker.postMessage(share);
    },
    end: () => (Atomics.load(loaded, 0) === 1 ? ended : worker.terminate()),
    stop: () => worker.terminate(),
  };
}
