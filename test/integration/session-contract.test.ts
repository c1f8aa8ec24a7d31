import { describe, expect, it, vi } from 'vitest';
import { dispatch, type Handlers } from '../../src-main/application/session/dispatch.ts';
import { PauseGate } from '../../src-main/application/session/pause-gate.ts';
import { FIRST_STATE, Store } from '../../src-main/application/session/store.ts';
import { COMMANDS } from '../../src-main/contract/commands.ts';
import { stateSchema } from '../../src-main/contract/state.ts';
import { sessions } from './session.ts';

describe('what the page may ask', () => {
  const on = sessions();

  it('has exactly one handler for each command', () => {
    expect(Object.keys(on.session.handlers).sort()).toEqual(Object.keys(COMMANDS).sort());
  });

  it.each([
    '__proto__',
    'constructor',
    'toString',
    'hasOwnProperty',
    'State',
    '',
    0,
    null,
    undefined,
    ['state'],
    { toString: () => 'state' },
    Symbol.iterator,
  ])('is refused as %s', async (name) => {
    const before = on.state;
    const answer = await dispatch(on.session.handlers, name, null);
    expect(answer).toMatchObject({ ok: false, failure: { code: 'call.refused' } });
    expect(on.state).toBe(before);
  });

  it.each([
    ['goTo', { step: 'load', more: 1 }],
    ['goTo', { step: 'nowhere' }],
    ['goTo', null],
    ['state', undefined],
    ['state', {}],
    ['mapColumn', { position: 0.5, target: 'phone' }],
    ['mapColumn', { position: '0', target: 'phone' }],
    ['mapColumn', { position: 0, target: 'Phone' }],
    ['rows', { layout: 1, from: 0, count: 100_000 }],
    ['rows', { layout: 1, from: -1, count: 1 }],
    ['push', { rows: 1 }],
    ['push', { rows: Number.NaN, withoutSample: null }],
    ['chooseSample', { kind: 'first', count: 101, seed: 1, rows: [] }],
    ['openRun', { runId: '../../secrets' }],
    ['openFile', { token: 'x', path: '/etc/passwd' }],
    ['connect', 'practice'],
  ])('is refused when what comes with it does not fit: %s %j', async (name, input) => {
    const before = on.state;
    const answer = await dispatch(on.session.handlers, name, input);
    expect(answer).toMatchObject({ ok: false, failure: { code: 'call.refused' } });
    expect(on.state).toBe(before);
  });

  it('is answered with nothing that the contract does not name', async () => {
    const told = { senderCodes: [], clientSecret: 'open-sesame-4711' };
    const handlers: Handlers = { ...on.session.handlers, testAccount: async () => told };
    const answer = await dispatch(handlers, 'testAccount', { account: 'Shop' });
    expect(answer).toMatchObject({ ok: false, failure: { code: 'internal' } });
    expect(JSON.stringify(answer)).not.toContain('sesame');
  });

  it('is answered without the details of what nobody foresaw', async () => {
    const fail = () => Promise.reject(new Error('at 1 (201) 555-0100, open-sesame-4711'));
    const handlers: Handlers = { ...on.session.handlers, testAccount: fail };
    const answer = await dispatch(handlers, 'testAccount', { account: 'Shop' });
    expect(JSON.stringify(answer)).not.toMatch(/sesame|555/);
  });

  it('begins with a state that fits', async () => {
    expect(stateSchema.parse(FIRST_STATE)).toEqual(FIRST_STATE);
    await on.done('goTo', { step: 'history' });
    await on.done('goTo', { step: 'connect' });
    expect(on.state.seen).toEqual(['connect', 'history']);
    expect(await on.done('state', null)).toEqual(on.state);
  });
});

describe('the store', () => {
  it('tells the others when one that listens stumbles, and whoever changed it goes on', () => {
    const store = new Store(FIRST_STATE);
    const thrown: Array<() => void> = [];
    const microtask = vi.spyOn(globalThis, 'queueMicrotask').mockImplementation((work) => {
      thrown.push(work);
    });
    try {
      store.subscribe(() => {
        throw new Error('stumbled');
      });
      const other = vi.fn();
      const end = store.subscribe(other);
      store.change({ step: 'load' });
      expect(other).toHaveBeenCalledTimes(1);
      end();
      store.change({ step: 'map' });
      expect(other).toHaveBeenCalledTimes(1);
      expect(store.state.step).toBe('map');
      // It is not hushed up, either.
      expect(thrown[0]).toThrow('stumbled');
    } finally {
      microtask.mockRestore();
    }
  });
});

describe('the pause between two imports', () => {
  function gate() {
    const shown: string[] = [];
    return { shown, gate: new PauseGate((pause) => shown.push(pause)) };
  }
  const settled = async (waiting: Promise<void>) =>
    await Promise.race([waiting.then(() => true), new Promise((resolve) => setTimeout(resolve, 20, false))]);

  it('is none unless it was asked for', async () => {
    const { gate: open, shown } = gate();
    await open.wait(new AbortController().signal);
    expect(shown).toEqual([]);
  });

  it('lasts until it is withdrawn, and is shown', async () => {
    const { gate: held, shown } = gate();
    held.ask(true);
    const waiting = held.wait(new AbortController().signal);
    expect(await settled(waiting)).toBe(false);
    held.ask(false);
    expect(await settled(waiting)).toBe(true);
    expect(shown).toEqual(['asked', 'paused', 'no']);
    held.ask(true);
    expect(shown.at(-1)).toBe('asked');
  });

  it('asked for and withdrawn while the import is under way is none', async () => {
    const { gate: held, shown } = gate();
    held.ask(true);
    held.ask(false);
    await held.wait(new AbortController().signal);
    expect(shown).toEqual(['asked', 'no']);
  });

  it('ends when the sending is stopped, before it or in the middle of it', async () => {
    const { gate: held } = gate();
    held.ask(true);
    const stop = new AbortController();
    const waiting = held.wait(stop.signal);
    stop.abort();
    expect(await settled(waiting)).toBe(true);
    expect(await settled(held.wait(stop.signal))).toBe(true);
  });

  it('asked for in one sending does not hold the next one', async () => {
    const { gate: held } = gate();
    held.ask(true);
    held.reset();
    expect(await settled(held.wait(new AbortController().signal))).toBe(true);
  });

  it('leaves nothing behind on the signal', async () => {
    const { gate: held } = gate();
    const { signal } = new AbortController();
    const remove = vi.spyOn(signal, 'removeEventListener');
    const add = vi.spyOn(signal, 'addEventListener');
    for (let time = 0; time < 3; time++) {
      held.ask(true);
      const waiting = held.wait(signal);
      held.ask(false);
      await waiting;
    }
    expect(remove).toHaveBeenCalledTimes(add.mock.calls.length);
  });
});
