import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { PracticeListrak } from '../../src-main/practice/practice-server.ts';

/** The built command line. */
export const CLI = fileURLToPath(new URL('../../out/main/cli.js', import.meta.url));

/** On Linux; the keychain of whoever runs the tests is none of theirs. */
const NO_KEYCHAIN = { DBUS_SESSION_BUS_ADDRESS: 'unix:path=/nowhere' };

export interface CliResult {
  code: number | null;
  stdout: string;
  stderr: string;
  /** What `--json` printed. */
  // biome-ignore lint/suspicious/noExplicitAny: each test says what it expects of it
  json: any;
}

/**
 * Runs the built command line as a user would, with no credentials in its environment but those given.
 * @param watch told all that it has said on stderr so far, whenever it says more.
 */
export async function runCli(
  args: string[],
  env: Record<string, string> = {},
  watch?: (said: string, child: ChildProcess) => void,
): Promise<CliResult> {
  const { LISTRAK_CLIENT_ID: _id, LISTRAK_CLIENT_SECRET: _secret, ...clean } = process.env;
  const child = spawn(process.execPath, [CLI, ...args], {
    env: { ...clean, ...NO_KEYCHAIN, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let stdout = '';
  let stderr = '';
  child.stdout.on('data', (text) => {
    stdout += text;
  });
  child.stderr.on('data', (text) => {
    stderr += text;
    watch?.(stderr, child);
  });
  const code = await new Promise<number | null>((resolve) => child.on('close', resolve));
  const json = stdout.trimStart().startsWith('{') ? JSON.parse(stdout) : undefined;
  return { code, stdout, stderr, json };
}

/** The options that point a command at a practice server, and the environment with its credentials. */
export function at(practice: PracticeListrak): { options: string[]; env: Record<string, string> } {
  return {
    options: ['--api', practice.apiUrl, '--auth', practice.authUrl, '--sender-code', '1001'],
    env: { LISTRAK_CLIENT_ID: practice.clientId, LISTRAK_CLIENT_SECRET: practice.clientSecret },
  };
}

/** A folder that is gone after the test. */
export function temporaryFolder(): {
  path: string;
  file(name: string, content: string | Uint8Array): string;
  remove(): void;
} {
  const path = mkdtempSync(join(tmpdir(), 'profile-updater-'));
  return {
    path,
    file(name, content) {
      const full = join(path, name);
      writeFileSync(full, content);
      return full;
    },
    remove: () => rmSync(path, { recursive: true, force: true }),
  };
}
