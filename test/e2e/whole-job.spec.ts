import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { practiceOptedOut } from '../../src-main/practice/seed.ts';
import { expect, type TestApp, test } from './app.ts';
import * as way from './way.ts';

test.use({ viewport: { width: 1280, height: 800 } });

const READY = 25;
const SAMPLE = 3;
const FIELDS = { 'First Name': 503, 'Loyalty Tier': 601, 'Loyalty Points': 602, Birthday: 501 };
const HEADER = 'phone,sms_opted_in,First Name,Loyalty_Tier,Points,Birthday,Till';

const phones = way.subscribedPhones(40);
const optedOut = practiceOptedOut(way.SENDER_CODE)[0]!.slice(1);

/** The people who are to be changed: what stands in the file, and what Listrak shall hold in the end. */
const sent = phones.slice(0, READY).map((phone, row) => ({
  phone,
  line: `${phone},yes,Zoë ${row},Gold,${row}.456,1990-02-${String(row + 1).padStart(2, '0')},7`,
  values: {
    'First Name': `Zoë ${row}`,
    'Loyalty Tier': 'Gold',
    'Loyalty Points': `${row}.46`,
    Birthday: `02/${String(row + 1).padStart(2, '0')}/1990`,
  },
}));

const LEFT_OUT = [
  `${phones[30]},no,Said No,Gold,1,1990-01-01,7`,
  `${phones[31]},,Said Nothing,Gold,1,1990-01-01,7`,
  `12345,yes,Half A Phone,Gold,1,1990-01-01,7`,
  `${phones[32]},yes,No Number,Gold,many,1990-01-01,7`,
  `${phones[0]},yes,Stands Twice,Gold,1,1990-01-01,7`,
  `${phones[33]},yes,Too Long,Gold,1,1990-01-01,7,8`,
];
const OPTED_OUT = `${optedOut},yes,Opted Out,Gold,1,1990-01-01,7`;
const LINES = [HEADER, ...sent.map(({ line }) => line), ...LEFT_OUT, OPTED_OUT];
const LEFT_OUT_COUNT = LEFT_OUT.length + 1;

