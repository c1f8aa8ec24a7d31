import { defineConfig } from 'vitest/config';

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
    isolate: false,
  },
});
