import { defineConfig } from 'vitest/config';

/** Tests against a real API server and the real Flux: one file at a time, since each has a cluster of its own. */
export default defineConfig({
  ssr: { resolve: { conditions: ['@cdk8s-flux-hub/source'] } },
  test: {
    include: ['test/cluster/**/*.test.ts'],
    fileParallelism: false,
    testTimeout: 60_000,
    hookTimeout: 120_000,
  },
});
