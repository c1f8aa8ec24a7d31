import { createHash } from 'node:crypto';
import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { writeWorkbook } from '../fixtures/write-workbook.mjs';
import { expect, type TestApp, test } from './app.ts';
import * as way from './way.ts';

const hazard = (name: string) => fileURLToPath(new URL(`../fixtures/hazards/${name}`, import.meta.url));
const fact = ({ page }: TestApp, name: string) =>
  page.locator('dt', { hasText: new RegExp(`^${name}$`) }).locator('xpath=following-sibling::dd[1]');
const firstRows = ({ page }: TestApp) => page.getByRole('region', { name: 'First rows of the file' });
const howRead = ({ page }: TestApp) => page.getByRole('button', { name: /^How the file is read/ });

async function choose(app: TestApp, label: string, option: string | RegExp): Promise<void> {
  await app.page.getByRole('combobox', { name: label }).click();
  await app.page.getByRole('option', { name: option }).click();
}

async function writeTo(app: TestApp, name: string, content: string | Uint8Array): Promise<string> {
  const path = join(app.downloads, name);
  writeFileSync(path, content);
  return path;
}

test.describe('a file of any kind', () => {
  test('is loaded as it is found, and the sample and the push of a gzip file come out as the file says', async ({
    app,
  }) => {
    const lines = way.readyRows(30);
    const path = await writeTo(app, 'audience.csv.gz', gzipSync(lines.join('\n').replaceAll(',', ';')));
    const before = createHash('sha256').update(readFileSync(path)).digest('hex');
    await way.addAndConnect(app);
    await way.loadFile(app, path);
    await expect(fact(app, 'Packed as')).toHaveText('gzip');
    await expect(fact(app, 'Separated by')).toHaveText('Semicolon');
    await expect(fact(app, 'Rows')).toHaveText('30');
    await way.toReview(app);
    await way.sendSample(app);
    await way.pushAll(app, 30);
    expect(createHash('sha256').update(readFileSync(path)).digest('hex')).toBe(before);
  });

  test('shows the sheet of a workbook that is chosen, and its cells as they look in it', async ({ app }) => {
    const { page } = app;
    const path = join(app.downloads, 'audience.xlsx');
    const people = way.readyRows(3).map((line) => line.split(','));
    await writeWorkbook(path, {
      sheets: [
        { name: 'Cover', rows: [['Audience of the week']] },
        {
          name: 'People',
          rows: people.map(([phone, ...rest], row) => [row ? Number(phone) : phone!, ...rest]),
        },
        { name: 'Lists', rows: [['a']], hidden: true },
      ],
    });
    await way.goToStep(app, 'Load');
    await app.chooseFile(path);
    await page.getByRole('button', { name: 'Choose a file…' }).click();
    await expect(page.getByText('The sheet “Cover” has a header but no rows under it.')).toBeVisible();
    await choose(app, 'Sheet', 'People');
    await expect(fact(app, 'Sheet')).toHaveText('People (2 of 3)');
    await expect(firstRows(app).getByRole('row').nth(1)).toContainText(people[1]![0]!);
    await page.getByRole('combobox', { name: 'Sheet' }).click();
    await expect(page.getByRole('option', { name: /Lists.*hidden/ })).toBeVisible();
  });

  test('is read anew at once when another encoding, separator or header is chosen', async ({ app }) => {
    const { page } = app;
    const text = `Report of November\n\nphone,first name\n7175550101,Zo\xe9\n7175550102,Bo\n`;
    await way.loadFile(app, await writeTo(app, 'report.csv', Buffer.from(text, 'latin1')));
    await expect(fact(app, 'Encoding')).toHaveText('Windows-1252');

    await expect(page.getByText('Row 3 looks like the header')).toBeVisible();
    await page.getByRole('button', { name: 'Use row 3 as the header' }).click();
    await expect(fact(app, 'Header')).toHaveText('Row 3');
    await expect(firstRows(app).getByRole('row').nth(1)).toHaveText(/^47175550101Zoé$/);

    await howRead(app).click();
    await choose(app, 'Encoding', 'UTF-8');
    await expect(fact(app, 'Encoding')).toHaveText('UTF-8');
    await expect(firstRows(app)).toContainText('Zo\ufffd');
    await expect(page.getByRole('combobox', { name: 'Encoding' })).toBeFocused();
    await choose(app, 'Encoding', /^As found/);
    await expect(firstRows(app)).toContainText('Zoé');

    await choose(app, 'Columns are separated by', 'Semicolon');
    await expect(fact(app, 'Columns')).toHaveText('1');
    await choose(app, 'Columns are separated by', /^As found/);
    await page.getByRole('radio', { name: /^The first row is data/ }).click();
    await expect(fact(app, 'Header')).toHaveText('None');
    await expect(firstRows(app).getByRole('columnheader')).toHaveText(['Row', 'A', 'B']);
  });

  test('that has no header is mapped by its letters', async ({ app }) => {
    const { page } = app;
    await way.addAndConnect(app);
    const lines = way.readyRows(5).slice(1);
    await way.loadFile(app, way.writeAudience(app, 'no-header.csv', lines));
    await page.getByRole('button', { name: 'Read it as data (columns A, B, C)' }).click();
    await expect(fact(app, 'Header')).toHaveText('None');
    await way.goToStep(app, 'Map');
    await expect(page.getByRole('row', { name: /^A\b/ })).toBeVisible();
    await page.getByRole('row', { name: /^A\b/ }).getByRole('combobox').click();
    await page.getByRole('option', { name: /Phone/ }).first().click();
    await expect(page.getByRole('row', { name: /^A\b/ })).toContainText('Phone');
  });

  test('that unpacks to very much is not unpacked before it is wanted', async ({ app }) => {
    const { page } = app;
    const line = '7175550101,yes,Ann,Gold\n';
    const text = `Phone,SMS Opted In,First Name,Loyalty Tier\n${line.repeat(200_000)}`;
    const path = await writeTo(app, 'repeated.csv.gz', gzipSync(text));
    await way.addAndConnect(app);
    await app.chooseFile(path);
    await way.goToStep(app, 'Load');
    await page.getByRole('button', { name: 'Choose a file…' }).click();
    await expect(page.getByText(/unpacks to more than/)).toBeVisible();
    await expect(page.getByText('repeated.csv.gz waits for your answer.')).toBeVisible();
    await expect(way.railStep(app, 'Load')).toContainText('Waits for your answer');
    await page.getByRole('button', { name: 'Read it all the same' }).click();
    await expect(page.getByRole('heading', { name: 'repeated.csv.gz', exact: true })).toBeVisible();
    await expect(fact(app, 'Rows')).toHaveText('200,000');
  });

  test('that is damaged, protected or none of ours is told, each in its own words', async ({ app }) => {
    const { page } = app;
    await way.goToStep(app, 'Load');
    for (const [name, words] of [
      ['truncated.csv.gz', 'is damaged or was not copied to its end'],
      ['password-protected.xlsx', 'is protected with a password'],
      ['two-files.zip', 'holds 2 files'],
      ['word-document.docx', 'is a document, but no Excel workbook'],
      ['broken.xlsx', 'is damaged'],
    ] as const) {
      const path = join(app.downloads, name);
      copyFileSync(hazard(name), path);
      await app.chooseFile(path);
      await page.getByRole('button', { name: /^Choose (a|another) file…$/ }).click();
      await expect(page.getByText(`${name} could not be opened.`)).toBeVisible();
      await expect(page.getByRole('alert')).toContainText(words);
    }
  });
});

