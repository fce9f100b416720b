// Ends the processes of a test cluster, and removes its folder, when the test run that started them is gone: it reads their
// pids line by line, and end of input means that the run stopped, however it did.
import { rmSync } from 'node:fs';
import { createInterface } from 'node:readline';

const GRACE_MS = 5_000;
const POLL_MS = 20;

const [folder] = process.argv.slice(2);
const running = new Set();

const send = (pid, signal) => {
  try {
    return process.kill(pid, signal);
  } catch {
    return false;
  }
};

createInterface(process.stdin)
  .on('line', (line) => {
    const [verb, pid] = line.split(' ');
    if (verb === 'started') running.add(Number(pid));
    else running.delete(Number(pid));
  })
  .on('close', async () => {
    for (const pid of running) send(pid, 'SIGTERM');
    const deadline = Date.now() + GRACE_MS;
    while ([...running].some((pid) => send(pid, 0)) && Date.now() < deadline)
      await new Promise((done) => setTimeout(done, POLL_MS));
    for (const pid of running) send(pid, 'SIGKILL');
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  });
