// Sums what the test runners reported into the one line that ends a run of .ci/run.
import { existsSync, readFileSync } from 'node:fs';

const REPORTS = ['test-results/vitest.json'];

let passed = 0;
let failed = 0;
let skipped = 0;
for (const report of REPORTS) {
  if (!existsSync(report)) {
    // A check before the tests failed, so this runner never ran.
    failed++;
    continue;
  }
  const { numPassedTests, numFailedTests, numFailedTestSuites, numPendingTests, numTodoTests } = JSON.parse(
    readFileSync(report, 'utf8'),
  );
  passed += numPassedTests;
  failed += numFailedTests > 0 ? numFailedTests : numFailedTestSuites;
  skipped += numPendingTests + numTodoTests;
}
console.log(`${passed} passed, ${failed} failed, ${skipped} skipped`);
