import { defaultServerConditions } from 'vite';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  // Tests, and the fleet that they render, run the sources: one copy of our code, no build needed.
  ssr: { resolve: { conditions: ['@cdk8s-flux-hub/source', ...defaultServerConditions] } },
  test: {
    include: ['test/**/*.test.ts'],
    isolate: false,
    testTimeout: 30_000,
    hookTimeout: 60_000,
    // Written for bundlers: extensionless paths and JSON imports that Node itself refuses.
    server: { deps: { inline: [/@actions\//] } },
  },
});
