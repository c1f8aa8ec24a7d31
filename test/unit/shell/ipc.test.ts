import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Session } from '../../../src-main/application/session/session.ts';

type Handle = (event: unknown, ...args: unknown[]) => unknown;

const handles = vi.hoisted(() => new Map<string, Handle>());
vi.mock('electron', () => ({
  ipcMain: { handle: (channel: string, handle: Handle) => handles.set(channel, handle) },
  protocol: {},
}));

const { answerPage } = await import('../../../src-main/shell/ipc.ts');
const { CHANNELS } = await import('../../../src-main/contract/page-api.ts');

const page = { url: 'app://updater/index.html' };
const goTo = vi.fn(() => null);
const offerFile = vi.fn(() => ({ token: 'a' }));
const session = { handlers: { goTo }, offerFile } as unknown as Session;

beforeEach(() => {
  goTo.mockClear();
  offerFile.mockClear();
  answerPage(session, { webContents: { mainFrame: page } } as never);
});

const call = (senderFrame: unknown, name: unknown, input: unknown) =>
  handles.get(CHANNELS.call)!({ senderFrame }, name, input);
const offer = (senderFrame: unknown, path: unknown) =>
  handles.get(CHANNELS.offerFile)!({ senderFrame }, path);

const STRANGERS: [string, unknown][] = [
  ['a frame inside the page, of the same address', { url: page.url }],
  ['a frame that is gone', null],
];

describe('a call to the main process', () => {
  it('of the page itself is answered', async () => {
    expect(await call(page, 'goTo', { step: 'load' })).toEqual({ ok: true, value: null });
    expect(goTo).toHaveBeenCalledWith({ step: 'load' });
    expect(await offer(page, '/a.csv')).toEqual({ ok: true, value: { token: 'a' } });
  });

  it.each(STRANGERS)('of %s is refused, and nothing is done', async (_who, frame) => {
    const refused = { ok: false, failure: { code: 'call.refused' } };
    expect(await call(frame, 'goTo', { step: 'load' })).toMatchObject(refused);
    expect(await offer(frame, '/a.csv')).toMatchObject(refused);
    expect(goTo).not.toHaveBeenCalled();
    expect(offerFile).not.toHaveBeenCalled();
  });

  it.each(['https://example.com/', 'app://other/index.html', 'app://updater.example/', 'file:///a.html'])(
    'of the main frame that has gone to %s is refused',
    async (url) => {
      const elsewhere = { url };
      answerPage(session, { webContents: { mainFrame: elsewhere } } as never);
      expect(await call(elsewhere, 'goTo', { step: 'load' })).toMatchObject({
        ok: false,
        failure: { code: 'call.refused' },
      });
      expect(goTo).not.toHaveBeenCalled();
    },
  );

  it.each([
    ['goTo', { step: 'elsewhere' }],
    ['goTo', { step: 'load', more: 1 }],
    ['goTo', null],
    ['constructor', null],
    [7, null],
  ])('%s with %j is refused, and nothing is done', async (name, input) => {
    expect(await call(page, name, input)).toMatchObject({ ok: false, failure: { code: 'call.refused' } });
    expect(goTo).not.toHaveBeenCalled();
  });

  it.each([[''], [undefined], [{ path: '/a.csv' }]])('offering %j for a file is refused', async (path) => {
    expect(await offer(page, path)).toMatchObject({ ok: false, failure: { code: 'file.notAFile' } });
    expect(offerFile).not.toHaveBeenCalled();
  });
});
