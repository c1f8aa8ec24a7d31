import { AxeBuilder } from '@axe-core/playwright';
import { expect, type TestApp, test } from './app.ts';
import { latestRun } from './sending.ts';
import * as way from './way.ts';

test.use({ practiceOptions: { unlistedFields: ['Birthday', 'Email Address'] } });

const [BIRTHDAY, EMAIL, TIER] = [501, 502, 601];
const READY = 30;
const HEADER = 'Emial Address,Phone,Loyalty Tier,Birthday,SMS Opted In';
const phones = way.subscribedPhones(READY);
const emailOf = (row: number) => `window.${row}@example.com`;
const LINES = [HEADER, ...phones.map((phone, row) => `${emailOf(row)},${phone},Window,1990-02-03,yes`)];

const held = ({ practice }: TestApp) =>
  phones.map((phone) => {
    const { values, optedOut } = practice.company.find(way.SENDER_CODE, phone)!;
    return [values.get(EMAIL!), values.get(BIRTHDAY!), values.get(TIER!), optedOut];
  });

async function switchOn({ page }: TestApp) {
  const choice = page.getByRole('checkbox', { name: 'Change them contact by contact' });
  // Not `check`: it is on only when the app says so.
  await choice.click();
  await expect(choice).toBeChecked();
}

async function axeFindsNothing({ page }: TestApp, where: string) {
  const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze();
  const found = violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.target.join(' ')}`);
  expect.soft(found, where).toEqual([]);
}

test('system fields that the account does not list are changed contact by contact, and it is on record', async ({
  app,
}) => {
  const { page, practice } = app;
  const before = practice.company.snapshot();
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await way.addAndConnect(app);
  await way.loadFile(app, way.writeAudience(app, 'emails.csv', LINES));

  await test.step('map: told, switched on, mapped', async () => {
    await way.next(app, 'Map');
    await expect(
      page.getByText(/does not list “Birthday” and “Email Address” among its profile fields/),
    ).toBeVisible();
    await expect(page.getByRole('button', { name: /^Map “Emial Address”/ })).toHaveCount(0);
    await switchOn(app);
    await page.getByRole('button', { name: /^Map “Emial Address” to Email Address/ }).click();
    await expect(page.getByText(/^For 30 ready rows that is up to 60 calls to Listrak/)).toBeVisible();
    await axeFindsNothing(app, 'Map, with fields changed contact by contact');
  });

  await way.toReview(app);
  await test.step('sample', async () => {
    await way.sendSample(app);
    const updates = page.getByRole('table', { name: 'Contacts changed one by one' });
    await expect(updates.getByRole('row', { name: /^10 changed/ })).toBeVisible();
    await axeFindsNothing(app, 'Sample, with contacts changed one by one');
  });

  await test.step('push', async () => {
    await way.goToStep(app, 'Push');
    await expect(page.getByText(/^Email Address, Birthday: up to 60 calls to Listrak/)).toBeVisible();
    await way.beginPush(app, READY);
    await expect(page.getByText('This is over.')).toBeVisible();
    await expect(
      page.getByText(
        /^30 of 30 rows that were ready are in imports that Listrak took\. 20 contacts were changed one by one\./,
      ),
    ).toBeVisible();
    await expect(page.getByText(/nothing that was read back differs/)).toBeVisible();
    await axeFindsNothing(app, 'Push, with contacts changed one by one');
  });

  await test.step('history', async () => {
    const { record } = await latestRun(app);
    await expect(
      record.getByRole('heading', { name: 'Contact by contact: Email Address, Birthday' }),
    ).toBeVisible();
    const updates = record.getByRole('table', { name: 'Contacts changed one by one' });
    await expect(updates.getByRole('row', { name: /^20 changed/ })).toBeVisible();
    await expect(updates.getByRole('row', { name: /^10 already so/ })).toBeVisible();
  });

  expect(held(app)).toEqual(phones.map((_, row) => [emailOf(row), '02/03/1990', 'Window', false]));
  const others = new Set(phones.map((phone) => `1${phone}`));
  expect(practice.company.snapshot().filter(({ phone }) => !others.has(phone))).toEqual(
    before.filter(({ phone }) => !others.has(phone)),
  );
});

test('a run that was cut off among the contacts is finished from where it was, by the window’s own word', async ({
  app,
}) => {
  const { page, practice } = app;
  const puts = () => practice.traffic.filter(({ method }) => method === 'PUT').length;
  await way.addAndConnect(app);
  await way.loadFile(app, way.writeAudience(app, 'emails.csv', LINES));
  await way.next(app, 'Map');
  await switchOn(app);
  await page.getByRole('button', { name: /^Map “Emial Address” to Email Address/ }).click();
  await way.toReview(app);
  await way.sendSample(app);
  practice.faults.add({ method: 'PUT', fault: { type: 'never' }, times: 5 });
  await way.beginPush(app, READY);
  await expect.poll(puts).toBe(15);
  await app.kill();
  await app.relaunch();
  await app.page.getByRole('button', { name: 'See it in History' }).click();
  await expect(
    app.page
      .getByText(/All 30 rows were sent\. Contacts are left that are to be changed one by one\./)
      .last(),
  ).toBeVisible();
  await way.goToStep(app, 'Connect');
  await way.addAndConnect(app);
  await way.goToStep(app, 'History');
  await app.page.getByRole('button', { name: 'Finish this run' }).click();
  await app.page.getByRole('button', { name: 'Change 30 contacts' }).click();
  await expect(app.page.getByText('What came of emails.csv')).toBeVisible();
  await expect(app.page.getByText(/^Everything that was ready was sent, and/)).toBeVisible();
  expect(held(app)).toEqual(phones.map((_, row) => [emailOf(row), '02/03/1990', 'Window', false]));
});
