import { once } from 'node:events';
import { parentPort, workerData } from 'node:worker_threads';
import { loadHub } from './load-hub';
import { mute } from './mute';
import { renderShare, type Share } from './render-share';
import type { ThreadData } from './start-threads';

/** A thread beside the main one: it loads the same hub, and renders clusters until none is left. */
async function run({ file, loaded }: ThreadData): Promise<void> {
  if (!parentPort) return;
  const asked = once(parentPort, 'message') as Promise<[Share]>;
  const unmute = mute(); // the main thread loads the hub aloud
  const hub = await loadHub(file);
  unmute();
  const [share] = await asked;
  Atomics.store(loaded, 0, 1);
  for (const outcome of renderShare(hub, share)) parentPort.postMessage(outcome);
}

run(workerData as ThreadData);
