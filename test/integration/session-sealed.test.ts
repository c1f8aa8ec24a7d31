import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { WITHOUT_SAMPLE } from '../../src-main/contract/sending.ts';
import { KeychainUnavailable } from '../../src-main/keychain/keychain.ts';
import { memoryKeychain } from '../../src-main/keychain/memory-keychain.ts';
import type { OpenedKeychain } from '../../src-main/keychain/open-keychain.ts';
import { lockable } from '../fixtures/lockable-keychain.ts';
import { temporaryFolder } from './run-cli.ts';
import { CREDENTIALS, people, sessions } from './session.ts';

const on = sessions();
const KEYS = 'profile-updater-records';
const noKeychain = async (): Promise<OpenedKeychain> => ({
  keychain: memoryKeychain(),
  kind: 'memory',
  why: 'There is no keychain.',
});

/** Apart from what the app keeps. */
let lists: ReturnType<typeof temporaryFolder>;
beforeEach(() => {
  lists = temporaryFolder();
});
afterEach(() => lists.remove());

const audience = (name: string) =>
  lists.file(name, `phone,Loyalty Tier,is_sms_opted_in\n${people(3).join('\n')}\n`);

/** Every byte that is kept. */
function everything(folder = on.folder.path): string {
  return readdirSync(folder, { withFileTypes: true })
    .map((entry) => {
      const path = join(folder, entry.name);
      return entry.isDirectory() ? everything(path) : readFileSync(path, 'latin1');
    })
    .join('\n');
}
const records = () => readdirSync(join(on.folder.path, 'runs'));

async function pushList(name = 'spring-list.csv'): Promise<void> {
  await on.review(audience(name));
  expect((await on.push(WITHOUT_SAMPLE)).push?.report).toMatchObject({ state: 'finished', sent: 3 });
}

/** Constants and a mapping besides. */
async function keepAll(): Promise<void> {
  await on.review(audience('spring-list.csv'));
  const { connection } = on.state;
  const fields = connection.status === 'connected' ? connection.fields : [];
  const field = fields.find(({ name }) => name === 'Favorite Store')!.id;
  await on.done('setConstant', { field, value: 'Soho corner' });
  await on.reviewed();
  await on.done('rememberMapping', { name: 'Weekly list' });
  await on.push(WITHOUT_SAMPLE);
}
/** The file, its folder, columns, fields, constants and names. */
const TELLING = [
  'spring-list',
  'profile-updater-',
  'Loyalty',
  'is_sms_opted_in',
  'Favorite',
  'Soho corner',
  'Weekly',
];

describe('with a keychain', () => {
  it('nothing that is kept of a push can be read, and all of it is there again', async () => {
    await keepAll();
    const kept = everything();
    expect(kept.length).toBeGreaterThan(2000);
    for (const word of TELLING) expect(kept.includes(word) ? word : '').toBe('');
    await on.start();
    expect(on.state).toMatchObject({
      recentFiles: [{ name: 'spring-list.csv' }],
      history: { runs: [{ file: 'spring-list.csv', sent: 3 }], sealed: null, failure: null },
      remembered: { failure: null },
    });
    await on.done('connect', { account: 'practice' });
    await on.done('chooseSenderCode', { id: 1001 });
    expect(on.state.remembered.mappings).toMatchObject([{ name: 'Weekly list' }]);
    expect(await on.keychain.findCredentials(KEYS)).toHaveLength(1);
  });

  it('that is locked in the middle of a push, nothing changes: the key was read once', async () => {
    const keychain = lockable(memoryKeychain(), false);
    on.keychain = keychain;
    await on.start();
    await on.review(audience('spring-list.csv'));
    const asked = keychain.asked.length;
    keychain.locked = true;
    expect((await on.push(WITHOUT_SAMPLE)).push?.report).toMatchObject({ state: 'finished', sent: 3 });
    expect(keychain.asked).toHaveLength(asked);
    expect(on.state.history).toMatchObject({ runs: [{ sent: 3 }], sealed: null });
    expect(everything()).not.toContain('spring-list');
  });

  it('nothing that was kept before is lost: it is read, and what is added is encrypted', async () => {
    on.openKeychain = noKeychain;
    await on.start();
    await keepAll();
    expect(on.state.accounts.keptIn).toBe('memory');
    const plain = everything();
    for (const word of TELLING) expect(plain).toContain(word);
    on.openKeychain = null;
    await on.start();
    expect(on.state).toMatchObject({
      recentFiles: [{ name: 'spring-list.csv' }],
      history: { runs: [{ sent: 3 }], sealed: null },
    });
    await pushList('summer-list.csv');
    expect(on.state.history.runs).toHaveLength(2);
    expect(everything()).not.toContain('summer-list');
  });
});

