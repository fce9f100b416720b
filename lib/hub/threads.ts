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

/** What is rendered, where to, and by how many threads. */
export interface ThreadOptions extends SynthOptions {
  /** How many threads render. @default - one per core, up to 4, where each has 8 clusters to render */
  readonly threads?: number | undefined;
}

/** What a thread is started with. */
export interface ThreadData {
  /** The file that exports the hub. */
  readonly file: string;
  readonly share: Share;
  /** Shared: becomes 1 once the thread has loaded the hub, before it takes a cluster. */
  readonly loaded: Int32Array;
}

/** A thread loads the hub before it can help: it takes a few clusters to make up for that. */
const clustersPerThread = 8;
/**
 * V8 lets garbage pile up as long as there is memory. A cluster of hundreds of tenants fits; where one does not, its thread
 * ends, and it is rendered by the main one.
 */
const resourceLimits = { maxOldGenerationSizeMb: 128 };
/** Each takes memory, and the more there are, the less is another one felt. */
const mostThreads = 4;

/**
 * Renders as `stage` does, and with the same result, but several clusters at a time. What another thread fails to give,
 * because it could not load the hub or died, is rendered here: where that fails too, it is with the error of one thread.
 */
export async function stageInThreads(hub: Hub, file: string, options: ThreadOptions): Promise<SynthResult> {
  const staging = openStaging(hub, options);
  const { clusters, folder } = staging;
  const outcomes = new Outcomes(clusters, hub.findings, options.onCluster);
  const share = shareOf(clusters, folder);
  const threads = threadsFor(clusters.length, options.threads);
  if (threads > 1) compileLess();
  const others = Array.from({ length: threads - 1 }, () =>
    startThread(file, share, (outcome) => outcomes.take(outcome)),
  );
  try {
    for (const outcome of renderShare(hub, share)) {
      outcomes.take(outcome);
      await setImmediate(); // lets in what the others have to say
    }
    await Promise.all(others.map((thread) => thread.end()));
    for (const outcome of renderShare(hub, shareOf(outcomes.missing, folder))) outcomes.take(outcome);
    return closeStaging(hub, staging, outcomes);
  } finally {
    await Promise.all(others.map((thread) => thread.stop()));
    removeStaging(staging);
  }
}

function threadsFor(clusters: number, asked: number | undefined): number {
  const sensible = Math.min(availableParallelism(), mostThreads, Math.floor(clusters / clustersPerThread));
  return Math.max(1, asked === undefined ? sensible : Math.min(asked, clusters));
}

/**
 * With a thread on every core, V8's optimizing compiler takes its time from them, and costs more than it saves: it waits until
 * a function is six times as hot as usual.
 */
function compileLess(): void {
  setFlagsFromString('--interrupt-budget=800000');
}

/** Starts a thread that renders clusters of a share. */
function startThread(file: string, share: Share, take: (outcome: ClusterOutcome) => void) {
  const loaded = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
  const workerData: ThreadData = { file, share, loaded };
  const worker = new Worker(join(__dirname, 'thread.js'), { workerData, resourceLimits });
  worker.on('message', take);
  worker.on('error', () => {}); // what it has not given is missing, which says enough
  const ended = new Promise<unknown>((resolve) => worker.once('exit', resolve));
  return {
    /** Waits until it has given all that it took. Where it is still loading, there is nothing left for it to take. */
    end: () => (Atomics.load(loaded, 0) === 1 ? ended : worker.terminate()),
    stop: () => worker.terminate(),
  };
}
