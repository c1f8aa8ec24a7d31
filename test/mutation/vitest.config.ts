import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** These take most of the time. A mutant is done with at its first failure, so they come last. */
const SLOWEST = /\/(?:csv-rows|quick-rows|row-hazards|nanp|column-summaries|row-search|settle)\.test\.ts$/;

class QuickestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const isSlow = ({ moduleId }: TestSpecification) => Number(SLOWEST.test(moduleId));
    return [...files].sort((one, other) => isSlow(one) - isSlow(other));
  }
}

export default defineConfig({
  root: new URL('../..', import.meta.url).pathname,
  resolve: {
    alias: [{ find: /^fast-check$/, replacement: new URL('few-values.ts', import.meta.url).pathname }],
  },
  test: {
    include: ['test/unit/audience/**/*.test.ts'],
    // It compares thousands of numbers, and says of one rule only what the other tests say as well.
    exclude: ['test/unit/audience/phone-agrees.test.ts'],
    setupFiles: ['test/unit/same-random-values.ts'],
    sequence: { sequencer: QuickestFirst },
    isolate: false,
  },
});
