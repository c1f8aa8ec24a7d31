import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { startPracticeListrak } from '../../src-main/practice/practice-server.ts';
import { findElectron } from '../host/find-electron.mjs';
import { expect, type TestApp, test } from './app.ts';
import {
  alert,
  beginWithoutSample,
  changedPeople,
  finished,
  IMPORT,
  importsAsked,
  latestRun,
  OPT_OUTS,
  toPush,
} from './sending.ts';
import {
  addAndConnect,
  goToStep,
  loadFile,
  loadReadyRows,
  railStep,
  readyRows,
  toReview,
  writeAudience,
} from './way.ts';

/** With it, the app's patience with values that do not show ends after seconds instead of a minute. */
const HURRIED_CLOCK = fileURLToPath(new URL('./hurried-clock.cjs', import.meta.url));

const working = ({ page }: TestApp) => page.getByText(/^Listrak works on import \d+$/);

test.describe('in the middle of a push', () => {
  test('a connection that breaks again and again is tried again, and everything is sent once', async ({
    app,
  }) => {
    await toPush(app);
    app.practice.faults.add({ ...OPT_OUTS, fault: { type: 'resetBefore' }, times: 2 });
    app.practice.faults.add({ path: /\/ContactImport\/\d+$/, fault: { type: 'resetBefore' } });
    app.practice.faults.add({ path: /\/Contact\/\d+$/, fault: { type: 'resetBefore' } });
    await beginWithoutSample(app);
    await expect(app.page.getByText('broke.')).toBeVisible();
    await expect(app.page.getByText(/^Trying again in \d+ s\.$/)).toBeVisible();
    await expect(finished(app)).toBeVisible();
    expect(importsAsked(app)).toHaveLength(1);
    expect(changedPeople(app)).toBe(30);
  });

  test('a Listrak that is away for a while is waited for, and everything is sent once', async ({ app }) => {
    await toPush(app);
    const port = Number(new URL(app.practice.apiUrl).port);
    await app.practice.stop();
    await beginWithoutSample(app);
    await expect(app.page.getByText('Nothing answers at')).toBeVisible();
    await expect(app.page.getByText(/^Trying again in \d+ s\.$/)).toBeVisible();
    const back = await startPracticeListrak({ port });
    try {
      await expect(finished(app)).toBeVisible();
      expect(importsAsked(app)).toEqual([]);
      expect(importsAsked({ practice: back })).toMatchObject([{ status: 201, body: { rows: 30 } }]);
    } finally {
      await back.stop();
    }
  });

  test('a long wait is cut short with “Try now”, which is there only while something waits', async ({
    app,
  }) => {
    const { page } = app;
    await toPush(app);
    const fault = { type: 'status', status: 503, headers: { 'retry-after': '600' } } as const;
    app.practice.faults.add({ ...OPT_OUTS, fault });
    await beginWithoutSample(app);
    await expect(page.getByText(/^Trying again in 2\d s\.$/)).toBeVisible();
    await expect(page.getByRole('button', { name: 'Stop…' })).toBeVisible();
    await page.getByRole('button', { name: 'Try now' }).click();
    await expect(page.getByRole('button', { name: 'Try now' })).toBeHidden();
    // Well before the half minute that it would have waited.
    await expect(finished(app)).toBeVisible({ timeout: 10_000 });
    expect(importsAsked(app)).toHaveLength(1);
    expect(changedPeople(app)).toBe(30);
  });

  test('an import whose answer is lost may have arrived, and is not sent again by itself', async ({
    app,
  }) => {
    await toPush(app);
    app.practice.faults.add({ ...IMPORT, fault: { type: 'resetAfter' } });
    await beginWithoutSample(app);
    await expect(alert(app)).toContainText('The import had left by then and may have arrived.');
    await expect(alert(app)).toContainText('See in Listrak whether there is an import of');
    await expect(railStep(app, 'Push')).toContainText('May have arrived');
    const { line, record } = await latestRun(app);
    await expect(line).toContainText('May have arrived');
    await expect(record).toContainText('Listrak never answered: it may have arrived.');
    await expect(record.getByRole('table', { name: 'Imports' })).toContainText('may have arrived');
    expect(importsAsked(app)).toHaveLength(1);
    await app.quit();
    await app.relaunch();
    await expect((await latestRun(app)).line).toContainText('May have arrived');
    expect(importsAsked(app)).toHaveLength(1);
  });

  test.describe(() => {
    test.use({ practiceOptions: { importMilliseconds: 1500 } });

    test('a closed lid holds it up, and it goes on from there', async ({ app }) => {
      await toPush(app);
      await beginWithoutSample(app);
      await expect(working(app)).toBeVisible();
      // So that there is something of it left to see afterwards.
      app.practice.faults.add({ path: /\/Contact\/\d+$/, fault: { type: 'slow', milliseconds: 1000 } });
      app.process.kill('SIGSTOP');
      // It is this time that the app must get over.
      await sleep(3000);
      app.process.kill('SIGCONT');
      // Only the host can be told that the computer woke.
      if (!findElectron()) {
        app.process.stdin?.write('{"do":"power","event":"resume"}\n');
        await expect(app.page.getByText(/^The computer was asleep until/)).toBeVisible();
      }
      await expect(finished(app)).toBeVisible();
      expect(importsAsked(app)).toMatchObject([{ status: 201, body: { rows: 30 } }]);
      expect(changedPeople(app)).toBe(30);
    });
  });

  test('“Stop” says what it means, and what Listrak has by then', async ({ app }) => {
    const { page } = app;
    await toPush(app);
    app.practice.faults.neverEndNextImport();
    await beginWithoutSample(app);
    await expect(working(app)).toBeVisible();
    await page.getByRole('button', { name: 'Stop…' }).click();
    const asked = page.getByRole('group', { name: 'Stop?' });
    await expect(asked).toContainText('What Listrak has taken is not undone');
    await asked.getByRole('button', { name: 'Go on sending' }).click();
    await page.getByRole('button', { name: 'Stop…' }).click();
    await asked.getByRole('button', { name: 'Stop now' }).click();
    await expect(alert(app)).toContainText('All 30 rows were sent.');
    await expect((await latestRun(app)).line).toContainText('Listrak still works on it');
    expect(importsAsked(app)).toHaveLength(1);
  });

  test('“Stop” before anything has left sends nothing', async ({ app }) => {
    const { page } = app;
    await toPush(app);
    app.practice.faults.add({ ...OPT_OUTS, fault: { type: 'never' } });
    await beginWithoutSample(app);
    await page.getByRole('button', { name: 'Stop…' }).click();
    await page.getByRole('button', { name: 'Stop now' }).click();
    await expect(alert(app)).toContainText('Stopped, as you asked. Nothing was sent.');
    expect(importsAsked(app)).toEqual([]);
  });
});

