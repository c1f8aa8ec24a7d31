import { ClientRequest, createServer, type Server } from 'node:http';
import { type AddressInfo, createServer as createListener } from 'node:net';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { readOptOuts } from '../../src-main/application/opt-outs.ts';
import type { PushEvent } from '../../src-main/application/push-events.ts';
import { postStream } from '../../src-main/listrak/post-stream.ts';
import { agentBy } from '../../src-main/shell/proxy-rules.ts';
import { lookedAt, ownTiers } from './as-reported.ts';
import { type Line, lineTo } from './line.ts';
import { TOKENS } from './practice-client.ts';
import { PEOPLE, pushing, QUICK } from './pushing.ts';

/*
 * Answers that never come. What ends the wait is a limit of time; the real ones are asserted, and shortened for the tests.
 */

/** Long enough for what is answered, and moves, on a busy computer. */
const SHORT_MS = 600;
const TWICE = { retry: { attempts: 2, firstWaitMs: 5, longestWaitMs: 20 } };
/** How long whoever asks was ready to wait for each request since the limits were shortened. */
let limits: number[];

function shortenLimits(): void {
  limits = [];
  const limit = AbortSignal.timeout.bind(AbortSignal);
  vi.spyOn(AbortSignal, 'timeout').mockImplementation((ms) => {
    limits.push(ms);
    return limit(SHORT_MS);
  });
  const { setTimeout } = ClientRequest.prototype;
  vi.spyOn(ClientRequest.prototype, 'setTimeout').mockImplementation(function (
    this: ClientRequest,
    ms,
    call,
  ) {
    limits.push(ms);
    return setTimeout.call(this, SHORT_MS, call);
  });
}
afterEach(() => {
  vi.restoreAllMocks();
  vi.useRealTimers();
});

const SAMPLE_SENT = 'So far the sample was sent, and nothing else.';
const IMPORT = /ContactImport$/;
const isSampleOver = (event: PushEvent) => event.stage === 'following' && event.status === 'Completed';
const atOnce = () => true;