test.describe('in a small window', () => {
  test.use({ viewport: { width: 1000, height: 700 } });

  test('another file is shown from its top, with choices of its own', async ({ app }) => {
    const { page } = app;
    const open = async (name: string) => {
      copyFileSync(hazard(name), join(app.downloads, name));
      await app.chooseFile(join(app.downloads, name));
      await page.getByRole('button', { name: /^Choose (a|another) file…$/ }).click();
    };
    await way.goToStep(app, 'Load');
    await open('semicolon.csv');
    await howRead(app).click();
    await expect(page.getByRole('combobox', { name: 'Encoding' })).toBeVisible();
    await open('comma.csv');
    await expect(page.getByRole('heading', { name: 'comma.csv', exact: true })).toBeInViewport();
    await expect(page.getByRole('combobox', { name: 'Encoding' })).toBeHidden();

    await open('empty-sheet.xlsx');
    await expect(page.getByRole('combobox', { name: 'Sheet' })).toBeVisible();
    await page.getByRole('button', { name: 'Forget these' }).scrollIntoViewIfNeeded();
    await expect(page.getByRole('alert')).not.toBeInViewport();
    await open('header-only.csv');
    await expect(page.getByRole('alert')).toContainText('has a header but no rows');
    await expect(page.getByRole('alert')).toBeInViewport();
  });
});

test('a search shows rows while it goes on, and keeps them when it is stopped', async ({ app }) => {
  const { page } = app;
  const grid = page.getByRole('grid', { name: 'Rows of the file' });
  const long = 'x'.repeat(600);
  const lines = ['Phone,SMS Opted In,Note,First Name'];
  for (let row = 0; row < 250_000; row++)
    lines.push(`717${5_000_000 + row},yes,${long},${row % 50_000 === 5 ? 'Zacharias' : 'Ann'}`);
  await way.addAndConnect(app);
  await way.loadFile(app, way.writeAudience(app, 'wide.csv', lines));
  await way.goToStep(app, 'Review');
  await expect(grid).toHaveAttribute('aria-rowcount', '250001', { timeout: 30_000 });

  // On a machine that has better things to do, a search may be over before it can be stopped: then there is another.
  await expect(async () => {
    await page.getByRole('searchbox').fill('');
    await page.getByRole('searchbox').press('Enter');
    await page.getByRole('searchbox').fill('zacharias');
    await page.getByRole('searchbox').press('Enter');
    await expect(grid.getByRole('row', { name: /Zacharias/ }).first()).toBeVisible();
    await page
      .getByRole('button', { name: 'Stop', exact: true })
      .dispatchEvent('click', {}, { timeout: 1_000 });
    await expect(page.getByText(/^Stopped at \d+%: \d found so far$/)).toBeVisible({ timeout: 2_000 });
  }).toPass({ timeout: 60_000 });
  await expect(grid.getByText('Zacharias').first()).toBeInViewport();
  await page.getByRole('button', { name: 'Search again' }).click();
  await expect(grid).toHaveAttribute('aria-rowcount', '6');
});
