import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach } from 'vitest';
import { TestCluster } from './cluster';

const results = join(__dirname, '../../../test-results');

/**
 * A test cluster for the tests of a file: started before the first, stopped after the last. What a failed test leaves to read
 * is kept in `test-results/`.
 */
export function useCluster(prepare: (cluster: TestCluster) => Promise<void> = async () => {}): () => TestCluster {
  let cluster: TestCluster | undefined;
  const current = () => {
    if (cluster === undefined) throw new Error('the cluster is not there yet');
    return cluster;
  };
  const keep = (name: string) => current().keep(join(results, name.replaceAll(/[^\w]+/g, '-')));
  beforeAll(async () => {
    cluster = await TestCluster.start();
    await prepare(cluster).catch(async (error: unknown) => {
      await keep('bootstrap');
      throw error;
    });
  }, 180_000);
  beforeEach(({ task, onTestFailed }) => {
    cluster?.forget();
    onTestFailed(() => keep(task.name));
  });
  afterAll(() => cluster?.stop());
  return current;
}