describe.each<[what: string, path: RegExp, when: (event: PushEvent) => boolean, state: string, told: string]>(
  [
    [
      'to the sample',
      IMPORT,
      atOnce,
      'mayHaveArrived',
      'So far the sample may have arrived, and nothing else.',
    ],
    ['about a contact of the sample', /Contact\/1/, atOnce, 'failed', SAMPLE_SENT],
    ['to the request for a token', TOKENS, isSampleOver, 'failed', SAMPLE_SENT],
    [
      'to the import',
      IMPORT,
      isSampleOver,
      'mayHaveArrived',
      'So far the sample was sent, 30 rows may have arrived, and nothing else.',
    ],
    ['about how far an import is', /ContactImport\//, isSampleOver, 'stillRunning', 'All 30 rows were sent.'],
  ],
)('an answer %s that never comes', (_what, path, when, state, told) => {
  const it = pushing();
  const ROWS = PEOPLE.slice(0, 30);
  const sample = { count: 4, choice: { kind: 'first' as const } };

  // What leaves is not sent again when there is no answer, so that once is for good.
  test.each(path === IMPORT ? ['for good'] : ['once', 'for good'])('(%s)', async (how) => {
    const assertAsReported = lookedAt(it, ROWS);
    const prepared = await it.prepare(ownTiers(ROWS), TWICE);
    let armed = false;
    const tell = (event: PushEvent) => {
      if (armed || !when(event)) return;
      armed = true;
      if (path === TOKENS) it.practice.faults.expireTokens();
      it.practice.faults.add({ path, fault: { type: 'never' }, times: how === 'once' ? 1 : 99 });
      shortenLimits();
    };
    tell({ stage: 'reading', bytes: 0, ofBytes: 0 });
    const report = await it.send(prepared, { sample, tell, follow: { ...QUICK, patienceMs: SHORT_MS } });
    await assertAsReported(report);
    expect(limits).toContain(path === IMPORT ? 300_000 : 60_000);
    if (how === 'once') {
      expect(report).toMatchObject({ state: 'finished', sent: 30, error: null });
      return;
    }
    expect(report.state).toBe(state);
    expect(report.error?.message).toMatch(/^127\.0\.0\.1:\d+ did not answer in time\./);
    expect(report.error?.message.endsWith(told)).toBe(true);
  });
});

describe('an answer about the opt-outs that never comes', () => {
  const it = pushing();
  const read = async (times: number) => {
    const { connection } = await it.prepare(ownTiers(PEOPLE.slice(0, 5)), TWICE);
    it.practice.faults.add({ path: /OptOut/, fault: { type: 'never' }, times });
    shortenLimits();
    return await readOptOuts(
      connection,
      'US',
      () => new Date(),
      () => {},
    );
  };

  test('once is asked for again', async () => {
    expect((await read(1)).count).toBeGreaterThan(0);
    expect(limits).toEqual([60_000, 60_000]);
  });

  test('for good is told, and no part of them is taken for all', async () => {
    await expect(read(99)).rejects.toMatchObject({
      message: expect.stringMatching(/did not answer in time\.$/),
      mayHaveTakenEffect: false,
    });
    expect(limits).toEqual([60_000, 60_000]);
  });
});

describe('an upload', () => {
  const BYTES = 24_000_000;
  let server: Server;
  let line: Line;
  let answerAfterMs: number;
  /** Whole bodies that have come. */
  let whole: number;
  let address: string;
  beforeEach(async () => {
    answerAfterMs = 0;
    whole = 0;
    server = createServer((request, response) => {
      request.resume().on('end', () => {
        whole++;
        setTimeout(() => response.end('{}'), answerAfterMs);
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
    line = await lineTo(address);
    shortenLimits();
  });
  afterEach(async () => {
    await line.close();
    server.closeAllConnections();
    server.close();
  });

  const body = (bytes: number) => ({
    length: bytes,
    async *read() {
      for (let from = 0; from < bytes; from += 262_144)
        yield Buffer.alloc(Math.min(262_144, bytes - from), 'a');
    },
  });
  const post = (bytes: number, onSent?: (bytes: number) => void) =>
    postStream(line.through(address), {}, body(bytes), { onSent });

  test('by a slow line takes as long as it takes, while something moves', async () => {
    line.slowTo(BYTES / 30);
    const started = performance.now();
    expect(await post(BYTES)).toMatchObject({ status: 200 });
    expect(performance.now() - started).toBeGreaterThan(2 * SHORT_MS);
  });

  test('that stands still for five minutes is broken off, and certainly did not arrive', async () => {
    const deadened = (bytes: number) => bytes > BYTES / 8 && line.deaden();
    await expect(post(BYTES, deadened)).rejects.toMatchObject({
      message: expect.stringContaining('did not answer in time'),
      mayHaveTakenEffect: false,
    });
    expect(limits).toEqual([300_000]);
    expect(whole).toBe(0);
  });

  test('that is out waits the longer for its answer the larger it is, and then may have arrived', async () => {
    answerAfterMs = 10 * SHORT_MS;
    await expect(post(BYTES)).rejects.toMatchObject({ mayHaveTakenEffect: true });
    // Five minutes, and what a proxy needs to pass it on at 1 Mbit/s.
    expect(limits).toEqual([300_000, 300_000 + 192_000]);
    expect(whole).toBe(1);
  });

  test('leaves by a connection of its own, since one from before may be dead unnoticed', async () => {
    await post(100);
    line.deaden();
    expect(await post(100)).toMatchObject({ status: 200 });
    expect(whole).toBe(2);
  });
});

describe('a proxy that takes an upload’s connection and never says a word', () => {
  const body = {
    length: 2,
    async *read() {
      yield Buffer.from('{}');
    },
  };
  const silent = createListener();
  let asked: Promise<unknown>;
  beforeEach(async () => {
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
    asked = new Promise((resolve) => {
      silent.once('connection', (socket) => {
        open = socket;
        socket.once('data', resolve);
      });
    });
  });
  let open: { destroy(): void };
  afterEach(() => {
    open.destroy();
    silent.close();
  });
  const post = (signal?: AbortSignal) => {
    const agent = agentBy(`http://127.0.0.1:${(silent.address() as AddressInfo).port}`, {});
    return postStream('https://localhost:1/', {}, body, { agent, signal });
  };

  test('is waited for a minute, and nothing has left', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const posted = post();
    await asked;
    vi.advanceTimersByTime(59_999);
    expect(await Promise.race([posted, Promise.resolve('still waiting')])).toBe('still waiting');
    vi.advanceTimersByTime(1);
    await expect(posted).rejects.toMatchObject({
      message: 'localhost:1 did not answer in time.',
      mayHaveTakenEffect: false,
      transient: true,
    });
  });

  test('does not keep anybody from stopping', async () => {
    const stop = new AbortController();
    const posted = post(stop.signal);
    await asked;
    stop.abort();
    await expect(posted).rejects.toMatchObject({ code: 'stopped', mayHaveTakenEffect: false });
  });
});
