import { readFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { fileURLToPath } from 'node:url';
import { expect, test } from '../e2e/app.ts';
import { findElectron } from '../host/find-electron.mjs';
import { type Figure, printFigures } from './figures.ts';
import { measureFirstRows } from './first-rows.ts';
import { goTo } from './go-to.ts';
import { measurePageSize } from './page-size.ts';
import { measurePages } from './pages.ts';
import { measureReviewing, measureScrolling, measureSearching } from './smoothness.ts';
import { measureStart } from './start.ts';

const FILE = process.env.BENCH_FILE!;
const ROWS = Number(process.env.BENCH_ROWS);
const IN_PAGE = fileURLToPath(new URL('in-page.mjs', import.meta.url));

test.use({ viewport: { width: 1280, height: 800 } });

test('the window', async ({ app }) => {
  const figures: Figure[] = [];
  const load = () => loadavg()[0]!.toFixed(1);
  const before = load();
  try {
    figures.push(...measurePageSize());
    figures.push(...(await measureStart(app)));
    const { page } = app;
    await page.evaluate(readFileSync(IN_PAGE, 'utf8'));
    await goTo(page, 'connect');
    await page.getByRole('button', { name: 'Connect to Practice account' }).click();
    await page.getByRole('button', { name: 'Use this sender code' }).click();
    await expect(page.locator('[data-step=connect] button')).toHaveAttribute('data-standing', 'done');
    figures.push(...(await measureFirstRows(app, FILE)));
    figures.push(...(await measureReviewing(page)));
    figures.push(...(await measureScrolling(page, ROWS)));
    figures.push(...(await measureSearching(page)));
    figures.push(...(await measurePages(page)));
  } finally {
    console.log(
      `\nThe window in ${findElectron() ? 'Electron' : 'the host’s Chromium'}, ${ROWS.toLocaleString('en-US')} rows; ${
        cpus().length
      } cores, load ${before} at the start and ${load()} at the end`,
    );
    printFigures(figures);
  }
});
