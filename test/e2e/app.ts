import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test as base, expect, type Page } from '@playwright/test';
import {
  type PracticeListrak,
  type PracticeOptions,
  startPracticeListrak,
} from '../../src-main/practice/practice-server.ts';
import { findElectron } from '../host/find-electron.mjs';
import { launchInElectron } from './in-electron.ts';
import { launchInHost } from './in-host.ts';
import type { LaunchOptions, RunningApp } from './running-app.ts';

export { expect };

export interface TestApp extends RunningApp {
  practice: PracticeListrak;
  /** The app's data folder, and where it saves files. Both are gone after the test. */
  dataDir: string;
  downloads: string;
  /** Starts it again with the same data, whether it was quit or killed. `app.page` is the new page then. */
  relaunch(): Promise<void>;
  /** Errors that this test provokes on purpose: what the page's console says and matches is no failure. */
  expectPageError(pattern: RegExp): void;
}

interface Options {
  /** Handed to the app after those for its practice Listrak. */
  extraArguments: string[];
  practiceOptions: PracticeOptions;
  /** A script that is run in the app's process before the app. */
  preloaded: string | null;
}

/**
 * A fresh practice Listrak and the built app beside it: in real Electron where it is there, else in the host.
 * `test.use` sets `colorScheme`, `viewport`, `extraArguments`, `practiceOptions` and `preloaded`.
 */
export const test = base.extend<Options & { app: TestApp }>({
  extraArguments: [[], { option: true }],
  practiceOptions: [{}, { option: true }],
  preloaded: [null, { option: true }],
  viewport: null,

  app: async (
    { colorScheme, viewport, extraArguments, practiceOptions, preloaded, actionTimeout },
    use,
    testInfo,
  ) => {
    const practice = await startPracticeListrak(practiceOptions);
    const folder = mkdtempSync(join(tmpdir(), 'profile-updater-e2e-'));
    const options: LaunchOptions = {
      userData: join(folder, 'data', 'window'),
      downloads: folder,
      args: [
        `--data-dir=${join(folder, 'data')}`,
        `--api=${practice.apiUrl}`,
        `--auth=${practice.authUrl}`,
        ...extraArguments,
      ],
      colorScheme: colorScheme === 'dark' ? 'dark' : 'light',
      size: viewport ?? null,
      preloaded,
    };
    const errors: string[] = [];
    const expected: RegExp[] = [];
    const runs: RunningApp[] = [];
    const launch = async () => {
      const electron = findElectron();
      const run = electron ? await launchInElectron(options, electron) : await launchInHost(options);
      runs.push(run);
      run.page.setDefaultTimeout(actionTimeout);
      watch(run.page, errors);
    };
    try {
      await launch();
      await use(
        latestOf(runs, {
          practice,
          dataDir: join(folder, 'data'),
          downloads: options.downloads,
          relaunch: launch,
          expectPageError: (pattern) => void expected.push(pattern),
        }),
      );
    } finally {
      for (const run of runs) await run.kill();
      await practice.stop();
      rmSync(folder, { recursive: true, force: true });
      const stderr = runs.map((run) => run.stderr()).join('\n');
      if (stderr.trim()) await testInfo.attach('stderr', { body: stderr, contentType: 'text/plain' });
    }
    const unexpected = errors.filter((error) => !expected.some((pattern) => pattern.test(error)));
    expect(unexpected, 'what the page complained about').toEqual([]);
  },
});

/** A violation of the content security policy is an error on the console, too. */
function watch(page: Page, errors: string[]): void {
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(message.text());
  });
  page.on('pageerror', (error) => errors.push(error.stack ?? String(error)));
}

/** The app of the latest launch, whichever that is when it is asked. */
function latestOf(runs: RunningApp[], more: Omit<TestApp, keyof RunningApp>): TestApp {
  return new Proxy(more as TestApp, {
    get: (target, key) => Reflect.get(key in target ? target : runs.at(-1)!, key),
  });
}
