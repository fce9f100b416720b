import { describe, expect, test } from 'vitest';
import { groups } from '../../rbac/cases';
import { accessReview, casesOf } from '../../rbac/questions';
import { useCluster } from '../harness/use-cluster';
import { rulesGathered } from './gathered';

const cluster = useCluster(async (cluster) => {
  await cluster.install(groups.flatMap(({ manifests }) => manifests));
  cluster.startControllers();
  await rulesGathered(cluster.api);
});

// What we answer to the same questions is tested in test/rbac.
describe.each(groups)('Kubernetes says of $about:', (group) => {
  test.each(casesOf(group))('$question ($allowed)', async ({ allowed, ...asked }) => {
    const { spec } = accessReview(asked);

    // The authorizer learns of new roles a moment after they are stored.
    await expect.poll(() => cluster().api.review(spec), { timeout: 5_000 }).toBe(allowed);
  });
});
