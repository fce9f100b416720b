import { defineConfig } from 'vitest/config';

export default defineConfig({
  // Tests, and the fleet that they render, run the sources: one copy of the code, and no build needed.
  ssr: { resolve: { conditions: ['@cdk8s-flux-hub/source'] } },
  test: {
    include: ['test/**/*.test.ts'],
    // Those need a built Kubernetes: `npm run test:cluster`.
    exclude: ['test/cluster/**'],
    isolate: false,
    // vitest would leave a core idle: nobody waits for it in CI.
    maxWorkers: '100%',
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
});
