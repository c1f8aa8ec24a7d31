import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test as base, expect } from '@playwright/test';
import { skip, skipWithoutKeyring } from '../skip.ts';
import { launchInHost } from './in-host.ts';
import { TestKeyring } from './keyring.ts';
import type { RunningApp } from './running-app.ts';

// Without addresses of a practice server, so that the app uses the system's keychain, as it does for real Listrak.
// In the host only: on Linux, real Electron would take the desktop's bus and not the test's.

interface Places {
  home: string;
  /** Starts the app on this session bus; it is gone after the test. */
  launch(bus: string): Promise<RunningApp>;
}

const test = base.extend<Places>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright wants the braces
  home: async ({}, use) => {
    // Short, since the path of a socket must be.
    const home = mkdtempSync(join(tmpdir(), 'keyring-'));
    await use(home);
    rmSync(home, { recursive: true, force: true });
  },
  launch: async ({ home }, use) => {
    const runs: RunningApp[] = [];
    const data = join(home, 'app');
    const options = { userData: join(data, 'window'), downloads: home, colorScheme: null, size: null };
    await use(async (bus) => {
      const env = { DBUS_SESSION_BUS_ADDRESS: bus, XDG_RUNTIME_DIR: join(home, 'run') };
      const app = await launchInHost({ ...options, args: [`--data-dir=${data}`] }, env);
      runs.push(app);
      return app;
    });
    for (const app of runs) await app.kill();
  },
});

async function addAccount({ page }: RunningApp, name: string): Promise<void> {
  await page.getByRole('button', { name: 'Add account' }).click();
  const form = page.getByRole('form', { name: 'Add account' });
  await form.getByLabel('Name').fill(name);
  await form.getByLabel('Client ID').fill('some-client');
  await form.getByLabel('Client secret', { exact: true }).fill('open-sesame-4711');
  await form.getByRole('button', { name: 'Add account' }).click();
}

const account = ({ page }: RunningApp, name: string) =>
  page.getByRole('button', { name: `Connect to ${name}`, exact: true });

test('an account is there after a restart; while the keychain is locked, that is said, and is mended by “Look again”', async ({
  home,
  launch,
}, testInfo) => {
  skipWithoutKeyring(testInfo);
  const keyring = new TestKeyring(home);
  try {
    await keyring.start('unlocked');
    const first = await launch(keyring.address);
    await expect(
      first.page.getByText('are kept in this computer’s keychain, and nowhere else'),
    ).toBeVisible();
    await addAccount(first, 'Our shop');
    await expect(account(first, 'Our shop')).toBeVisible();
    expect(await first.quit()).toBe(0);

    await keyring.start('locked');
    const app = await launch(keyring.address);
    const { page } = app;
    await expect(
      page.getByText(/The system keychain is locked or could not be opened; unlock your login keyring/),
    ).toBeVisible();
    await expect(account(app, 'Our shop')).toBeHidden();
    await addAccount(app, 'Another');
    await expect(page.getByRole('alert')).toContainText('The system keychain is locked');
    await page.getByRole('button', { name: 'Cancel' }).click();
    await account(app, 'Practice account').click();
    await page.getByRole('button', { name: 'Use this sender code' }).click();
    await expect(page.getByRole('status').filter({ hasText: 'Connected to Practice account' })).toBeVisible();

    await keyring.start('unlocked');
    await page.getByRole('button', { name: 'Look again' }).click();
    await expect(account(app, 'Our shop')).toBeVisible();
    await expect(account(app, 'Another')).toBeHidden();
    await expect(page.getByRole('button', { name: 'Look again' })).toBeHidden();
    await page.getByRole('button', { name: 'Remove Our shop' }).click();
    await page.getByRole('button', { name: 'Remove from this computer' }).click();
    await expect(account(app, 'Our shop')).toBeHidden();
    expect(await app.quit()).toBe(0);

    const last = await launch(keyring.address);
    await expect(account(last, 'Practice account')).toBeVisible();
    await expect(last.page.getByText('are kept in this computer’s keychain')).toBeVisible();
    await expect(account(last, 'Our shop')).toBeHidden();
  } finally {
    await keyring.stop();
  }
});

test('without a keychain, accounts are there until the app is closed, which is said beforehand', async ({
  home,
  launch,
}, testInfo) => {
  if (process.platform !== 'linux') skip(testInfo, 'only Linux needs a session bus');
  const nowhere = `unix:path=${join(home, 'no-bus')}`;
  const app = await launch(nowhere);
  await expect(app.page.getByText('Accounts you add are forgotten when the app is closed.')).toBeVisible();
  await expect(
    app.page.getByText(/No system keychain was found on this computer; start or install one/),
  ).toBeVisible();
  await addAccount(app, 'Our shop');
  await expect(account(app, 'Our shop')).toBeVisible();
  expect(await app.quit()).toBe(0);

  const later = await launch(nowhere);
  await expect(later.page.getByText('Accounts you add are forgotten when the app is closed.')).toBeVisible();
  await expect(account(later, 'Our shop')).toBeHidden();
});
