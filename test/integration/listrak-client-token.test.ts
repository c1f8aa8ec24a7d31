import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type PracticeListrak, startPracticeListrak } from '../../src-main/practice/practice-server.ts';
import { practicePhones } from '../../src-main/practice/seed.ts';
import {
  clientOf,
  failureOf,
  IMPORTS,
  largeImport,
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

describe('the token', () => {
  test('is asked for once and used for every call', async () => {
    const { client } = clientOf(practice);
    await client.senderCodes();
    await client.profileFields(1001);
    expect(await client.contact(1001, 13_035_550_100)).toBeNull();
    expect(requests(practice, 'POST', TOKENS)).toBe(1);
  });

  test('is renewed once when it is refused, for a read and for an import, without a wait', async () => {
    const { client, waits } = clientOf(practice);
    await client.senderCodes();
    practice.faults.expireTokens();
    expect(await client.senderCodes()).toHaveLength(2);
    expect(requests(practice, 'POST', TOKENS)).toBe(2);

    practice.faults.expireTokens();
    const phone = practicePhones(1001)[0]!;
    const { file, mappings } = tierImport([phone], 'Diamond');
    await client.startImport(1001, file, mappings);
    await until(() => tierOf(practice, phone) === 'Diamond');
    expect(requests(practice, 'POST', TOKENS)).toBe(3);
    expect(requests(practice, 'POST', IMPORTS)).toBe(2);
    expect(waits).toEqual([]);
  });

  test('is renewed when it is refused before a large import is out', async () => {
    const { client } = clientOf(practice);
    await client.senderCodes();
    practice.faults.expireTokens();
    const { file, mappings } = largeImport();
    expect(await client.startImport(1001, file, mappings)).toMatch(/^\d+$/);
    expect(practice.traffic.filter(({ status }) => status === 201)).toHaveLength(1);
  });

  test('is not renewed twice: a lasting 401 ends in ERROR_UNAUTHORIZED', async () => {
    const body = '{"status":401,"error":"ERROR_UNAUTHORIZED","message":"Denied."}';
    const fault = { type: 'status', status: 401, body } as const;
    practice.faults.add({ path: /^\/sms\//, times: 100, fault });
    const { client, waits } = clientOf(practice);
    const error = await failureOf(client.senderCodes());
    expect(error).toMatchObject({ code: 'ERROR_UNAUTHORIZED', status: 401, mayHaveTakenEffect: false });
    expect(error.hint).toMatch(/secret.*paused.*IP address/);
    expect(requests(practice, 'GET', /ShortCode$/)).toBe(2);
    expect(requests(practice, 'POST', TOKENS)).toBe(2);
    expect(waits).toEqual([]);
  });

  test('is renewed by one request when parallel calls find it expired', async () => {
    const { client } = clientOf(practice);
    await client.senderCodes();
    practice.faults.expireTokens();
    const phones = practicePhones(1001).slice(0, 8);
    const contacts = await Promise.all(phones.map((phone) => client.contact(1001, Number(phone))));
    expect(contacts.map((contact) => contact?.phoneNumber)).toEqual(phones);
    expect(requests(practice, 'POST', TOKENS)).toBe(2);
  });

  test('is asked for by one request when the first calls are parallel', async () => {
    const { client } = clientOf(practice);
    await Promise.all([client.senderCodes(), client.profileFields(1001), client.senderCodes()]);
    expect(requests(practice, 'POST', TOKENS)).toBe(1);
  });

  test('that one call stopped waiting for still comes to the calls beside it', async () => {
    practice.faults.add({ path: TOKENS, fault: { type: 'slow', milliseconds: 80 } });
    const { client } = clientOf(practice);
    const stop = new AbortController();
    const stopped = client.senderCodes({ signal: stop.signal }).catch(() => 'stopped');
    const other = client.senderCodes();
    setTimeout(() => stop.abort(), 20);
    expect(await stopped).toBe('stopped');
    expect(await other).toHaveLength(2);
  });

  test('is refused with the causes named when the credentials are wrong', async () => {
    const { client } = clientOf(practice, {
      credentials: { clientId: 'practice', clientSecret: 'hunter2' },
    });
    const error = await failureOf(client.senderCodes());
    expect(error).toMatchObject({ code: 'ERROR_INVALID_CREDENTIALS', status: 401 });
    expect(error.hint).toMatch(/secret.*paused.*IP address/);
    expect(JSON.stringify(error.toFailure())).not.toContain('hunter2');
    expect(requests(practice, 'POST', TOKENS)).toBe(1);
  });

  test('cannot be had from a paused integration, whether there was one before or not', async () => {
    const { client: earlier } = clientOf(practice);
    await earlier.senderCodes();
    practice.faults.pauseIntegration(true);
    for (const client of [earlier, clientOf(practice).client]) {
      const error = await failureOf(client.senderCodes());
      expect(error.code).toBe('ERROR_INVALID_CREDENTIALS');
      expect(error.hint).toContain('paused');
    }
    practice.faults.pauseIntegration(false);
    expect(await earlier.senderCodes()).toHaveLength(2);
  });
});
