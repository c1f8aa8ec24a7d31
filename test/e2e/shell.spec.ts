import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type TestApp, test } from './app.ts';
import { beginWithoutSample, IMPORT, importsAsked, latestRun, OPT_OUTS, toPush } from './sending.ts';
import { goToStep, loadFile, railStep, readyRows, writeAudience } from './way.ts';

const openedFile = ({ page }: TestApp, name: string) => page.getByRole('heading', { name, exact: true });
const working = ({ page }: TestApp) => page.getByText(/^Listrak works on import \d+$/);
const pushDone = (app: TestApp) => railStep(app, 'Push').filter({ hasText: /done.*sent$/ });

async function eventsOf(app: TestApp, name: string) {
  return (await app.events()).filter(({ event }) => event === name);
}

test.describe('opening a file', () => {
  test('“Open audience file…” in the menu asks for one and lands on Load', async ({ app }) => {
    await app.chooseFile(writeAudience(app, 'from-menu.csv', readyRows(3)));
    // The menu is not the page's: only once that has answered something is it sure to know of the choice.
    await app.page.title();
    await app.clickMenu('Open audience file…');
    await expect(openedFile(app, 'from-menu.csv')).toBeVisible();
    await expect(railStep(app, 'Load')).toHaveAttribute('aria-current', 'step');
  });

  test('Ctrl+O does the same, from any step', async ({ app }) => {
    await goToStep(app, 'History');
    await app.chooseFile(writeAudience(app, 'by-keys.csv', readyRows(3)));
    await app.pressMenuKeys('o');
    await expect(openedFile(app, 'by-keys.csv')).toBeVisible();
  });

  test('a file dropped anywhere on Load is opened, in place of the one before', async ({ app }) => {
    await goToStep(app, 'Load');
    await app.dropFile(writeAudience(app, 'dropped.csv', readyRows(3)));
    await expect(openedFile(app, 'dropped.csv')).toBeVisible();
    await app.dropFile(writeAudience(app, 'another, ä.csv', readyRows(3)));
    await expect(openedFile(app, 'another, ä.csv')).toBeVisible();
    await expect(openedFile(app, 'dropped.csv')).toBeHidden();
  });

  test('a file dropped on another step is opened at Load, and does not take the place of the page', async ({
    app,
  }) => {
    await app.dropFile(writeAudience(app, 'dropped.csv', readyRows(3)));
    await expect(openedFile(app, 'dropped.csv')).toBeVisible();
    await goToStep(app, 'Load');
    await app.dropFile(writeAudience(app, 'on-load.csv', readyRows(3)));
    await expect(openedFile(app, 'on-load.csv')).toBeVisible();
    expect(app.page.url()).toBe(app.pageUrl);
  });

  test('files are remembered over a restart, the last one first, and can be forgotten', async ({ app }) => {
    const recent = () => app.page.getByRole('main').getByRole('listitem');
    await loadFile(app, writeAudience(app, 'one.csv', readyRows(3)));
    await loadFile(app, writeAudience(app, 'two.csv', readyRows(3)));
    await app.quit();

    await app.relaunch();
    await goToStep(app, 'Load');
    await expect(recent()).toHaveText([/two\.csv/, /one\.csv/]);
    await app.page.getByRole('button', { name: /^one\.csv/ }).click();
    await expect(openedFile(app, 'one.csv')).toBeVisible();
    await expect(recent()).toHaveText([/one\.csv/, /two\.csv/]);
    await app.page.getByRole('button', { name: 'Forget these' }).click();
    await expect(recent()).toHaveCount(0);
    await app.quit();

    await app.relaunch();
    await goToStep(app, 'Load');
    await expect(app.page.getByRole('button', { name: 'Choose a file…' })).toBeVisible();
    await expect(recent()).toHaveCount(0);
    expect(readFileSync(join(app.dataDir, 'recent-files.json'), 'utf8')).toBe('[]');
  });
});

