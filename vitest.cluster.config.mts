import { defineConfig } from 'vitest/config';

/** Tests against a real API server and the real Flux. Each file has a cluster of its own, which takes a core and a gigabyte. */
export default defineConfig({
  ssr: { resolve: { conditions: ['@cdk8s-flux-hub/source'] } },
  test: {
    include: ['test/cluster/**/*.test.ts'],
    maxWorkers: 2,
    testTimeout: 60_000,
    hookTimeout: 120_000,
  },
});
