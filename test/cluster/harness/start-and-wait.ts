// Starts a control plane, says where and which processes, and waits for its own end: what a test run that is killed looks like.
import { clusterFolder } from './cluster-folder';
import { startControlPlane } from './control-plane';
import { Processes } from './processes';

async function main(): Promise<void> {
  const processes = new Processes(clusterFolder());
  const plane = await startControlPlane(processes, []);
  plane.startControllerManager();
  console.log(JSON.stringify({ folder: processes.folder, pids: processes.pids }));
  setInterval(() => undefined, 1_000);
}

main();
