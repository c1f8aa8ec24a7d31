import { defineConfig } from '@playwright/test';

export default defineConfig({
  testDir: 'e2e',
  outputDir: '../test-results/e2e',
  globalSetup: './integration/build-once.ts',
  // Each test has a Chromium and an app of its own.
  workers: 2,
  fullyParallel: true,
  retries: 0,
  timeout: 120_000,
  // A machine may be busy; but what is missing is told long before the whole test would be given up.
  expect: { timeout: 15_000 },
  use: { actionTimeout: 30_000 },
  reporter: [['list'], ['json', { outputFile: '../test-results/playwright.json' }]],
});
