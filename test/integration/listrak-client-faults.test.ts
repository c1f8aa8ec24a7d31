import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type PracticeListrak, startPracticeListrak } from '../../src-main/practice/practice-server.ts';
import { practicePhones } from '../../src-main/practice/seed.ts';
import {
  clientOf,
  failureOf,
  IMPORTS,
  importOf,
  largeImport,
  QUICK,
  requests,
  TOKENS,
  tierImport,
  tierOf,
  until,
} from './practice-client.ts';

let practice: PracticeListrak;

beforeEach(async () => {
  practice = await startPracticeListrak();
});

afterEach(async () => {
  await practice.stop();
});

const PHONE = practicePhones(1001)[0]!;
const small = () => tierImport([PHONE], 'Diamond');
/** How many requests the practice Listrak accepted as imports and said so. */
const accepted = () => practice.traffic.filter(({ status }) => status === 201).length;

describe('a read that meets trouble', () => {
  test.each([429, 500, 502, 503, 504])('of HTTP %i is repeated, and each wait is told', async (status) => {
    practice.faults.add({ path: /ShortCode$/, times: 2, fault: { type: 'status', status } });
    const { client, waits } = clientOf(practice);
    expect(await client.senderCodes()).toHaveLength(2);
    expect(requests(practice, 'GET', /ShortCode$/)).toBe(3);
    expect(waits.map(({ attempt }) => attempt)).toEqual([1, 2]);
    expect(waits[0]!.waitMs).toBeGreaterThanOrEqual(2);
    expect(waits[0]!.waitMs).toBeLessThanOrEqual(5);
    expect(waits[1]!.waitMs).toBeGreaterThanOrEqual(5);
    expect(waits[1]!.waitMs).toBeLessThanOrEqual(10);
    for (const { why } of waits) expect(why).toMatch(/Listrak answered with an error/);
  });

  test.each([
    ['1', 20],
    ['0', 0],
  ])('waits as long as a Retry-After of %s asks, under the cap', async (retryAfter, waitMs) => {
    const headers = { 'Retry-After': retryAfter };
    practice.faults.add({ path: /ShortCode$/, fault: { type: 'status', status: 429, headers } });
    const { client, waits } = clientOf(practice);
    expect(await client.senderCodes()).toHaveLength(2);
    expect(waits).toMatchObject([{ attempt: 1, waitMs, why: expect.any(String) }]);
  });

  test.each([429, 503])('ends in an error when HTTP %i outlasts the attempts', async (status) => {
    practice.faults.add({ path: /ShortCode$/, times: 100, fault: { type: 'status', status } });
    const { client, waits } = clientOf(practice);
    expect(await failureOf(client.senderCodes())).toMatchObject({ status, mayHaveTakenEffect: false });
    expect(requests(practice, 'GET', /ShortCode$/)).toBe(QUICK.attempts);
    expect(waits).toHaveLength(QUICK.attempts - 1);
  });

  test('is repeated as the call’s own policy says, where it has one', async () => {
    practice.faults.add({ path: /ShortCode$/, times: 100, fault: { type: 'status', status: 503 } });
    const { client } = clientOf(practice);
    await failureOf(client.senderCodes({ retry: { ...QUICK, attempts: 5 } }));
    expect(requests(practice, 'GET', /ShortCode$/)).toBe(5);
  });

  test.each([400, 403, 405, 415])('of HTTP %i is not repeated', async (status) => {
    practice.faults.add({ path: /ShortCode$/, fault: { type: 'status', status } });
    const { client, waits } = clientOf(practice);
    expect(await failureOf(client.senderCodes())).toMatchObject({ status });
    expect(waits).toEqual([]);
  });

  test.each(['resetBefore', 'resetAfter'] as const)(
    'of a connection that breaks (%s) is repeated',
    async (type) => {
      practice.faults.add({ path: /ShortCode$/, times: 2, fault: { type } });
      const { client, waits } = clientOf(practice);
      expect(await client.senderCodes()).toHaveLength(2);
      expect(waits.map(({ why }) => why)).toEqual(
        Array(2).fill(expect.stringMatching(/connection to .* broke/)),
      );
    },
  );

  test('of an answer that is not JSON ends in an error that names what was asked', async () => {
    practice.faults.add({ path: /SegmentationField$/, fault: { type: 'notJson' } });
    const { client } = clientOf(practice);
    const error = await failureOf(client.profileFields(1001));
    expect(error).toMatchObject({ code: 'answer.unexpected', mayHaveTakenEffect: false });
    expect(error.message).toContain('profile fields');
    expect(error.message).not.toContain('html');
    expect(requests(practice, 'GET', /SegmentationField$/)).toBe(1);
  });

  test('when asking for the token is repeated just so', async () => {
    practice.faults.add({ path: TOKENS, fault: { type: 'status', status: 503 } });
    practice.faults.add({ path: TOKENS, fault: { type: 'resetBefore' } });
    const { client, waits } = clientOf(practice);
    expect(await client.senderCodes()).toHaveLength(2);
    expect(requests(practice, 'POST', TOKENS)).toBe(3);
    expect(waits).toHaveLength(2);
  });

  test('of nobody answering is repeated and ends in an error that names the host', async () => {
    const { client, waits } = clientOf(practice);
    await practice.stop();
    const error = await failureOf(client.senderCodes());
    expect(error).toMatchObject({ code: 'network.ECONNREFUSED', status: null, mayHaveTakenEffect: false });
    expect(error.message).toContain(new URL(practice.apiUrl).host);
    expect(waits).toHaveLength(QUICK.attempts - 1);
  });
});

