import { once } from 'node:events';
import { parentPort, workerData } from 'node:worker_threads';
import { loadHub } from './load-hub';
import { renderShare, type Share } from './render-share';
import type { ThreadData } from './threads';

/** A thread beside the main one: it loads the same hub, and renders clusters until none is left. */
async function run({ file, loaded }: ThreadData): Promise<void> {
  if (!parentPort) return;
  const asked = once(parentPort, 'message') as Promise<[Share]>;
  const hub = await quietly(() => loadHub(file));
  const [share] = await asked;
  Atomics.store(loaded, 0, 1);
  for (const outcome of renderShare(hub, share)) parentPort.postMessage(outcome);
}

/** What a hub prints while it is loaded has been printed by the main thread. */
async function quietly<T>(load: () => Promise<T>): Promise<T> {
  const { stdout, stderr } = process;
  const [out, err] = [stdout.write, stderr.write];
  stdout.write = stderr.write = () => true;
  const loaded = await load();
  stdout.write = out;
  stderr.write = err;
  return loaded;
}

run(workerData as ThreadData);
