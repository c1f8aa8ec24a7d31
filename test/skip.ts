import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import type { TestInfo } from '@playwright/test';
import type { TestContext } from 'vitest';

/** Skips a test of either runner that cannot run here, and says why where a reader of the run sees it. */
export function skip(test: TestContext | TestInfo, reason: string): never {
  const name = 'task' in test ? test.task.name : test.title;
  console.log(`skipped: ${name}: ${reason}`);
  if ('task' in test) return test.skip(reason);
  test.skip(true, reason);
  throw new Error('unreachable: Playwright throws to skip');
}

/** What a session bus and a keyring of a test's own take. */
const FOR_KEYRING = ['dbus-daemon', 'dbus-run-session', 'dbus-send', 'gnome-keyring-daemon'];

export function skipWithoutKeyring(test: TestContext | TestInfo): void {
  const missing = FOR_KEYRING.find((program) => !isInstalled(program));
  if (missing) skip(test, `${missing} is not installed (apt-get install gnome-keyring dbus)`);
}

function isInstalled(program: string): boolean {
  return (process.env.PATH ?? '').split(delimiter).some((folder) => {
    try {
      accessSync(join(folder, program), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}
