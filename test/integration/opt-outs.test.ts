import { fileURLToPath } from 'node:url';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Connection, connect } from '../../src-main/application/connect.ts';
import { type OptOuts, readOptOuts } from '../../src-main/application/opt-outs.ts';
import type { Fault } from '../../src-main/practice/faults.ts';
import {
  type PracticeListrak,
  type PracticeOptions,
  startPracticeListrak,
} from '../../src-main/practice/practice-server.ts';
import { OPT_OUT_REASONS, practiceOptedOut } from '../../src-main/practice/seed.ts';
import { clientOf, failureOf, QUICK, requests } from './practice-client.ts';
import { askerOf } from './practice-fetch.ts';
import { at, runCli, temporaryFolder } from './run-cli.ts';

const MILLION = 1_000_000;
const MB = 1_000_000;
const OWN = practiceOptedOut(1001).length;

let practice: PracticeListrak;

async function start(options: PracticeOptions = {}): Promise<void> {
  await practice?.stop();
  practice = await startPracticeListrak(options);
}

beforeEach(() => start());
afterEach(() => practice.stop());

/** Lets a fault strike the page that begins after so many opt-outs. */
function strike(after: number, fault: Fault, times = 1): void {
  const cursor = after === 0 ? 'Start' : `after-${after}`;
  practice.faults.add({ path: new RegExp(`/OptOut\\?cursor=${cursor}&`), fault, times });
}

async function connected(): Promise<{ connection: Connection; waits: unknown[] }> {
  const { client, waits } = clientOf(practice);
  return { connection: await connect(client, 'a test', 1001), waits };
}

async function read(
  onCount: (count: number) => void = () => {},
  signal?: AbortSignal,
): Promise<{ optOuts: OptOuts; waits: unknown[] }> {
  const { connection, waits } = await connected();
  const optOuts = await readOptOuts(connection, 'US', () => new Date(), onCount, signal);
  return { optOuts, waits };
}

const withoutTime = ({ readAt: _readAt, ...rest }: OptOuts) => rest;

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

/** Bytes that are in use, and no garbage. */
function liveBytes(): number {
  collectGarbage();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}

describe('the practice company’s invented opt-outs', () => {
  test('come after its own ones, each another number, with dates and reasons as Listrak has them', async () => {
    await start({ inventedOptOuts: 10_000 });
    const { optOuts } = await read();
    expect(optOuts.count).toBe(OWN + 10_000);
    expect(new Set(optOuts.phones).size).toBe(OWN + 10_000);
    expect([...optOuts.phones.slice(0, OWN)].map(String)).toEqual(practiceOptedOut(1001));
    expect(optOuts.dates.every((date) => date > Date.UTC(2018) && date < Date.now())).toBe(true);
    expect(new Set(optOuts.reasonTexts)).toEqual(new Set(['', ...OPT_OUT_REASONS]));
    const contacts = new Set(practice.company.snapshot().map(({ phone }) => Number(phone)));
    expect(optOuts.phones.slice(OWN).some((phone) => contacts.has(phone))).toBe(false);
  });

  test('are the same whatever the pages are, and none of the other sender code’s', async () => {
    await start({ inventedOptOuts: 100, pageMembers: 7 });
    const { optOuts } = await read();
    const pages = Math.ceil((OWN + 100) / 7);
    expect(requests(practice, 'GET', /OptOut/)).toBe(pages);
    await start({ inventedOptOuts: 100 });
    expect(withoutTime((await read()).optOuts)).toEqual(withoutTime(optOuts));
    const ask = await askerOf(practice);
    const { json } = await ask('GET', '/ShortCode/1002/OptOut');
    expect(json.data).toHaveLength(practiceOptedOut(1002).length);
  });

  test('are a million at most', async () => {
    await expect(startPracticeListrak({ inventedOptOuts: MILLION + 1 })).rejects.toThrow('At most 1000000');
  });
});

