import { appendFileSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from './app.ts';
import { alert, beginWithoutSample, changedPeople, finished, importsAsked, toPush } from './sending.ts';
import {
  addAccount,
  addAndConnect,
  beginPush,
  goToStep,
  loadFile,
  loadReadyRows,
  railStep,
  readyRows,
  subscribedPhones,
  toMatchingSample,
  toReview,
  writeAudience,
} from './way.ts';

test.describe('in Connect', () => {
  test('a wrong secret is told, and the account is added again with the right one', async ({ app }) => {
    const { page } = app;
    await addAccount(app, 'Our shop', { clientId: 'practice', clientSecret: 'mistyped' });
    await page.getByRole('button', { name: 'Connect to Our shop' }).click();
    await expect(alert(app)).toContainText('Listrak did not accept the credentials.');
    await expect(alert(app)).toContainText('Check the client ID and secret');
    await expect(railStep(app, 'Connect')).toContainText('Could not connect');
    await page.getByRole('button', { name: 'Remove Our shop' }).click();
    await page.getByRole('button', { name: 'Remove from this computer' }).click();
    await expect(page.getByRole('button', { name: 'Connect to Our shop' })).toBeHidden();
    await expect(alert(app)).toBeHidden();
    await addAndConnect(app);
    await expect(railStep(app, 'Connect')).toContainText('Our shop · 55501');
  });

  test('a paused integration is told, and “Try again” connects once it goes on', async ({ app }) => {
    const { page } = app;
    await addAccount(app);
    app.practice.faults.pauseIntegration(true);
    await page.getByRole('button', { name: 'Connect to Our shop' }).click();
    await expect(alert(app)).toContainText('that the integration is of type SMS and not paused');
    app.practice.faults.pauseIntegration(false);
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.getByRole('button', { name: 'Use this sender code' }).click();
    await expect(railStep(app, 'Connect')).toContainText('Our shop · 55501');
  });
});

test('a file that cannot be read is told in Load, each in its own words', async ({ app }) => {
  const { page } = app;
  const rows = readyRows(3);
  const UNREADABLE: [name: string, content: string, told: string][] = [
    ['book.csv', 'PK\x03\x04\x14\x00', 'The file is damaged or was not copied to its end'],
    ['photo.csv', 'GIF89a\0\0\0', 'The file is not text, so it cannot be an audience export.'],
    ['empty.csv', '', 'The file is empty.'],
    ['header.csv', `${rows[0]}\n`, 'The file has a header but no rows under it.'],
    ['scan.csv', '%PDF-1.7\n', 'The file is a PDF document.'],
  ];
  await goToStep(app, 'Load');
  for (const [name, content, told] of UNREADABLE) {
    const path = join(app.downloads, name);
    writeFileSync(path, content, 'latin1');
    await app.chooseFile(path);
    await page.getByRole('button', { name: 'Choose a file…' }).click();
    await expect(alert(app)).toContainText(told);
    await expect(alert(app)).toContainText('Nothing was sent.');
    await expect(railStep(app, 'Load')).toContainText('Could not be opened');
  }

  const folder = join(app.downloads, 'export');
  mkdirSync(folder);
  await app.dropFile(folder);
  await expect(alert(app)).toContainText('The file “export” is a folder. Nothing was sent.');

  const gone = writeAudience(app, 'gone.csv', rows);
  await loadFile(app, gone);
  await loadFile(app, writeAudience(app, 'here.csv', rows));
  rmSync(gone);
  await page.getByRole('button', { name: /gone\.csv/ }).click();
  await expect(alert(app)).toContainText('The file “gone.csv” does not exist. Nothing was sent.');

  await page.getByRole('button', { name: /here\.csv/ }).click();
  await expect(page.getByRole('heading', { name: 'here.csv' })).toBeVisible();
  await expect(alert(app)).toBeHidden();
});

test.describe('between Review and Push', () => {
  test('a file that changes is not sent, until it was reviewed again', async ({ app }) => {
    const { page } = app;
    await toPush(app);
    const [phone] = subscribedPhones(31).slice(-1);
    appendFileSync(join(app.downloads, 'audience.csv'), `${phone},yes,Name 30,Gold\n`);
    await beginWithoutSample(app);
    await expect(alert(app)).toContainText('The file has changed since it was opened');
    await expect(alert(app)).toContainText('Nothing was sent.');
    expect(importsAsked(app)).toEqual([]);

    await page.getByRole('button', { name: 'Review the file again' }).click();
    await expect(page.getByRole('status').filter({ hasText: '31 of 31 rows will be sent' })).toBeVisible();
    await goToStep(app, 'Push');
    await beginWithoutSample(app, 31);
    await expect(finished(app)).toBeVisible();
    expect(importsAsked(app)).toMatchObject([{ status: 201, body: { rows: 31 } }]);
    expect(changedPeople(app)).toBe(31);
  });

  test('a file that vanishes is not sent, until it is back or another is chosen', async ({ app }) => {
    const { page } = app;
    await toPush(app);
    rmSync(join(app.downloads, 'audience.csv'));
    await beginWithoutSample(app);
    await expect(alert(app)).toContainText('Nothing was sent.');
    await page.getByRole('button', { name: 'Review the file again' }).click();
    await goToStep(app, 'Load');
    await expect(alert(app)).toContainText('The file “audience.csv” does not exist.');
    expect(importsAsked(app)).toEqual([]);

    await loadReadyRows(app, 30, 'found-again.csv');
    await toReview(app);
    await goToStep(app, 'Push');
    await beginWithoutSample(app);
    await expect(finished(app)).toBeVisible();
    expect(importsAsked(app)).toMatchObject([{ status: 201, body: { rows: 30 } }]);
  });

  test('people who opted out in Listrak since are not sent, and the new count is confirmed anew', async ({
    app,
  }) => {
    const { page } = app;
    await toMatchingSample(app);
    await goToStep(app, 'Push');
    const [left] = subscribedPhones(1);
    app.practice.company.optOut(`1${left}`, '2026-01-01T00:00:00');
    const contact = app.practice.company.find(1001, left!)!;
    // Whatever the sample did to it.
    contact.values.set(503, 'As it was');
    await beginPush(app, 30);
    await expect(alert(app)).toContainText(/\b29\b.*ready.*nothing was sent/);
    const count = page.getByRole('textbox', { name: 'How many rows go to Listrak? Type 29' });
    await expect(count).toHaveValue('');
    await expect(page.getByRole('button', { name: 'Update 29 profiles' })).toBeDisabled();
    expect(importsAsked(app)).toHaveLength(1);

    await beginPush(app, 29);
    await expect(finished(app)).toBeVisible();
    expect(importsAsked(app)).toMatchObject([{}, { body: { rows: 29 } }]);
    expect(contact.values.get(503)).toBe('As it was');
  });

  test('a paused integration is told, and the push goes once it is not paused', async ({ app }) => {
    await toPush(app);
    app.practice.faults.pauseIntegration(true);
    await beginWithoutSample(app);
    await expect(alert(app)).toContainText('not paused');
    await expect(alert(app)).toContainText('Nothing was sent.');
    expect(importsAsked(app)).toEqual([]);
    app.practice.faults.pauseIntegration(false);
    await beginWithoutSample(app);
    await expect(finished(app)).toBeVisible();
    expect(importsAsked(app)).toHaveLength(1);
  });
});
