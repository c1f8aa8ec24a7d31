// Sums what the test runners reported into the one line that ends a run of .ci/run.
import { existsSync, readFileSync } from 'node:fs';

/** How each runner's report counts its tests, as [passed, failed, skipped]. */
const REPORTS = {
  'test-results/vitest.json': (report) => [
    report.numPassedTests,
    report.numFailedTests > 0 ? report.numFailedTests : report.numFailedTestSuites,
    report.numPendingTests + report.numTodoTests,
  ],
  'test-results/playwright.json': ({ stats, errors }) => [
    stats.expected,
    stats.unexpected + stats.flaky + (stats.unexpected === 0 ? errors.length : 0),
    stats.skipped,
  ],
};

const sums = [0, 0, 0];
for (const [path, count] of Object.entries(REPORTS)) {
  // Without a report, a check before the tests failed, so this runner never ran.
  const counts = existsSync(path) ? count(JSON.parse(readFileSync(path, 'utf8'))) : [0, 1, 0];
  counts.forEach((number, place) => {
    sums[place] += number;
  });
}
const [passed, failed, skipped] = sums;
console.log(`${passed} passed, ${failed} failed, ${skipped} skipped`);