describe('an import that meets trouble', () => {
  test('of HTTP 429 is repeated, since it was not acted on', async () => {
    practice.faults.add({ method: 'POST', path: IMPORTS, times: 2, fault: { type: 'status', status: 429 } });
    const { client, waits } = clientOf(practice);
    const { file, mappings } = small();
    await client.startImport(1001, file, mappings);
    await until(() => tierOf(practice, PHONE) === 'Diamond');
    expect(requests(practice, 'POST', IMPORTS)).toBe(3);
    expect(waits.map(({ attempt }) => attempt)).toEqual([1, 2]);
  });

  test('of HTTP 429 stops when the attempts are used', async () => {
    practice.faults.add({
      method: 'POST',
      path: IMPORTS,
      times: 100,
      fault: { type: 'status', status: 429 },
    });
    const { client } = clientOf(practice);
    const { file, mappings } = small();
    const error = await failureOf(client.startImport(1001, file, mappings));
    expect(error).toMatchObject({ status: 429, mayHaveTakenEffect: false });
    expect(requests(practice, 'POST', IMPORTS)).toBe(QUICK.attempts);
  });

  test.each([500, 502, 503, 504])('of HTTP %i is not repeated, since it may have arrived', async (status) => {
    practice.faults.add({ method: 'POST', path: IMPORTS, fault: { type: 'status', status } });
    const { client, waits } = clientOf(practice);
    const { file, mappings } = small();
    const error = await failureOf(client.startImport(1001, file, mappings));
    expect(error).toMatchObject({ status, mayHaveTakenEffect: true });
    expect(requests(practice, 'POST', IMPORTS)).toBe(1);
    expect(waits).toEqual([]);
  });

  test.each(['resetBefore', 'resetDuring'] as const)(
    'of a connection that breaks before the body is out (%s) is repeated',
    async (type) => {
      practice.faults.add({ method: 'POST', path: IMPORTS, fault: { type } });
      const { client, waits } = clientOf(practice);
      const { file, mappings } = largeImport();
      expect(await client.startImport(1001, file, mappings)).toMatch(/^\d+$/);
      expect(requests(practice, 'POST', IMPORTS)).toBe(2);
      expect(accepted()).toBe(1);
      expect(waits).toHaveLength(1);
    },
  );

  test('of a connection that always breaks before the body is out stops when the attempts are used', async () => {
    practice.faults.add({ method: 'POST', path: IMPORTS, times: 100, fault: { type: 'resetDuring' } });
    const { client } = clientOf(practice);
    const { file, mappings } = largeImport();
    const error = await failureOf(client.startImport(1001, file, mappings));
    expect(error).toMatchObject({ status: null, mayHaveTakenEffect: false });
    expect(requests(practice, 'POST', IMPORTS)).toBe(QUICK.attempts);
  });

  test('of a connection that breaks instead of the answer is not repeated, and did arrive', async () => {
    practice.faults.add({ method: 'POST', path: IMPORTS, fault: { type: 'resetAfter' } });
    const { client, waits } = clientOf(practice);
    const { file, mappings } = small();
    const error = await failureOf(client.startImport(1001, file, mappings));
    expect(error).toMatchObject({ status: null, mayHaveTakenEffect: true });
    expect(error.code).toMatch(/^network\./);
    expect(requests(practice, 'POST', IMPORTS)).toBe(1);
    expect(waits).toEqual([]);
    await until(() => tierOf(practice, PHONE) === 'Diamond');
  });

  test('of a short body that may be out when the connection breaks is not repeated', async () => {
    practice.faults.add({ method: 'POST', path: IMPORTS, fault: { type: 'resetDuring' } });
    const { client } = clientOf(practice);
    const { file, mappings } = small();
    const error = await failureOf(client.startImport(1001, file, mappings));
    expect(error.mayHaveTakenEffect).toBe(true);
    expect(requests(practice, 'POST', IMPORTS)).toBe(1);
  });

  test('of an answer that is not JSON is not repeated, since it may have arrived', async () => {
    practice.faults.add({ method: 'POST', path: IMPORTS, fault: { type: 'notJson' } });
    const { client } = clientOf(practice);
    const { file, mappings } = small();
    const error = await failureOf(client.startImport(1001, file, mappings));
    expect(error).toMatchObject({ code: 'answer.unexpected', mayHaveTakenEffect: true });
    expect(requests(practice, 'POST', IMPORTS)).toBe(1);
  });

  test.each([
    ['short', small],
    ['large', largeImport],
  ])('of nobody answering certainly had no effect, however %s its body', async (_size, plan) => {
    const { client, waits } = clientOf(practice);
    await client.senderCodes();
    await practice.stop();
    const { file, mappings } = plan();
    const error = await failureOf(client.startImport(1001, file, mappings));
    expect(error).toMatchObject({ code: 'network.ECONNREFUSED', mayHaveTakenEffect: false });
    expect(waits).toHaveLength(QUICK.attempts - 1);
  });

  test('of no token to be had certainly had no effect', async () => {
    practice.faults.add({ path: TOKENS, times: 100, fault: { type: 'status', status: 500 } });
    const { client } = clientOf(practice);
    const { file, mappings } = small();
    const error = await failureOf(client.startImport(1001, file, mappings));
    expect(error).toMatchObject({ status: 500, mayHaveTakenEffect: false });
    expect(requests(practice, 'POST', IMPORTS)).toBe(0);
  });
});

