import { defineConfig } from 'vitest/config';

export default defineConfig({
  // Tests, and the fleet that they render, run the sources: one copy of the code, and no build needed.
  ssr: { resolve: { conditions: ['@cdk8s-flux-hub/source'] } },
  test: {
    include: ['test/**/*.test.ts'],
    isolate: false,
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
});