test.describe('an app that is killed in the middle of a push', () => {
  test('tells of an import that Listrak took, and sends nothing by itself', async ({ app }) => {
    await toPush(app);
    app.practice.faults.neverEndNextImport();
    await beginWithoutSample(app);
    await expect(working(app)).toBeVisible();
    await app.kill();
    const before = app.practice.traffic.length;
    await app.relaunch();
    const { line, record } = await latestRun(app);
    await expect(line).toContainText('Unfinished');
    await expect(line).toContainText('30 of 30');
    await expect(record).toContainText('The record has no end');
    await expect(record.getByRole('row', { name: '9001' })).toContainText('taken by Listrak');
    expect(app.practice.traffic).toHaveLength(before);
  });

  test('tells of an import that was on its way that it may have arrived', async ({ app }) => {
    await toPush(app);
    app.practice.faults.add({ ...IMPORT, fault: { type: 'never' } });
    await beginWithoutSample(app);
    await expect.poll(() => importsAsked(app)).toHaveLength(1);
    await app.kill();
    await app.relaunch();
    const { line, record } = await latestRun(app);
    await expect(line).toContainText('Unfinished');
    await expect(line).toContainText('0 of 30');
    await expect(record.getByRole('table', { name: 'Imports' })).toContainText('may have arrived');
    expect(importsAsked(app)).toHaveLength(1);
  });
});

test.describe('a sample', () => {
  test('whose numbers are all unknown keeps Push locked, but for the sentence', async ({ app }) => {
    const { page } = app;
    await addAndConnect(app);
    const strangers = Array.from({ length: 12 }, (_, line) => `21255599${line + 10},yes,Name,Gold`);
    await loadFile(app, writeAudience(app, 'strangers.csv', [readyRows(0)[0]!, ...strangers]));
    await toReview(app);
    await goToStep(app, 'Sample');
    await page.getByRole('button', { name: 'Send sample of 10' }).click();
    await expect(alert(app)).toContainText('Listrak knows none of the sample’s numbers');
    await expect(page.getByText('10 unknown', { exact: true })).toBeVisible();
    await expect(page.getByRole('button', { name: 'Next: Push' })).toBeHidden();

    await goToStep(app, 'Push');
    await expect(page.getByText('Locked: the sample did not come out as it was sent.')).toBeVisible();
    const count = page.getByRole('textbox', { name: /^How many rows go to Listrak/ });
    await expect(count).toBeDisabled();
    await page.getByRole('button', { name: 'Send without a sample…' }).click();
    const sentence = page.getByRole('textbox', { name: /^To send without one, type/ });
    await sentence.fill('send without');
    await expect(count).toBeDisabled();
    await expect(page.getByRole('button', { name: 'Update 12 profiles' })).toBeDisabled();
    await sentence.fill('Send without a sample');
    await count.fill('12');
    await page.getByRole('button', { name: 'Update 12 profiles' }).click();
    await expect(page.getByText('nothing shows yet that it arrived')).toBeVisible();
    const { line, record } = await latestRun(app);
    await expect(line).toContainText('Sent, not checked');
    await expect(record).toContainText('It was sent without a sample that matches');
    expect(importsAsked(app)).toMatchObject([{ body: { rows: 10 } }, { body: { rows: 12 } }]);
  });

  test.describe(() => {
    test.use({ preloaded: HURRIED_CLOCK, practiceOptions: { lagMilliseconds: 600_000 } });

    test('that differs keeps Push locked and shows the differences', async ({ app }) => {
      const { page } = app;
      await addAndConnect(app);
      await loadReadyRows(app, 12);
      await toReview(app);
      await goToStep(app, 'Sample');
      await page.getByRole('button', { name: 'Send sample of 10' }).click();
      await expect(page.getByText(/round 2: Listrak may need a while/)).toBeVisible();
      await expect(alert(app)).toContainText('Listrak holds other values than the sample sent', {
        timeout: 20_000,
      });
      await expect(page.getByText('10 differ', { exact: true })).toBeVisible();
      const contact = page.getByRole('list', { name: 'Contacts of the sample' }).getByRole('table').first();
      await expect(contact.getByRole('row').nth(1)).toContainText(/(First Name|Loyalty Tier).*Differs/);
      await expect(railStep(app, 'Sample')).toContainText('10 differ');
      await goToStep(app, 'Push');
      await expect(page.getByText('Locked: the sample did not come out as it was sent.')).toBeVisible();
      await expect(page.getByRole('textbox', { name: /^How many rows go to Listrak/ })).toBeDisabled();
      expect(importsAsked(app)).toHaveLength(1);
    });
  });
});
