// `npm run mutation`: how well the unit tests hold the pure rules. It takes its time, so it is no part of `npm test`.
export default {
  mutate: ['src-main/audience/**/*.ts'],
  testRunner: 'vitest',
  vitest: { configFile: 'test/mutation/vitest.config.ts' },
  coverageAnalysis: 'perTest',
  concurrency: 2,
  ignorePatterns: ['out', 'test-results', 'docs', 'resources', 'src-renderer'],
  tempDirName: 'test-results/mutation/sandbox',
  reporters: ['progress-append-only', 'json'],
  jsonReporter: { fileName: 'test-results/mutation/report.json' },
  timeoutMS: 8000,
  thresholds: { high: 95, low: 90, break: 85 },
};
