import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { Worker } from 'node:worker_threads';
import type { Hub } from './hub';
import { Outcomes } from './outcomes';
import { type ClusterOutcome, renderShare, type Share, shareOf } from './render-share';
import { closeStaging, openStaging, removeStaging } from './staging';
import type { SynthOptions, SynthResult } from './synth';

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

/** A thread is of use where it has a few clusters to render. */
const clustersPerThread = 8;
/**
 * V8 lets garbage pile up as long as there is memory. A cluster of hundreds of tenants fits; where one does not, its thread
 * ends, and it is rendered by the main one.
 */
const resourceLimits = { maxOldGenerationSizeMb: 128 };
/** Each takes memory, and the more there are, the less is another one felt. */
const mostThreads = 4;

/**
 * Starts threads that load a hub while the main one does: loading it takes each of them as long as rendering a few clusters.
 * @param file that exports the hub
 * @param threads how many there are to be, the main one among them. @default - one per core, up to 4
 */
export function startThreads(file: string, threads = Math.min(availableParallelism(), mostThreads)): HubThread[] {
  return Array.from({ length: threads - 1 }, () => startThread(file));
}

/**
 * Renders as `stage` does, and with the same result, but several clusters at a time. What another thread fails to give,
 * because it could not load the hub or died, is rendered here: where that fails too, it is with the error of one thread.
 * @param threads those that have been started; all of them are ended
 * @param clustersEach how many clusters a thread must have for it to be used
 */
export async function stageInThreads(
  hub: Hub,
  threads: readonly HubThread[],
  options: SynthOptions,
  clustersEach = clustersPerThread,
): Promise<SynthResult> {
  const staging = openStaging(hub, options);
  const { clusters, folder } = staging;
  const outcomes = new Outcomes(clusters, hub.findings, options.onCluster);
  const share = shareOf(clusters, folder);
  const others = threads.slice(0, Math.max(0, Math.floor(clusters.length / clustersEach) - 1));
  if (others.length > 0) shareTheMachine();
  for (const thread of others) thread.render(share, (outcome) => outcomes.take(outcome));
  try {
    for (const outcome of renderShare(hub, share)) {
      outcomes.take(outcome);
      await setImmediate(); // lets in what the others have to say
    }
    await Promise.all(others.map((thread) => thread.end()));
    for (const outcome of renderShare(hub, shareOf(outcomes.missing, folder))) outcomes.take(outcome);
    return closeStaging(hub, staging, outcomes);
  } finally {
    await Promise.all(threads.map((thread) => thread.stop()));
    removeStaging(staging);
  }
}

/**
 * With a thread on every core, V8's optimizing compiler takes its time from them, and costs more than it saves: it waits until
 * a function is six times as hot as usual. Garbage, of which each thread has a heap, is collected before a heap is half again as
 * large as what is in use: by itself V8 lets it grow to four times that.
 */
function shareTheMachine(): void {
  setFlagsFromString('--interrupt-budget=800000');
  setFlagsFromString('--heap-growing-percent=50');
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