test.describe('in the middle of a push', () => {
  test.use({ practiceOptions: { importMilliseconds: 4_000 } });

  test('closing the window once Listrak has everything asks, and “Keep checking” goes on to the end', async ({
    app,
  }) => {
    await toPush(app);
    await beginWithoutSample(app);
    await expect(working(app)).toBeVisible();
    await app.answerMessageBox('cancel');
    await app.closeWindow();
    await expect
      .poll(() => eventsOf(app, 'message-box'))
      .toMatchObject([
        {
          message: 'Listrak has everything, and it is being checked.',
          detail: expect.stringContaining('Listrak goes on by itself'),
          buttons: ['Keep checking', 'Stop and quit'],
          answer: 'Keep checking',
        },
      ]);
    await expect(pushDone(app)).toBeVisible();
    expect(importsAsked(app)).toMatchObject([{ status: 201, body: { rows: 30 } }]);
    // Nothing is being sent any more, so that nothing is asked.
    expect(await app.quit()).toBe(0);
  });

  test('closing it before asks, too; “Stop and quit” stops, and History says so after the next start', async ({
    app,
  }) => {
    await toPush(app);
    const busy = { status: 429, headers: { 'Retry-After': '25' } };
    app.practice.faults.add({ ...IMPORT, fault: { type: 'status', ...busy } });
    await beginWithoutSample(app);
    await expect(app.page.getByText(/^Trying again in \d+ s\.$/)).toBeVisible();
    await app.answerMessageBox('cancel');
    await app.closeWindow();
    await expect
      .poll(() => eventsOf(app, 'message-box'))
      .toMatchObject([
        {
          message: 'Something is still being sent to Listrak.',
          detail: expect.stringContaining('What Listrak has already taken stays there'),
          buttons: ['Keep sending', 'Stop and quit'],
          answer: 'Keep sending',
        },
      ]);
    await app.answerMessageBox('confirm');
    await app.closeWindow();
    expect(await app.ended).toBe(0);
    await app.relaunch();
    const { line, record } = await latestRun(app);
    await expect(line).toContainText('Stopped');
    await expect(line).toContainText('0 of 30');
    await expect(record).toContainText('Stopped, as you asked.');
    await expect(record).toContainText('not taken');
    expect(importsAsked(app)).toMatchObject([{ status: 429 }]);
  });

  test('quitting asks too; what Listrak has by then is on record', async ({ app }) => {
    await toPush(app);
    app.practice.faults.neverEndNextImport();
    await beginWithoutSample(app);
    await expect(working(app)).toBeVisible();
    await app.answerMessageBox('confirm');
    expect(await app.quit()).toBe(0);
    await app.relaunch();
    const { line, record } = await latestRun(app);
    await expect(line).toContainText('30 of 30');
    await expect(line).toContainText('Listrak still works on it');
    await expect(record.getByRole('row', { name: '9001' })).toBeVisible();
    expect(importsAsked(app)).toHaveLength(1);
  });

  test('the taskbar shows how far it is, and the computer is kept awake, until its end', async ({ app }) => {
    await toPush(app);
    await beginWithoutSample(app);
    await expect(pushDone(app)).toBeVisible();
    const progress = (await eventsOf(app, 'progress-bar')).map((event) => Number(event.progress));
    expect(progress.at(-1)).toBe(-1);
    expect(progress.indexOf(-1)).toBe(progress.length - 1);
    // While Listrak works on it, it does not say how far it is: more than 1 stands for that.
    const whileWorking = progress.findLastIndex((part) => part > 1);
    expect(whileWorking).toBeGreaterThan(0);
    const readingBack = progress.slice(whileWorking + 1, -1);
    expect(readingBack).toHaveLength(30);
    expect(readingBack).toEqual([...readingBack].sort((one, other) => one - other));
    expect(readingBack.at(-1)).toBe(1);
    const [started, stopped, ...more] = await eventsOf(app, 'power-save-blocker');
    expect(started).toMatchObject({ type: 'prevent-app-suspension' });
    expect(stopped?.stopped).toBe(started?.started);
    expect(more).toEqual([]);
  });
});

test.describe('the end of a push that took long', () => {
  test.use({ practiceOptions: { importMilliseconds: 2300 } });

  const told = {
    event: 'notification',
    title: expect.stringMatching(/^Sent and checked: 30 /),
    body: expect.any(String),
  };

  /** With both it is longer than the five seconds from which it is worth a notification. */
  const slowly = ({ practice }: TestApp) =>
    practice.faults.add({ ...OPT_OUTS, fault: { type: 'slow', milliseconds: 3000 } });

  test('is notified to who looks elsewhere; a click there brings the window to the front', async ({
    app,
  }) => {
    const { page } = app;
    await toPush(app);
    slowly(app);
    await beginWithoutSample(app);
    await app.focusWindow(false);
    await expect(pushDone(app)).toBeVisible();
    expect(await eventsOf(app, 'notification')).toEqual([told]);

    // That it is at the front shows in that the end of another one is not notified.
    await app.clickNotification();
    await page.getByRole('button', { name: 'Send again…' }).click();
    slowly(app);
    await beginWithoutSample(app);
    await expect(page.getByRole('button', { name: 'Stop…' })).toBeVisible();
    await expect(pushDone(app)).toBeVisible();
    expect(await eventsOf(app, 'notification')).toEqual([told]);
  });

  test('is not notified after a second start, which ends at once and brings the window to the front', async ({
    app,
  }) => {
    await toPush(app);
    slowly(app);
    await beginWithoutSample(app);
    await app.focusWindow(false);
    expect(await app.startAgain()).toBe(0);
    await expect(pushDone(app)).toBeVisible();
    expect(await eventsOf(app, 'notification')).toEqual([]);
    expect(importsAsked(app)).toHaveLength(1);
  });
});

test('the window is as large after a restart as it was before', async ({ app }) => {
  const size = () => app.page.evaluate('[innerWidth, innerHeight]');
  await app.resizeWindow({ width: 1111, height: 777 });
  await expect.poll(size).toEqual([1111, 777]);
  await app.quit();
  await app.relaunch();
  await expect.poll(size).toEqual([1111, 777]);
});
