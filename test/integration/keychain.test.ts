import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'vite';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { skip, skipWithoutKeyring } from '../skip.ts';

const HERE = new URL('./keychain/', import.meta.url).pathname;
// Inside the repository, so that the bundle finds the native module in node_modules.
const OUT = new URL('../../test-results/keychain-bundle/', import.meta.url).pathname;
const BUNDLE = join(OUT, 'keychain.mjs');
let home: string;

beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), 'keychain-'));
  mkdirSync(join(home, 'run'), { mode: 0o700 });
  await build({
    configFile: false,
    logLevel: 'warn',
    build: {
      ssr: join(HERE, 'bundle-entry.ts'),
      outDir: OUT,
      emptyOutDir: true,
      rolldownOptions: { external: ['@napi-rs/keyring'], output: { entryFileNames: 'keychain.mjs' } },
    },
  });
});

afterAll(() => rmSync(home, { recursive: true, force: true }));

/** A fresh environment: no bus address, no display, nobody's keyring; only a home of its own. */
function cleanEnv(): NodeJS.ProcessEnv {
  return {
    PATH: process.env.PATH,
    NODE: process.execPath,
    HOME: home,
    XDG_DATA_HOME: join(home, 'data'),
    XDG_RUNTIME_DIR: join(home, 'run'),
  };
}

/** Runs a command to its end and reads its lines of JSON. */
function run(command: string, args: string[]): unknown[] {
  const done = spawnSync(command, args, { env: cleanEnv(), encoding: 'utf8', timeout: 50_000 });
  expect(done.status, `${done.stderr}\n${done.error ?? ''}`).toBe(0);
  return done.stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
}

function secretService(state: 'unlocked' | 'locked', ...scripts: string[]): unknown[] {
  return run('dbus-run-session', [
    '--',
    'sh',
    join(HERE, 'with-secret-service.sh'),
    state,
    BUNDLE,
    ...scripts,
  ]);
}

const refusal = (message: RegExp) => ({
  name: 'KeychainUnavailable',
  message: expect.stringMatching(message),
  all: expect.not.stringContaining('hunter2'),
});

it('keeps passwords in a real Secret Service, across processes and sessions', (ctx) => {
  skipWithoutKeyring(ctx);
  const [write, read, deleted] = secretService('unlocked', 'write', 'read', 'delete');
  expect(write).toEqual({ before: null });
  expect(read).toEqual({
    kind: 'system',
    why: null,
    got: 'пароль 日本 🔒',
    found: [
      { account: 'second', password: 'two' },
      { account: 'ключ 🔑', password: 'пароль 日本 🔒' },
    ],
    foundNothing: [],
  });
  expect(deleted).toEqual({ first: true, again: false, got: null, found: 1 });

  // A new daemon on the same files, as after a reboot: this is what the kernel keyring would have lost.
  const [later] = secretService('unlocked', 'read');
  expect(later).toMatchObject({ got: 'пароль 日本 🔒' });
});

it('says that a locked Secret Service is locked', (ctx) => {
  skipWithoutKeyring(ctx);
  secretService('unlocked', 'write');
  // No prompt can be shown here (no display), which the library reports as a dismissed prompt.
  const [locked] = secretService('locked', 'refused');
  expect(locked).toEqual({ kind: 'system', why: null, calls: Array(4).fill(refusal(/locked.*unlock/)) });
});

it('refuses where there is no session bus, and falls back to memory', (ctx) => {
  if (process.platform !== 'linux') skip(ctx, 'only Linux needs a session bus');
  const [none] = run(process.execPath, [join(HERE, 'child.mjs'), BUNDLE, 'refused']);
  expect(none).toEqual({
    kind: 'memory',
    why: expect.stringMatching(/^No system keychain was found.*Secret Service/),
    calls: Array(4).fill(refusal(/Secret Service/)),
  });
});
