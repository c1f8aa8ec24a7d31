import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { test } from '../e2e/app.ts';

const ALL = fileURLToPath(new URL('../../test-results/screenshots/', import.meta.url));

const DAMAGED = [
  'Mobile,Loyalty Teir,Birthday,Loyalty Points,Zip,Last Purchase Date,Store Visits,is_sms_opted_in',
  '2015550123,Gold,1984-03-15,"1,234",07030,45000,3,true',
  '2015550124,Silver,Mar-84,1.23457E+11,7030,45123,5,true',
  '2.01556E+09,Gold,3/15/1984,50,7031,#N/A,,true',
  '2015550126,Bronze,not known,12.345,10001,3/4/2025,8,true',
  '2015550127,Gold,1990-12-31,7,10002,13/4/2025,1,false',
  '2015550128,Gold,1990-12-31,9,10003,4/13/2025,1,true',
].join('\n');

test.beforeAll(() => mkdirSync(ALL, { recursive: true }));

for (const viewport of [
  { width: 1280, height: 800 },
  { width: 1000, height: 700 },
]) {
  for (const colorScheme of ['light', 'dark'] as const) {
    const name = `mapping-${viewport.width}x${viewport.height}-${colorScheme}`;
    test.describe(name, () => {
      test.use({ viewport, colorScheme });

      test('every state of the mapping', async ({ app }) => {
        const { page } = app;
        page.setDefaultTimeout(8000);
        const button = (label: string | RegExp) => page.getByRole('button', { name: label });
        const shoot = async (what: string) => {
          await page.mouse.move(0, 0);
          await page.waitForTimeout(400);
          await page.screenshot({ path: `${ALL}${name}-${what}.png` });
        };
        const down = async (what: string | RegExp) => {
          await page.getByText(what).first().scrollIntoViewIfNeeded();
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
        await button('Next: Map').click();
        await shoot('1-suggestions');
        await button(/^Map “Mobile” to Phone/).click();
        await button(/^Map “Loyalty Teir”/).click();
        await button(/^Map “Zip”/).click();
        await page.getByText('values do not fit').first().waitFor();
        await shoot('2-evidence');
        await button('Details of “Birthday”').click();
        await shoot('3-details');
        await button('Details of “Last Purchase Date”').click();
        await button('Details of “Last Purchase Date”').scrollIntoViewIfNeeded();
        await down('How its dates are to be read');
        await shoot('4-date-order');
        await button('Details of “Store Visits”').click();
        await down('In Listrak, open Contacts');
        await shoot('5-no-field');
        await page.getByLabel('Remember this mapping as').fill('Weekly loyalty');
        await button('Remember').click();
        await page.getByText('Mapped as in').waitFor();
        await down('Remembered mappings');
        await button('Use Weekly loyalty').scrollIntoViewIfNeeded();
        await shoot('6-remembered');
        await button('Check the fields…').click();
        await page.getByRole('dialog').getByRole('table').waitFor();
        await shoot('7-field-check');
        await page.keyboard.press('Escape');
        await page.getByRole('heading', { name: 'Map the columns' }).scrollIntoViewIfNeeded();
        await shoot('8-recalled');
        await page.locator('[data-step=review] button').click();
        await page.getByRole('grid').waitFor();
        await shoot('9-review');
        await button('Columns…').click();
        await page.getByRole('dialog').waitFor();
        await shoot('10-review-columns');
      });
    });
  }
}
