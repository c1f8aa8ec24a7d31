import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { test } from '../e2e/app.ts';

const ALL = fileURLToPath(new URL('../../test-results/screenshots/', import.meta.url));

const row = (place: number) => `${7175551000 + place}`;
const DAMAGED = [
  'Phone,Loyalty Tier,Birthday,Loyalty Points,Postal Code,Last Purchase Date,Store Visits,is_sms_opted_in',
  `(717) 555-1001,Gold,1984-03-15,"1,234",07030,45000,3,true`,
  `${row(2)},Silver,Mar-84,1.23457E+11,7030,45123,5,true`,
  '2.01556E+09,Gold,3/15/1984,50,7031,#N/A,,true',
  `${row(4)},Bronze,not known,12.345,10001,3/4/2025,8,true`,
  `${row(5)},Gold,1990-12-31,7,10002,13/4/2025,1,false`,
  `${row(6)},Gold,1990-12-31,9.995,10003,4/13/2025,1,true`,
  `${row(6)},Gold,1990-12-31,9,10003,4/13/2025,1,true`,
  `${row(8)},Gold,1990-12-31,9,10003,4/13/2025,1,maybe`,
  `${row(9)},Gold,1990-12-31,9,10003,4/13/2025,1,true,more`,
  ...Array.from({ length: 20 }, (_, place) => `${row(20 + place)},Gold,1990-12-31,9,10003,4/13/2025,1,true`),
].join('\n');

test.beforeAll(() => mkdirSync(ALL, { recursive: true }));

for (const viewport of [
  { width: 1280, height: 800 },
  { width: 1000, height: 700 },
]) {
  for (const colorScheme of ['light', 'dark'] as const) {
    const name = `review-${viewport.width}x${viewport.height}-${colorScheme}`;
    test.describe(name, () => {
      test.use({ viewport, colorScheme });

      test('rows of every kind', async ({ app }) => {
        const { page } = app;
        const button = (label: string | RegExp) => page.getByRole('button', { name: label });
        const shoot = async (what: string) => {
          await page.mouse.move(0, 0);
          await page.waitForTimeout(400);
          await page.screenshot({ path: `${ALL}${name}-${what}.png` });
        };
        const file = join(app.downloads, 'loyalty.csv');
        mkdirSync(app.downloads, { recursive: true });
        writeFileSync(file, DAMAGED);
        await button('Connect to Practice account').click();
        await button('Use this sender code').click();
        await button('Disconnect').waitFor();
        await button('Next: Load').click();
        await app.chooseFile(file);
        await button('Choose a file…').click();
        await page.getByText('First rows').waitFor();
        await page.locator('[data-step=review] button').click();
        const grid = page.getByRole('grid');
        await grid.waitFor();
        await page.getByText('Date not certain').or(page.getByText('date not certain')).first().waitFor();
        await shoot('1-rows');
        await grid.press('ArrowRight');
        await grid.press('ArrowRight');
        await shoot('2-sideways');
        for (const index of [1, 2, 5]) {
          await grid.locator(`[data-index="${index}"]`).click();
          await page.getByRole('dialog').waitFor();
          await shoot(`3-row-${index}`);
          await page.keyboard.press('Escape');
          await page.getByRole('dialog').waitFor({ state: 'hidden' });
        }
        const opener = button(/reasons? why rows are left out/);
        if (await opener.isVisible()) {
          await opener.click();
          await shoot('4-reasons');
        }
      });
    });
  }
}
