import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { keychainUnavailable, problemOf } from '../../src-main/keychain/explain-failure.ts';
import { KeychainUnavailable } from '../../src-main/keychain/keychain.ts';
import { memoryKeychain } from '../../src-main/keychain/memory-keychain.ts';
import { openKeychain } from '../../src-main/keychain/open-keychain.ts';
import { systemKeychain } from '../../src-main/keychain/system-keychain.ts';

type Load = NonNullable<NonNullable<Parameters<typeof systemKeychain>[0]>['load']>;

/** A stand-in for the native library whose every call does the same thing; `seen` gets each entry's options. */
function library(call: () => Promise<never>, seen: unknown[] = []): Load {
  class AsyncEntry {
    constructor(_service: string, _account: string, options?: unknown) {
      seen.push(options);
    }
    getPassword = call;
    setPassword = call;
    deletePassword = call;
  }
  const fake = { AsyncEntry, findCredentialsAsync: call };
  return async () => fake as unknown as Awaited<ReturnType<Load>>;
}

describe('memoryKeychain', () => {
  it('behaves as a map of service and account', async () => {
    const key = fc.constantFrom('', 'a', 'b', '__proto__', 'é日本');
    const step = fc.record({
      call: fc.constantFrom('get', 'set', 'delete', 'find'),
      service: key,
      account: key,
      password: fc.string({ unit: 'grapheme' }),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 40 }), async (steps) => {
        const keychain = memoryKeychain();
        const model = new Map<string, string>();
        for (const { call, service, account, password } of steps) {
          const at = JSON.stringify([service, account]);
          if (call === 'set') {
            await keychain.setPassword(service, account, password);
            model.set(at, password);
          } else if (call === 'delete') {
            expect(await keychain.deletePassword(service, account)).toBe(model.delete(at));
          } else if (call === 'get') {
            expect(await keychain.getPassword(service, account)).toBe(model.get(at) ?? null);
          } else {
            const found = await keychain.findCredentials(service);
            const expected = [...model].filter(([pair]) => JSON.parse(pair)[0] === service);
            expect(
              new Map(found.map((one) => [JSON.stringify([service, one.account]), one.password])),
            ).toEqual(new Map(expected));
            expect(found).toHaveLength(expected.length);
          }
        }
      }),
    );
  });

  it('hands out no live view of what it holds', async () => {
    const keychain = memoryKeychain();
    await keychain.setPassword('s', 'a', 'one');
    const [found] = await keychain.findCredentials('s');
    if (found) found.password = 'changed';
    expect(await keychain.getPassword('s', 'a')).toBe('one');
  });
});

describe('problemOf', () => {
  // Texts seen from @napi-rs/keyring 2.1.2, except the last four, which are the words of the platforms.
  it.each([
    [
      'Platform failure: DBus error: Using X11 for dbus-daemon autolaunch was disabled at compile time',
      'no-service',
    ],
    ['zbus error: Failed to connect to address `unix:path=/run/user/1/bus`: No such file', 'no-service'],
    ['Platform failure: DBus error: The name org.freedesktop.secrets was not provided', 'no-service'],
    ["Couldn't access platform storage: Secret Service: unlock prompt was dismissed", 'locked'],
    ["Couldn't access platform storage: Secret Service: no result found", 'locked'],
    ['zbus error: org.freedesktop.Secret.Error.IsLocked: Cannot get secret of a locked object', 'locked'],
    [
      'Platform failure: DBus error: Did not receive a reply. Possible causes include: the remote application did not send a reply, the message bus security policy blocked the reply, the reply timeout expired, or the network connection was broken.',
      'timed-out',
    ],
    ['Platform failure: DBus error: org.freedesktop.DBus.Error.AccessDenied', 'denied'],
    ['Platform failure: User canceled the operation.', 'denied'],
    ['Platform failure: The user name or passphrase you entered is not correct.', 'denied'],
    ["Attribute 'password' is longer than platform limit of 2560 chars", 'refused'],
  ])('%s', (text, problem) => {
    expect(problemOf(new Error(text))).toBe(problem);
  });

  it('says something different to do on each platform, in one sentence', () => {
    const platforms = ['linux', 'darwin', 'win32', 'freebsd'] as const;
    for (const problem of ['no-service', 'locked', 'denied', 'timed-out', 'refused'] as const) {
      const told = platforms.map((platform) => keychainUnavailable(problem, null, platform).message);
      expect(new Set(told).size).toBe(platforms.length);
      for (const sentence of told) expect(sentence).toMatch(/^The |^No /);
      for (const sentence of told) expect(sentence.match(/\.(\s|$)/g)).toHaveLength(1);
    }
  });
});

describe('systemKeychain', () => {
  const calls = (keychain: ReturnType<typeof systemKeychain>) => [
    () => keychain.getPassword('s', 'a'),
    () => keychain.setPassword('s', 'a', 'hunter2'),
    () => keychain.deletePassword('s', 'a'),
    () => keychain.findCredentials('s'),
  ];

  it('pins every call to the Secret Service, the search too, and keeps the cause', async () => {
    const seen: unknown[] = [];
    const cause = new Error('DBus error');
    for (const call of calls(systemKeychain({ load: library(() => Promise.reject(cause), seen) }))) {
      const error = await call().catch((caught: unknown) => caught);
      expect(error).toBeInstanceOf(KeychainUnavailable);
      expect(error).toMatchObject({ name: 'KeychainUnavailable', cause });
      expect(String(error)).not.toContain('hunter2');
    }
    expect(seen).toEqual(Array(4).fill({ linux: { store: 'secret-service' } }));
  });

  it('gives up on a keychain that never answers', async () => {
    const silent = library(() => new Promise<never>(() => {}));
    for (const call of calls(systemKeychain({ load: silent, timeLimitMs: 20 }))) {
      await expect(call()).rejects.toThrow(/did not answer in time/);
    }
  });

  it('turns a missing native binary into the typed error', async () => {
    const load = () => Promise.reject(new Error('Cannot find native binding.'));
    for (const call of calls(systemKeychain({ load }))) await expect(call()).rejects.toThrow(/reinstall/);
  });
});

describe('openKeychain', () => {
  it('falls back to memory with the reason', async () => {
    const broken = systemKeychain({
      load: library(() => Promise.reject(new Error('DBus error'))),
      platform: 'linux',
    });
    const opened = await openKeychain(broken, broken);
    expect(opened).toMatchObject({ kind: 'memory', why: expect.stringContaining('Secret Service') });
    await opened.keychain.setPassword('s', 'a', 'p');
    expect(await opened.keychain.getPassword('s', 'a')).toBe('p');
  });

  it('keeps a keychain that answers', async () => {
    const working = memoryKeychain();
    expect(await openKeychain(working, working)).toEqual({ keychain: working, kind: 'system', why: null });
  });
});