describe('a million opt-outs', () => {
  /** What a reading may hold at any moment beside what it began with: three times 18 bytes for each opt-out. */
  const BOUND = 60 * MB;

  /** The most that is in use while the pages are read, above what is in use now. */
  async function mostLive(work: (look: () => void) => Promise<void>): Promise<number> {
    const before = liveBytes();
    let most = 0;
    await work(() => {
      most = Math.max(most, liveBytes() - before);
    });
    return most;
  }

  test('are all read, in bounded memory', async () => {
    await start({ inventedOptOuts: MILLION });
    let optOuts: OptOuts | null = null;
    const counts: number[] = [];
    const most = await mostLive(async (look) => {
      ({ optOuts } = await read((count) => {
        counts.push(count);
        if (counts.length % 40 === 0) look();
      }));
      look();
    });
    expect(optOuts!.count).toBe(OWN + MILLION);
    expect(counts).toHaveLength(Math.ceil((OWN + MILLION) / 5000));
    expect(new Set(optOuts!.phones).size).toBe(OWN + MILLION);
    expect(optOuts!.dates.some(Number.isNaN)).toBe(false);
    expect(most).toBeLessThan(BOUND);
  });

  test('kept as they come would be too much, though fewer, so that the bound tells', async () => {
    await start({ inventedOptOuts: 600_000 });
    const { client } = clientOf(practice);
    const kept: unknown[] = [];
    const most = await mostLive(async (look) => {
      for await (const page of client.optOuts(1001)) kept.push(page);
      look();
    });
    expect(kept.length).toBe(Math.ceil((OWN + 600_000) / 5000));
    expect(most).toBeGreaterThan(BOUND);
  });

  test('are left out of a review without its process growing beyond bounds', async () => {
    const folder = temporaryFolder();
    try {
      const file = folder.file('audience.csv', 'phone,Loyalty Tier,is_sms_opted_in\n12015552000,Gold,true\n');
      const peaks: number[] = [];
      for (const inventedOptOuts of [1, MILLION]) {
        await start({ inventedOptOuts });
        const { options, env } = at(practice);
        const watch = fileURLToPath(new URL('../bench/report-peak.mjs', import.meta.url));
        const { code, json, stderr } = await runCli(
          ['review', file, '--check-opt-outs', '--json', ...options],
          {
            ...env,
            NODE_OPTIONS: `--import=${watch}`,
          },
        );
        expect([code, json?.rows, stderr]).toMatchObject([
          0,
          { total: 1, ready: 0, notOptedIn: 1 },
          expect.anything(),
        ]);
        peaks.push(Number(/peak (\d+)/.exec(stderr)![1]));
      }
      // Garbage among it, which is collected when the process sees fit; and the rows are compared with a set of them all.
      expect(peaks[1]! - peaks[0]!).toBeLessThan(220 * MB);
    } finally {
      folder.remove();
    }
  });
});

describe('a page of opt-outs', () => {
  beforeEach(() => start({ inventedOptOuts: 20_000 }));

  test.each([
    { type: 'status', status: 503 },
    { type: 'status', status: 429 },
    { type: 'resetBefore' },
    { type: 'resetAfter' },
  ] as const)(
    'that fails midway ($type $status) is asked for again, and nothing is lost or doubled',
    async (fault) => {
      const { optOuts: undisturbed } = await read();
      strike(10_000, fault, 2);
      const { optOuts, waits } = await read();
      expect(withoutTime(optOuts)).toEqual(withoutTime(undisturbed));
      expect(waits).toHaveLength(2);
    },
  );

  test('for which the access has run out is asked for again with a new one', async () => {
    const { optOuts } = await read((count) => {
      if (count === 10_000) practice.faults.expireTokens();
    });
    expect(optOuts.count).toBe(OWN + 20_000);
    expect(practice.traffic.filter(({ status }) => status === 401)).toHaveLength(1);
  });

  test('that fails for good ends it, and no part of the opt-outs is answered', async () => {
    strike(15_000, { type: 'status', status: 503 }, 100);
    const counts: number[] = [];
    const error = await failureOf(read((count) => counts.push(count)));
    expect(error).toMatchObject({ status: 503, mayHaveTakenEffect: false });
    expect(error.message).toBe('Listrak answered with an error (ERROR_UNHANDLED_EXCEPTION).');
    expect(counts).toEqual([5000, 10_000, 15_000]);
    expect(requests(practice, 'GET', /cursor=after-15000/)).toBe(QUICK.attempts);
  });

  test.each([0, 10_000, 20_000])(
    'that names itself as the next one (after %i) ends it in a sentence',
    async (after) => {
      strike(after, { type: 'sameCursor' }, 100);
      const error = await failureOf(read());
      expect(error).toMatchObject({ code: 'answer.unexpected', mayHaveTakenEffect: false });
      expect(error.message).toBe(
        'Listrak’s answer about the opt-outs is not understood (its pages repeat themselves).',
      );
      expect(requests(practice, 'GET', /OptOut/)).toBe(after / 5000 + 1);
    },
  );

  test('that leads back to an earlier one ends it, too', async () => {
    const { json } = await (await askerOf(practice))(
      'GET',
      '/ShortCode/1001/OptOut?cursor=after-10000&count=5000',
    );
    const body = JSON.stringify({ ...json, nextPageCursor: 'after-5000' });
    strike(10_000, { type: 'status', status: 200, body });
    const error = await failureOf(read());
    expect(error.message).toContain('its pages repeat themselves');
  });

  test.each([0, 10_000, 15_000])(
    'that is full and does not say where the next one is (after %i) ends it in a sentence',
    async (after) => {
      strike(after, { type: 'noCursor' });
      const error = await failureOf(read());
      expect(error).toMatchObject({ code: 'answer.unexpected' });
      expect(error.message).toBe(
        'Listrak’s answer about the opt-outs is not understood (a full page does not say where the next one is).',
      );
    },
  );

  test('that is not full and names no next one is the last', async () => {
    strike(20_000, { type: 'noCursor' });
    expect((await read()).optOuts.count).toBe(OWN + 20_000);
  });

  test('is the last that is asked for when it is stopped', async () => {
    const stop = new AbortController();
    const reading = read((count) => {
      if (count === 10_000) stop.abort();
    }, stop.signal);
    await expect(reading).rejects.toMatchObject({ name: 'AbortError' });
    expect(requests(practice, 'GET', /OptOut/)).toBe(2);
  });
});
