import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Page } from '@playwright/test';
import { expect, test } from '../e2e/app.ts';
import type { Figure } from './figures.mjs';
import { measureFirstRows } from './first-rows.ts';
import { goTo } from './go-to.ts';
import { measurePageSize } from './page-size.ts';
import { measurePages, measureWay } from './pages.ts';
import { measureReviewing, measureScrolling, measureSearching } from './smoothness.ts';
import { measureStart } from './start.ts';

const FILE = process.env.BENCH_FILE!;
const ROWS = Number(process.env.BENCH_ROWS);
/** Until the review that is under way is over. */
const isReviewed = (page: Page) =>
  expect(page.locator('[data-step=review] button')).toContainText(' ready ', { timeout: 60_000 });
const IN_PAGE = fileURLToPath(new URL('in-page.mjs', import.meta.url));

test.use({ viewport: { width: 1280, height: 800 } });

test('the window', async ({ app }) => {
  const figures: Figure[] = [];
  try {
    figures.push(...measurePageSize());
    figures.push(...(await measureStart(app)));
    const { page } = app;
    await page.evaluate(readFileSync(IN_PAGE, 'utf8'));
    await goTo(page, 'connect');
    await page.getByRole('button', { name: 'Connect to Practice account' }).click();
    await page.getByRole('button', { name: 'Use this sender code' }).click();
    await expect(page.locator('[data-step=connect] button')).toHaveAttribute('data-standing', 'done');
    figures.push(...(await measureFirstRows(app, 'a workbook', process.env.BENCH_WORKBOOK!)));
    figures.push(...(await measureFirstRows(app, 'a gzip file', process.env.BENCH_GZIP!)));
    await isReviewed(page);
    figures.push(...(await measurePages(page, 'a gzip file')));
    figures.push(...(await measureFirstRows(app, 'a CSV file', FILE)));
    figures.push(...(await measureReviewing(page)));
    figures.push(...(await measureScrolling(page, ROWS)));
    figures.push(...(await measureSearching(page)));
    figures.push(...(await measurePages(page, 'a CSV file')));
    figures.push(await measureWay(page));
  } finally {
    writeFileSync(process.env.BENCH_FIGURES!, JSON.stringify(figures));
  }
});
