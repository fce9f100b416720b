import { setImmediate } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import type { Hub } from './hub';
import { Outcomes } from './outcomes';
import { renderShare, shareOf } from './render-share';
import { closeStaging, openStaging, removeStaging } from './staging';
import type { HubThread } from './start-threads';
import type { SynthOptions, SynthResult } from './synth';

/** A thread is of use where it has a few clusters to render. */
const clustersPerThread = 8;

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
  const { clusters } = staging;
  const outcomes = new Outcomes(clusters, hub.findings, options.onCluster);
  const share = shareOf(clusters, staging);
  const others = threads.slice(0, Math.max(0, Math.floor(clusters.length / clustersEach) - 1));
  if (others.length > 0) shareTheMachine();
  for (const thread of others) thread.render(share, (outcome) => outcomes.take(outcome));
  try {
    for (const outcome of renderShare(hub, share)) {
      outcomes.take(outcome);
      await setImmediate(); // lets in what the others have to say
    }
    await Promise.all(others.map((thread) => thread.end()));
    for (const outcome of renderShare(hub, shareOf(outcomes.missing, staging))) outcomes.take(outcome);
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