describe('while the keychain is locked', () => {
  it('what is encrypted is told and left alone, the user is asked once, and all is there when it is unlocked', async () => {
    const keychain = lockable(memoryKeychain(), false);
    on.keychain = keychain;
    await on.start();
    await keepAll();
    const before = everything();
    keychain.locked = true;
    keychain.asked = [];
    await on.start();
    expect(keychain.asked).toEqual(['listrak-profile-updater']);
    expect(on.state).toMatchObject({
      accounts: { why: expect.stringContaining('The keychain is locked.') },
      recentFiles: [],
      history: { runs: [], unreadable: [], sealed: { names: records(), why: 'noKeychain' }, failure: null },
      remembered: { failure: { code: 'mapping.locked' } },
    });
    await on.connectAndChoose(audience('summer-list.csv'));
    await on.reviewed();
    expect(await on.refused('rememberMapping', { name: 'Another' })).toBe('mapping.locked');
    expect(await on.refused('openRun', { runId: records()[0]!.replace('.jsonl', '') })).toBe(
      'journal.sealed',
    );
    expect(everything()).toBe(before);
    keychain.locked = false;
    await on.done('readAccounts', null);
    const state = await on.until(({ history }) => history.sealed === null, 'the records');
    expect(state.history.runs).toMatchObject([{ file: 'spring-list.csv' }]);
    await on.until(({ remembered }) => remembered.mappings.length === 1, 'the mappings');
    expect(on.state.recentFiles).toMatchObject([{ name: 'spring-list.csv' }]);
  });

  it('connecting, which unlocks it, brings what is encrypted back, too', async () => {
    const keychain = lockable(memoryKeychain(), false);
    on.keychain = keychain;
    await on.start();
    await on.done('addAccount', { name: 'Shop', ...CREDENTIALS });
    await pushList();
    keychain.locked = true;
    await on.start();
    keychain.locked = false;
    await on.done('connect', { account: 'Shop' });
    await on.until(({ history }) => history.runs.length === 1, 'the records');
  });
});

it('a keychain that does not take the key leaves things in plain text, which is told, and is asked again when the user says so', async () => {
  const keychain = memoryKeychain();
  const refuses = async () => {
    throw new KeychainUnavailable('The keychain was not unlocked.');
  };
  on.keychain = { ...keychain, setPassword: refuses };
  await on.start();
  await pushList();
  expect(everything()).toContain('spring-list');
  expect(on.state.accounts).toMatchObject({
    keptIn: 'system',
    why: expect.stringContaining('The keychain was not unlocked.'),
  });
  on.keychain.setPassword = keychain.setPassword;
  await on.done('readAccounts', null);
  expect(on.state.accounts.why).toBeNull();
  await pushList('summer-list.csv');
  expect(everything()).not.toContain('summer-list');
  expect(on.state.history.runs).toHaveLength(2);
});

it('without its key, old records are told and left alone, and new ones are encrypted with a new key', async () => {
  await pushList();
  const [old] = records();
  const before = readFileSync(join(on.folder.path, 'runs', old!));
  on.keychain = memoryKeychain();
  await on.start();
  await pushList('summer-list.csv');
  expect(on.state.history).toMatchObject({
    runs: [{ file: 'summer-list.csv' }],
    sealed: { names: [old], why: 'otherKey' },
  });
  expect(readFileSync(join(on.folder.path, 'runs', old!))).toEqual(before);
  expect(everything()).not.toMatch(/(spring|summer)-list/);
});

it('a keychain that takes its time holds up nothing that is kept in plain text, and is not asked where nothing is kept', async () => {
  on.openKeychain = noKeychain;
  await on.start();
  await pushList();
  let answer = (_: OpenedKeychain) => {};
  on.openKeychain = () => new Promise((resolve) => (answer = resolve));
  const starting = on.start();
  await vi.waitFor(() =>
    expect(on.state).toMatchObject({
      accounts: { keptIn: 'opening' },
      history: { runs: [{ sent: 3 }] },
      recentFiles: [{ name: 'spring-list.csv' }],
    }),
  );
  const keychain = lockable(memoryKeychain(), false);
  answer({ keychain, kind: 'system', why: null });
  await starting;
  expect(keychain.asked).toEqual(['listrak-profile-updater']);
});
