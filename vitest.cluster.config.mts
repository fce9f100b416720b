import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Files of more than half a minute, the longest first. */
const LONGEST = ['life/life', 'fleet/fleet', 'attacks/attacks', 'policies/policies', 'spokes/spokes'];

/** Starts what takes longest first, so that both workers end at about the same time. */
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const placeOf = ({ moduleId }: TestSpecification) => {
      const place = LONGEST.findIndex((name) => moduleId.endsWith(`/test/cluster/${name}.test.ts`));
      return place < 0 ? LONGEST.length : place;
    };
    return (await super.sort(files)).sort((a, b) => placeOf(a) - placeOf(b));
  }
}

/** Tests against a real API server and the real Flux. Each file has a cluster of its own, which takes a core and a gigabyte. */
export default defineConfig({
  ssr: { resolve: { conditions: ['@cdk8s-flux-hub/source'] } },
  test: {
    include: ['test/cluster/**/*.test.ts'],
    sequence: { sequencer: LongestFirst },
    maxWorkers: 2,
    testTimeout: 60_000,
    hookTimeout: 120_000,
  },
});
