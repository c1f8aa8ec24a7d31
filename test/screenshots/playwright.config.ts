import { defineConfig } from '@playwright/test';

/** Not a test: draws every step for a person to look at (`npm run screenshots`). */
export default defineConfig({
  testDir: '.',
  outputDir: '../../test-results/screenshots-run',
  globalSetup: '../integration/build-once.ts',
  workers: 1,
  timeout: 180_000,
  reporter: 'list',
});
