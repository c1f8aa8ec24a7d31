import { describe, expect, it } from 'vitest';
import { memoryKeychain } from '../../src-main/keychain/memory-keychain.ts';
import { lockable } from '../fixtures/lockable-keychain.ts';
import { CREDENTIALS, people, sessions } from './session.ts';

const on = sessions();
const shop = { name: 'Shop', ...CREDENTIALS };

describe('accounts', () => {
  it('are added with their credentials and appear by name only', async () => {
    await on.done('addAccount', shop);
    expect(on.state.accounts).toEqual({ names: ['Shop'], keptIn: 'system', why: null });
    await on.done('connect', { account: 'Shop' });
    expect(on.state.connection).toMatchObject({
      status: 'choosing',
      senderCodes: [{ id: 1001 }, { id: 1002 }],
    });
    await on.done('chooseSenderCode', { id: 1001 });
    expect(on.state.connection).toMatchObject({ status: 'connected', account: 'Shop' });
    await on.done('state', null);
  });

  it('with a wrong secret do not connect, and with the right one they do', async () => {
    await on.done('addAccount', { ...shop, clientSecret: 'open-sesame-wrong' });
    await on.done('connect', { account: 'Shop' });
    expect(on.state.connection).toMatchObject({
      status: 'failed',
      account: 'Shop',
      failure: { code: 'ERROR_INVALID_CREDENTIALS' },
    });
    await on.done('removeAccount', { account: 'Shop' });
    expect(on.state.connection).toEqual({ status: 'none' });
    await on.done('addAccount', shop);
    await on.done('connect', { account: 'Shop' });
    expect(on.state.connection.status).toBe('choosing');
  });

  it.each([
    ['a name that is taken', { ...shop, name: ' sHOP ' }, 'account.nameTaken'],
    ['the practice account’s name', { ...shop, name: 'Practice' }, 'account.name'],
    ['no name', { ...shop, name: '  ' }, 'account.name'],
    ['no secret', { ...shop, name: 'Other', clientSecret: ' ' }, 'call.refused'],
  ])('cannot be added with %s', async (_what, account, code) => {
    await on.done('addAccount', shop);
    expect(await on.refused('addAccount', account)).toBe(code);
    expect(on.state.accounts.names).toEqual(['Shop']);
    expect(await on.keychain.findCredentials('listrak-profile-updater')).toHaveLength(1);
  });

  it('keep their credentials when they are renamed, and a connection by the old name ends', async () => {
    await on.done('addAccount', shop);
    await on.done('addAccount', { ...shop, name: 'Other' });
    await on.done('connect', { account: 'Shop' });
    expect(await on.refused('renameAccount', { from: 'Shop', to: 'other' })).toBe('account.nameTaken');
    expect(await on.refused('renameAccount', { from: 'Shop', to: 'practice' })).toBe('account.name');
    expect(on.state.connection.status).toBe('choosing');
    await on.done('renameAccount', { from: 'Shop', to: 'Store' });
    expect(on.state.accounts.names).toEqual(['Other', 'Store']);
    expect(on.state.connection).toEqual({ status: 'none' });
    await on.done('connect', { account: 'Store' });
    expect(on.state.connection.status).toBe('choosing');
  });

  it('that are removed are gone, and so is a connection that is just being made to one', async () => {
    await on.done('addAccount', shop);
    on.practice.faults.add({ path: /Token/, fault: { type: 'slow', milliseconds: 200 } });
    const connecting = on.done('connect', { account: 'Shop' });
    await on.done('removeAccount', { account: 'Shop' });
    await connecting;
    expect(on.state.accounts.names).toEqual([]);
    expect(on.state.connection).toEqual({ status: 'none' });
    await on.done('connect', { account: 'Shop' });
    expect(on.state.connection).toMatchObject({ status: 'failed', failure: { code: 'account.unknown' } });
    expect(await on.refused('removeAccount', { account: 'Shop' })).toBe('account.unknown');
  });

  it('that are removed take their remembered mappings along', async () => {
    await on.done('addAccount', shop);
    await on.done('connect', { account: 'Shop' });
    await on.done('chooseSenderCode', { id: 1001 });
    await on.choose(on.write(people(3)));
    await on.done('rememberMapping', { name: 'Weekly' });
    await on.done('removeAccount', { account: 'Shop' });
    await on.done('addAccount', shop);
    await on.done('connect', { account: 'Shop' });
    await on.done('chooseSenderCode', { id: 1001 });
    expect(on.state.remembered.mappings).toEqual([]);
  });

  it('can be tested, which changes nothing', async () => {
    await on.done('addAccount', shop);
    const before = on.state;
    const { senderCodes } = await on.done('testAccount', { account: 'Shop' });
    expect(senderCodes.map(({ id }) => id)).toEqual([1001, 1002]);
    on.practice.faults.pauseIntegration(true);
    expect(await on.refused('testAccount', { account: 'Shop' })).toBe('ERROR_INVALID_CREDENTIALS');
    expect(on.state).toBe(before);
  });

  it('of a locked keychain are told with the reason, the practice account works, and unlocking shows them', async () => {
    const inner = memoryKeychain();
    await inner.setPassword('listrak-profile-updater', 'Shop', JSON.stringify(CREDENTIALS));
    const keychain = lockable(inner, true);
    on.keychain = keychain;
    await on.start();
    expect(on.state.accounts).toMatchObject({ names: [], keptIn: 'system' });
    expect(on.state.accounts.why).toContain('The keychain is locked.');
    await on.done('connect', { account: 'practice' });
    expect(on.state.connection.status).toBe('choosing');
    await on.done('connect', { account: 'Shop' });
    expect(on.state.connection).toMatchObject({
      status: 'failed',
      failure: { code: 'keychain.unavailable' },
    });
    expect(await on.refused('addAccount', { ...shop, name: 'B' })).toBe('keychain.unavailable');
    keychain.locked = false;
    await on.done('readAccounts', null);
    expect(on.state.accounts).toEqual({ names: ['Shop'], keptIn: 'system', why: null });
  });

  it('kept in memory are kept in one memory, though they are asked for while the keychain is being opened', async () => {
    const { start: starting } = await new Promise<{ start: Promise<void> }>((asked) => {
      let wait = 200;
      on.openKeychain = async () => {
        asked({ start });
        // Were it opened a second time, that one would come first.
        const waiting = new Promise((resolve) => setTimeout(resolve, wait));
        wait = 10;
        await waiting;
        return { keychain: memoryKeychain(), kind: 'memory', why: 'There is no keychain.' };
      };
      const start = on.start();
    });
    await Promise.all([starting, on.done('addAccount', shop)]);
    await on.done('readAccounts', null);
    expect(on.state.accounts).toEqual({
      names: ['Shop'],
      keptIn: 'memory',
      why: 'There is no keychain.',
    });
  });

  it('of a keychain that fails in an unforeseen way leave the app usable, and can be read again', async () => {
    on.openKeychain = () => Promise.reject(new Error('a bug, with open-sesame in it'));
    await on.start();
    expect(on.state.accounts.why).toBe('Something unexpected went wrong.');
    on.openKeychain = null;
    await on.done('readAccounts', null);
    expect(on.state.accounts).toEqual({ names: [], keptIn: 'system', why: null });
  });
});

