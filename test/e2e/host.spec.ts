import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test as base, expect } from '@playwright/test';
import { launchInHost } from './in-host.ts';
import type { LaunchOptions, RunningApp } from './running-app.ts';

// The host is a tool of the tests, but they would prove little if it let pass what Electron does not. A small app
// of its own asks it for that.
const SMALL = { HOST_MAIN: '../e2e/host-app/main.mjs' };

interface Small {
  call(name: string, input?: unknown): Promise<unknown>;
}
declare const window: { small: Small; open(url: string): unknown };
declare const document: {
  createElement(name: string): { textContent: string };
  head: { append(node: unknown): void };
};
declare const fetch: (url: string) => Promise<unknown>;

const test = base.extend<{ options: LaunchOptions; app: RunningApp }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright wants the braces
  options: async ({}, use) => {
    const folder = mkdtempSync(join(tmpdir(), 'profile-updater-e2e-'));
    await use({ userData: folder, downloads: folder, args: ['--hello'], colorScheme: 'dark', size: null });
    rmSync(folder, { recursive: true, force: true });
  },
  app: async ({ options }, use) => {
    const app = await launchInHost(options, SMALL);
    await use(app);
    await app.kill();
  },
});

const eventsOf = async (app: RunningApp, name: string) =>
  (await app.events()).filter(({ event }) => event === name);

test('a call crosses with its values, and says who called', async ({ app }) => {
  const answer = await app.page.evaluate(async () => {
    const sent = { nothing: undefined, at: new Date(5), many: new Map([[1, Number.NaN]]) };
    const { value, ...more } = (await window.small.call('echo', sent)) as { value: typeof sent };
    return { ...more, keys: Object.keys(value), at: value.at.getTime(), many: [...value.many] };
  });
  expect(answer).toEqual({
    from: 'app://updater/index.html',
    top: true,
    keys: ['nothing', 'at', 'many'],
    at: 5,
    many: [[1, Number.NaN]],
  });
  const refused = app.page.evaluate(() => window.small.call('unknown'));
  await expect(refused).rejects.toThrow(
    "Error invoking remote method 'unknown': Error: The host has no app.dock",
  );
});

test('the policy of the app holds, and nothing but the app is reached', async ({ app }) => {
  const errors: string[] = [];
  app.page.on('console', (message) => errors.push(message.text()));
  const inline = await app.page.evaluate(() => {
    const script = document.createElement('script');
    script.textContent = 'window.ran = true';
    document.head.append(script);
    return 'ran' in window;
  });
  expect(inline).toBe(false);
  await expect(app.page.evaluate(() => fetch('https://example.com/'))).rejects.toThrow('Failed to fetch');
  expect(errors.join()).toContain('Content Security Policy');
});

test('the page can neither leave nor open windows', async ({ app }) => {
  await app.page.click('text=away');
  await expect
    .poll(() => eventsOf(app, 'will-navigate'))
    .toEqual([{ event: 'will-navigate', url: 'https://example.com/away', prevented: true }]);
  expect(await app.page.evaluate(() => window.open('https://example.com/window'))).toBeNull();
  await app.page.click('text=beside');
  await expect
    .poll(async () => (await eventsOf(app, 'window-open')).map(({ url }) => url))
    .toEqual(['https://example.com/window', 'https://example.com/beside']);
  expect(app.page.url()).toBe(app.pageUrl);
  await expect.poll(() => app.page.context().pages().length).toBe(1);
});

test('files come with their paths, chosen or dropped', async ({ app, options }) => {
  const file = join(options.userData, 'an audience, ä.csv');
  writeFileSync(file, 'a');
  await app.chooseFile(file);
  const chosen = await app.page.evaluate(() => window.small.call('choose'));
  expect(chosen).toEqual({ canceled: false, filePaths: [file] });
  await app.chooseFile(null);
  const none = await app.page.evaluate(() => window.small.call('choose'));
  expect(none).toEqual({ canceled: true, filePaths: [] });
  await app.dropFile(file);
  await expect(app.page.locator('#said')).toContainText(JSON.stringify({ path: file }));
});

test('a question is answered, a menu item has its keys', async ({ app }) => {
  await app.answerMessageBox('confirm');
  expect(await app.page.evaluate(() => window.small.call('ask'))).toMatchObject({ response: 1 });
  await app.answerMessageBox('cancel');
  expect(await app.page.evaluate(() => window.small.call('ask'))).toMatchObject({ response: 0 });
  await app.page.keyboard.press('ControlOrMeta+t');
  await expect(app.page.locator('#said')).toContainText('told');
  expect(await eventsOf(app, 'notification')).toEqual([
    { event: 'notification', title: 'Told', body: 'by the menu' },
  ]);
});

test('a window that the app keeps open comes back', async ({ app }) => {
  const { page } = app;
  await page.close();
  await expect.poll(() => app.page?.url()).toBe(app.pageUrl);
  await expect(app.page.locator('#said')).toBeAttached();
  await app.page.close();
  expect(await app.ended).toBe(0);
});

test('a second one hands over and ends', async ({ app }) => {
  expect(await app.startAgain()).toBe(0);
  await expect(app.page.locator('#said')).toHaveText('{"second":"--hello"}');
});

for (const signal of ['SIGTERM', 'SIGKILL'] as const) {
  test(`no browser is left behind by ${signal}`, async ({ app }) => {
    const profiles = () =>
      readdirSync(tmpdir()).filter((name) => name.includes(`chromium-${app.process.pid}-`));
    expect(profiles()).toHaveLength(1);
    const lock = join(tmpdir(), profiles()[0]!, 'SingletonLock');
    app.process.kill(signal);
    await app.ended;
    // Chromium's own lock on its profile goes away with it; a killed host's profile is removed by the next one.
    await expect.poll(() => existsSync(lock)).toBe(false);
    if (signal === 'SIGTERM') expect(profiles()).toEqual([]);
  });
}