test('the whole job changes those who agreed, as the file says, and nobody else', async ({ app }) => {
  const { page, practice } = app;
  const before = practice.company.snapshot();
  const file = way.writeAudience(app, 'autumn.csv', LINES);

  await test.step('connect', async () => {
    await way.addAccount(app, 'Our shop');
    await page.getByRole('button', { name: 'Test Our shop' }).click();
    await expect(page.getByText('Signs in · 2 sender codes')).toBeVisible();
    await page.getByRole('button', { name: 'Connect to Our shop' }).click();
    await page.getByRole('radio', { name: '55502' }).check();
    await page.getByRole('radio', { name: '55501' }).check();
    await page.getByRole('button', { name: 'Use this sender code' }).click();
    await expect(page.getByText('Connected to Our shop, sender code 55501.')).toBeVisible();
    await expect(page.getByText('Not Listrak itself')).toBeVisible();
    await way.next(app, 'Load');
  });

  await test.step('load', async () => {
    await app.chooseFile(file);
    await page.getByRole('button', { name: 'Choose a file…' }).click();
    const first = page.getByRole('region', { name: 'First rows of the file' });
    await expect(first.getByRole('row')).toHaveCount(21);
    await expect(first.getByRole('row').nth(1)).toContainText('Zoë 0');
    await way.next(app, 'Map');
  });

  await test.step('map', async () => {
    const row = page.getByRole('row', { name: /^Points/ });
    await expect(row).toContainText('No field of this name');
    await row.getByRole('combobox', { name: 'What “Points” becomes' }).click();
    await page.getByRole('option', { name: /^Loyalty Points/ }).click();
    await expect(row).toContainText('Field (Number)');
    await expect(page.getByText('5 columns are sent to Listrak, 2 not.')).toBeVisible();
    await way.next(app, 'Consent');
  });

  await test.step('consent', async () => {
    await expect(page.getByText('29 rows say yes; 2 do not and are left out.')).toBeVisible();
    await expect(page.getByText('1 row of this file has one of these numbers')).toBeVisible();
    await way.next(app, 'Review');
  });

  await test.step('review', () => lookThroughRows(app));

  await test.step('sample', async () => {
    await way.next(app, 'Sample');
    await page.getByText('First rows').click();
    await page.getByRole('textbox', { name: /^How many/ }).fill(String(SAMPLE));
    const send = page.getByRole('button', { name: `Send sample of ${SAMPLE}` });
    await expect(send).toBeEnabled();
    const lines = page.getByRole('region', { name: 'The file’s lines' }).locator('> *');
    await expect(lines).toHaveText([
      'Phone,First Name,Loyalty Tier,Loyalty Points,Birthday',
      ...sent.slice(0, SAMPLE).map(({ phone, values }) => [`1${phone}`, ...Object.values(values)].join(',')),
    ]);
    expect(importsOf(app), 'looking at it sends nothing').toHaveLength(0);
    await send.click();
    await expect(page.getByText('The sample matches.', { exact: true })).toBeVisible();
    await expect(page.getByText(`${SAMPLE} match`, { exact: true })).toBeVisible();
    expect(practice.company.snapshot()).toEqual(changed(before, SAMPLE));
  });

  await test.step('push', async () => {
    await way.next(app, 'Push');
    const count = page.getByRole('textbox', { name: /^How many rows go to Listrak/ });
    const send = page.getByRole('button', { name: `Update ${READY} profiles` });
    await expect(send).toBeDisabled();
    for (const wrong of ['24', '250', 'all']) {
      await count.fill(wrong);
      await expect(page.getByText(`That is not ${READY} yet.`)).toBeVisible();
      await expect(send).toBeDisabled();
    }
    await count.fill(String(READY));
    await send.click();
    await way.cameOutWell(app);
    const report = page.getByRole('region', { name: 'What came of it' });
    await expect(report).toContainText(`${READY} of ${READY} rows that were ready`);
    await expect(report).toContainText(`${READY} match`);
    await expect(report).toContainText('0 differ');
  });

  await test.step('history', async () => {
    await page.getByRole('button', { name: 'See it in History' }).click();
    const runs = page.getByRole('table').getByRole('row');
    await expect(runs).toHaveCount(3);
    await runs.nth(1).getByRole('button').click();
    const record = page.getByRole('dialog', { name: 'A run on record' });
    await expect(record).toContainText(`${READY} of ${READY} ready rows`);
    await expect(record.getByRole('table', { name: 'Mapping' })).toContainText('PointsLoyalty Points');
  });

  expect(practice.company.snapshot(), 'everybody as the file says, nobody else changed').toEqual(
    changed(before, READY),
  );
  expect(importsOf(app).map(({ body }) => body?.rows)).toEqual([SAMPLE, READY]);
  const wrote = practice.traffic.filter(({ method }) => method !== 'GET');
  expect(new Set(wrote.map(({ method, path }) => `${method} ${path}`))).toEqual(
    new Set(['POST /OAuth2/Token', 'POST /sms/v1/ShortCode/1001/ContactImport']),
  );
  const paths = practice.traffic.map(({ path }) => path).join('\n');
  expect(paths).not.toMatch(/subscri|message|keyword|campaign/i);
  expect(paths, 'nothing was asked of the other sender code').not.toContain('/1002');
});

test('a secret is nowhere in the window once it was handed over', async ({ app }) => {
  const { page } = app;
  const clientSecret = 'wrong-and-never-to-be-seen';
  await way.addAccount(app, 'Mistyped', { clientId: 'practice', clientSecret });
  expect(await everythingIn(app)).not.toContain(clientSecret);
  await page.getByRole('button', { name: 'Test Mistyped' }).click();
  await expect(page.getByRole('alert')).toBeVisible();
  await page.getByRole('button', { name: 'Add account' }).click();
  await expect(page.getByLabel('Client secret', { exact: true })).toHaveValue('');
  expect(await everythingIn(app)).not.toContain(clientSecret);
  await page.getByRole('button', { name: 'Cancel' }).click();
  await page.getByRole('button', { name: 'Remove Mistyped' }).click();
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /^Remove/ })
    .click();
  await expect(page.getByText('Mistyped')).toHaveCount(0);
});

