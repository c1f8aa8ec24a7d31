import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { test } from '../e2e/app.ts';

const ALL = fileURLToPath(new URL('../../test-results/screenshots/', import.meta.url));
const HAZARDS = fileURLToPath(new URL('../fixtures/hazards/', import.meta.url));

test.beforeAll(() => mkdirSync(ALL, { recursive: true }));

for (const viewport of [
  { width: 1280, height: 800 },
  { width: 1000, height: 700 },
]) {
  for (const colorScheme of ['light', 'dark'] as const) {
    const name = `reading-${viewport.width}x${viewport.height}-${colorScheme}`;
    test.describe(name, () => {
      test.use({ viewport, colorScheme });

      test('every way a file is read', async ({ app }) => {
        const { page } = app;
        const button = (label: string | RegExp) => page.getByRole('button', { name: label });
        const shoot = async (what: string) => {
          await page.mouse.move(0, 0);
          await page.waitForTimeout(400);
          await page.screenshot({ path: `${ALL}${name}-${what}.png` });
        };
        const load = async (file: string, shown = file) => {
          const path = join(app.downloads, file);
          await page.locator('[data-step=load] button').click();
          await app.chooseFile(path);
          await button(/^Choose (a|another) file…$/).click();
          await page.getByText(shown).first().waitFor();
          await page.waitForTimeout(300);
        };
        const loadHazard = async (file: string, shown = file) => {
          copyFileSync(HAZARDS + file, join(app.downloads, file));
          await load(file, shown);
        };
        await button('Connect to Practice account').click();
        await button('Use this sender code').click();
        await button('Disconnect').waitFor();

        await loadHazard('title-above.xlsx');
        await shoot('title-above');
        await button(/^Use row/).click();
        await button(/^How the file is read/).click();
        await shoot('header-chosen');
        await loadHazard('windows-1252.csv');
        await shoot('windows-1252');
        await button(/^How the file is read/).click();
        await button(/^How the file is read/).scrollIntoViewIfNeeded();
        await shoot('choices');
        await loadHazard('second-sheet.xlsx');
        await shoot('sheets');
        await loadHazard('truncated.csv.gz', 'is damaged');
        await shoot('damaged');
        const line = '7175550101,yes,Ann,Gold\n';
        writeFileSync(
          join(app.downloads, 'large.csv.gz'),
          gzipSync(`Phone,Opt,Name,Tier\n${line.repeat(200_000)}`),
        );
        await load('large.csv.gz', 'unpacks to more');
        await shoot('unpacks-large');
        await loadHazard('no-header.csv');
        await shoot('no-header');
        await button(/^Read it as data/).click();
        await page.locator('[data-step=map] button').click();
        await shoot('letters-map');
        await page.locator('[data-step=consent] button').click();
        await page.getByRole('combobox').first().click();
        await shoot('letters-consent');
        await page.keyboard.press('Escape');
        await loadHazard('hidden-rows.xlsx');
        await page.locator('[data-step=review] button').click();
        await shoot('hidden-rows');
        const rows = Array.from(
          { length: 200_000 },
          (_, row) => `717${5_000_000 + row},yes,Ann ${row},${'x'.repeat(500)}`,
        );
        writeFileSync(
          join(app.downloads, 'wide.csv'),
          `Phone,SMS Opted In,First Name,Note\n${rows.join('\n')}\n`,
        );
        await load('wide.csv');
        await page.locator('[data-step=review] button').click();
        await page.getByRole('grid').waitFor({ timeout: 60_000 });
        await page.getByRole('searchbox').fill('Ann 149');
        await page.getByRole('searchbox').press('Enter');
        await button('Stop').waitFor();
        await page.screenshot({ path: `${ALL}${name}-searching.png` });
        await button('Stop').click();
        await shoot('search-stopped');
      });
    });
  }
}