describe('connecting', () => {
  it('twice in quick succession leaves the last one', async () => {
    await on.done('addAccount', shop);
    on.practice.faults.add({ path: /Token/, fault: { type: 'slow', milliseconds: 150 } });
    await Promise.all([on.done('connect', { account: 'practice' }), on.done('connect', { account: 'Shop' })]);
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(on.state.connection).toMatchObject({ status: 'choosing', account: 'Shop' });
    expect(on.states.some(({ connection }) => connection.status === 'failed')).toBe(false);
  });

  it('two sender codes in quick succession leaves the last one', async () => {
    await on.done('connect', { account: 'practice' });
    const slow = { type: 'slow', milliseconds: 150 } as const;
    on.practice.faults.add({ path: /1001\/SegmentationField/, fault: slow });
    await Promise.all([on.done('chooseSenderCode', { id: 1001 }), on.done('chooseSenderCode', { id: 1002 })]);
    expect(on.state.connection).toMatchObject({ status: 'connected', senderCode: { id: 1002 } });
    expect(on.state.rules.country).toBe('CA');
  });

  it('can be broken off', async () => {
    on.practice.faults.add({ path: /Token/, fault: { type: 'slow', milliseconds: 150 } });
    const connecting = on.done('connect', { account: 'practice' });
    await on.done('disconnect', null);
    await connecting;
    expect(on.state.connection).toEqual({ status: 'none' });
    expect(await on.refused('chooseSenderCode', { id: 1001 })).toBe('connection.none');
  });

  it('to a paused integration fails with what to look at', async () => {
    on.practice.faults.pauseIntegration(true);
    await on.done('connect', { account: 'practice' });
    expect(on.state.connection).toMatchObject({ status: 'failed' });
    expect(JSON.stringify(on.state.connection)).toContain('not paused');
  });

  it('shows that it waits for a passing trouble', async () => {
    const fault = { type: 'status', status: 503 } as const;
    on.practice.faults.add({ path: /ShortCode$/, fault });
    await on.done('connect', { account: 'practice' });
    const waits = on.states.filter(({ connection }) => connection.status === 'connecting');
    expect(waits.flatMap(({ waiting }) => waiting ?? [])[0]?.why).toMatch(/^Listrak answered with an error/);
    expect(on.state.waiting).toBeNull();
    expect(on.state.connection.status).toBe('choosing');
  });

  it('to a sender code that is not there fails in a sentence, and another one can be chosen', async () => {
    await on.done('connect', { account: 'practice' });
    await on.done('chooseSenderCode', { id: 7 });
    expect(on.state.connection).toMatchObject({
      status: 'failed',
      failure: { code: 'senderCode.unknown' },
    });
    await on.done('chooseSenderCode', { id: 1001 });
    expect(on.state.connection.status).toBe('connected');
  });
});

describe('reading the profile fields again', () => {
  it('keeps the connection when it fails', async () => {
    await on.review(on.write(people(3)));
    on.practice.faults.add({ path: /SegmentationField/, fault: { type: 'status', status: 400 } });
    expect(await on.refused('refreshFields', null)).toBe('ERROR_UNHANDLED_EXCEPTION');
    expect(on.state.connection.status).toBe('connected');
    expect(on.ready()).toBe(3);
  });

  it('changes nothing under a sending that was begun meanwhile', async () => {
    await on.review(on.write(people(3)));
    const slow = { type: 'slow', milliseconds: 60 } as const;
    on.practice.faults.add({ path: /SegmentationField/, fault: slow });
    on.practice.faults.add({ path: /OptOut/, fault: { ...slow, milliseconds: 200 } });
    const refreshing = on.refused('refreshFields', null);
    await on.done('sendSample', { rows: 3, choice: on.state.sending.choice });
    expect(await refreshing).toBe('sending.underWay');
    expect((await on.idle()).proven).toBe(true);
  });
});