async function lookThroughRows(app: TestApp): Promise<void> {
  const { page } = app;
  const grid = page.getByRole('grid', { name: 'Rows of the file' });
  const rows = grid.locator('[data-index]');
  const found = (count: number) => expect(grid).toHaveAttribute('aria-rowcount', String(count + 1));
  const tabs = page.getByRole('group', { name: 'Rows to look at' });
  const search = page.getByRole('searchbox', { name: 'Search the rows' });
  await found(READY + LEFT_OUT_COUNT);
  await expect(
    page.getByText(
      `${READY} of ${READY + LEFT_OUT_COUNT} rows will be sent; ${LEFT_OUT_COUNT} are left out.`,
    ),
  ).toBeVisible();

  await tabs.getByRole('button', { name: 'Not opted in' }).click();
  await found(3);
  await expect(rows).toContainText(['Said No', 'Said Nothing', 'Opted Out']);
  await expect(rows).toContainText(['did not opt in', 'opt-in unknown', 'Opted out in Listrak']);
  await tabs.getByRole('button', { name: 'Ready' }).click();
  await found(READY);

  const reason = page.getByRole('button', { name: /^The number is not one/ });
  await reason.click();
  await expect(rows).toContainText(['No Number']);
  await found(1);
  await reason.click();
  await found(READY + LEFT_OUT_COUNT);

  const phone = phones[4]!;
  await search.fill(`(${phone.slice(0, 3)}) ${phone.slice(3, 6)}-${phone.slice(6)}`);
  await expect(rows).toContainText(['Zoë 4']);
  await found(1);
  await search.fill('zOË 7');
  await expect(rows).toContainText(['Zoë 7']);
  await found(1);

  await rows.first().click();
  const detail = page.getByRole('dialog', { name: 'Row 9 of the file' });
  await expect(detail.getByRole('row', { name: /^Birthday/ }).locator('del')).toHaveText('1990-02-08');
  await expect(detail.getByRole('row', { name: /^Birthday/ }).locator('ins')).toHaveText('02/08/1990');
  await expect(detail.getByRole('row', { name: /^Points/ }).locator('ins')).toHaveText('7.46');
  await expect(detail).toContainText('The number was rounded to two decimals.');
  await page.keyboard.press('Escape');
  await expect(detail).toBeHidden();
  await search.fill('');
  await found(READY + LEFT_OUT_COUNT);

  await page.getByRole('button', { name: 'Export rows left out…' }).click();
  const said = page.getByRole('status').filter({ hasText: /^Saved as/ });
  await expect(said).toBeVisible();
  const name = ((await said.textContent()) ?? '').replace(/^Saved as (.*) in .*\.$/, '$1');
  const saved = readFileSync(join(app.downloads, name), 'utf8').trim().split(/\r?\n/);
  expect(saved).toHaveLength(LEFT_OUT_COUNT + 1);
  for (const line of [...LEFT_OUT.slice(0, -1), OPTED_OUT]) {
    expect(saved.filter((one) => one.includes(line))).toHaveLength(1);
  }
  expect(saved.join('\n')).not.toContain('Zoë');
}

/** All contacts as they shall be once the first so many were sent. */
function changed(before: ReturnType<TestApp['practice']['company']['snapshot']>, count: number) {
  const values = new Map(sent.slice(0, count).map((one) => [`1${one.phone}`, one.values]));
  return before.map((contact) => {
    const changes = Object.entries(values.get(contact.phone) ?? {}).map(([field, value]) => [
      FIELDS[field as keyof typeof FIELDS],
      value,
    ]);
    return { ...contact, values: { ...contact.values, ...Object.fromEntries(changes) } };
  });
}

const importsOf = ({ practice }: TestApp) =>
  practice.traffic.filter(({ method, path }) => method === 'POST' && path.includes('/ContactImport'));

/** The page's markup, and what is typed in it. */
async function everythingIn({ page }: TestApp): Promise<string> {
  const values = await page
    .locator('input')
    .evaluateAll((inputs) => inputs.map((input) => (input as unknown as { value: string }).value));
  return (await page.content()) + values.join('\n');
}