describe('stopping', () => {
  /** Stops as soon as the practice Listrak has seen such a request. */
  function stopAfter(method: string, path: RegExp): AbortSignal {
    const stop = new AbortController();
    void until(() => requests(practice, method, path) > 0).then(() => stop.abort());
    return stop.signal;
  }

  test('ends a read whose answer never comes, at once and for good', { timeout: 5000 }, async () => {
    practice.faults.add({ path: /ShortCode$/, times: 100, fault: { type: 'never' } });
    const { client } = clientOf(practice);
    const signal = stopAfter('GET', /ShortCode$/);
    await expect(client.senderCodes({ signal })).rejects.toThrow();
    expect(signal.aborted).toBe(true);
    expect(requests(practice, 'GET', /ShortCode$/)).toBe(1);
  });

  test('ends a long wait between two attempts', { timeout: 5000 }, async () => {
    practice.faults.add({ path: /ShortCode$/, times: 100, fault: { type: 'status', status: 503 } });
    const stop = new AbortController();
    const { client } = clientOf(practice, {
      retry: { attempts: 3, firstWaitMs: 60_000, longestWaitMs: 60_000 },
      onWait: () => setTimeout(() => stop.abort(), 5),
    });
    await expect(client.senderCodes({ signal: stop.signal })).rejects.toThrow();
    expect(requests(practice, 'GET', /ShortCode$/)).toBe(1);
  });

  test('an import whose answer never comes says that it may have arrived', { timeout: 5000 }, async () => {
    practice.faults.add({ method: 'POST', path: IMPORTS, fault: { type: 'never' } });
    const { client } = clientOf(practice);
    const { file, mappings } = small();
    const signal = stopAfter('POST', IMPORTS);
    const error = await failureOf(client.startImport(1001, file, mappings, { signal }));
    expect(error).toMatchObject({ code: 'stopped', mayHaveTakenEffect: true });
    expect(requests(practice, 'POST', IMPORTS)).toBe(1);
  });

  test('an import in the middle of its body certainly had no effect', { timeout: 5000 }, async () => {
    const { client } = clientOf(practice);
    const stop = new AbortController();
    const { file, mappings } = importOf(Buffer.from('Phone,Loyalty Tier\r\n'), 1000);
    const halting = {
      ...file,
      async *read() {
        yield* file.read();
        setTimeout(() => stop.abort(), 20);
        await new Promise(() => {});
      },
    };
    const error = await failureOf(client.startImport(1001, halting, mappings, { signal: stop.signal }));
    expect(error).toMatchObject({ code: 'stopped', mayHaveTakenEffect: false });
    expect(accepted()).toBe(0);
    expect(requests(practice, 'POST', IMPORTS)).toBeLessThanOrEqual(1);
  });

  test('before an import has begun sends nothing', async () => {
    const { client } = clientOf(practice);
    const { file, mappings } = small();
    await expect(
      client.startImport(1001, file, mappings, { signal: AbortSignal.abort() }),
    ).rejects.not.toHaveProperty('mayHaveTakenEffect', true);
    expect(practice.traffic).toEqual([]);
  });
});
