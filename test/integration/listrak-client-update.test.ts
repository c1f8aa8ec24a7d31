import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Contact } from '../../src-main/listrak/answers.ts';
import type { Fault } from '../../src-main/practice/faults.ts';
import { type PracticeListrak, startPracticeListrak } from '../../src-main/practice/practice-server.ts';
import { clientOf, failureOf, requests, TOKENS } from './practice-client.ts';
import { PEOPLE } from './pushing.ts';

const PHONE = PEOPLE[0]!;
const UNKNOWN = 19_075_550_101;
const CONTACT = /\/Contact(\/\d+)?$/;
const FIRST_NAME = 503;
const POINTS = 602;

let practice: PracticeListrak;
let before: ReturnType<PracticeListrak['company']['snapshot']>;

beforeEach(async () => {
  practice = await startPracticeListrak();
  before = practice.company.snapshot();
});
afterEach(() => practice.stop());

const gets = () => requests(practice, 'GET', CONTACT);
const puts = () => requests(practice, 'PUT', CONTACT);
const called = ({ subscribeDate, unsubscribeDate, ...contact }: Contact, firstName = 'Zoë') => ({
  ...contact,
  firstName,
});
const update = (
  { client }: ReturnType<typeof clientOf>,
  change: (contact: Contact) => Record<string, unknown> | null = called,
  options: { signal?: AbortSignal } = {},
) => client.updateContact(1001, Number(PHONE), change, options);
const strike = (method: string, fault: Fault, times = 1) =>
  practice.faults.add({ method, path: CONTACT, fault, times });

/** What of the practice company’s contacts is not as it was. */
function changes() {
  return practice.company.snapshot().flatMap((now, place) => {
    const { values: was, ...rest } = before[place]!;
    const { values, ...others } = now;
    expect(others).toEqual(rest);
    const ids = Object.keys({ ...was, ...values }).filter((id) => was[id] !== values[id]);
    return ids.map((id) => [now.phone, Number(id), values[id]]);
  });
}

describe('changing one contact', () => {
  test('reads it, writes it, and changes nothing but what was asked for', async () => {
    expect(await update(clientOf(practice))).toBe(true);
    expect([gets(), puts()]).toEqual([1, 1]);
    expect(changes()).toEqual([[PHONE, FIRST_NAME, 'Zoë']]);
  });

  test('writes nothing where nothing is to be changed', async () => {
    expect(await update(clientOf(practice), () => null)).toBe(true);
    expect([gets(), puts(), changes()]).toEqual([1, 0, []]);
  });

  test('tells of a number that Listrak does not know, and writes nothing', async () => {
    const { client, waits } = clientOf(practice);
    expect(await client.updateContact(1001, UNKNOWN, called)).toBe(false);
    expect([gets(), puts(), waits]).toEqual([1, 0, []]);
  });

  test('tells of a number that Listrak does not know any more when it is to be written', async () => {
    const body = '{"error":"ERROR_PHONE_NUMBER_NOT_FOUND"}';
    strike('PUT', { type: 'status', status: 404, body });
    expect(await update(clientOf(practice))).toBe(false);
    expect(changes()).toEqual([]);
  });

  test('is refused once and for all where Listrak does not take the values', async () => {
    const { waits, ...one } = clientOf(practice);
    const error = await failureOf(update({ ...one, waits }, (contact) => called(contact, 'Z'.repeat(51))));
    expect(error).toMatchObject({ status: 400, code: 'ERROR_SEGMENTATION_MAX_LENGTH' });
    expect([gets(), puts(), waits, changes()]).toEqual([1, 1, [], []]);
  });

  test('is not done where Listrak answers with another contact', async () => {
    const fetch: typeof globalThis.fetch = (address, init) =>
      globalThis.fetch(String(address).replace(/\/Contact\/\d+$/, `/Contact/${PEOPLE[1]}`), init);
    const error = await failureOf(update(clientOf(practice, { fetch })));
    expect(error.code).toBe('answer.unexpected');
    expect([puts(), changes()]).toEqual([0, []]);
  });

  test.each([
    ['7175550101', true],
    ['+1 (717) 555-0101', true],
    ['17175550102', false],
    ['', false],
  ])('knows the contact by its number, however that is written: %j', async (phoneNumber, known) => {
    const fetch: typeof globalThis.fetch = async (address, init) =>
      CONTACT.test(String(address))
        ? Response.json({ data: { phoneNumber, optedOut: false } })
        : await globalThis.fetch(address, init);
    const { client } = clientOf(practice, { fetch });
    const updating = client.updateContact(1001, 17_175_550_101, () => null);
    if (known) expect(await updating).toBe(true);
    else expect((await failureOf(updating)).code).toBe('answer.unexpected');
  });

  test('does not count as done where the answer is none of Listrak’s', async () => {
    strike('PUT', { type: 'notJson' });
    expect((await failureOf(update(clientOf(practice)))).code).toBe('answer.unexpected');
  });
});

describe('a change that fails for a passing reason', () => {
  test.each<[string, 'GET' | 'PUT', Fault, number]>([
    ['the connection breaks before the read', 'GET', { type: 'resetBefore' }, 1],
    ['Listrak is overloaded at the read', 'GET', { type: 'status', status: 503 }, 1],
    ['the connection breaks before the write', 'PUT', { type: 'resetBefore' }, 2],
    ['Listrak is overloaded at the write', 'PUT', { type: 'status', status: 503 }, 2],
    ['Listrak asks for patience', 'PUT', { type: 'status', status: 429, headers: { 'Retry-After': '0' } }, 2],
    ['the answer to the write is lost', 'PUT', { type: 'resetAfter' }, 2],
  ])('is repeated from the read on, after one wait: %s', async (_what, method, fault, asked) => {
    strike(method, fault);
    const { waits, ...one } = clientOf(practice);
    const seen: unknown[] = [];
    await update({ ...one, waits }, (contact) => {
      seen.push(contact.firstName);
      return called(contact);
    });
    expect(waits).toHaveLength(1);
    expect(seen).toHaveLength(asked);
    expect(changes()).toEqual([[PHONE, FIRST_NAME, 'Zoë']]);
    // Where it was carried out the first time, it is seen.
    expect(seen.at(-1) === 'Zoë').toBe(fault.type === 'resetAfter');
  });

  test('puts no value back that has changed between the two attempts', async () => {
    strike('PUT', { type: 'resetBefore' });
    const contact = practice.company.find(1001, PHONE)!;
    await update(clientOf(practice, { onWait: () => void contact.values.set(POINTS, '4711') }));
    expect(changes()).toEqual([
      [PHONE, FIRST_NAME, 'Zoë'],
      [PHONE, POINTS, '4711'],
    ]);
  });

  test('is not done to somebody who opts out between the two attempts, if the change says so', async () => {
    strike('PUT', { type: 'resetBefore' });
    const onWait = () => practice.company.optOut(PHONE, '2026-11-28T00:00:00');
    await update(clientOf(practice, { onWait }), (contact) => (contact.optedOut ? null : called(contact)));
    expect(practice.company.find(1001, PHONE)).toMatchObject({ optedOut: true });
    expect(practice.company.find(1001, PHONE)!.values.get(FIRST_NAME)).not.toBe('Zoë');
    expect(puts()).toBe(1);
  });

  test('is given up after as many attempts as any other call', async () => {
    strike('PUT', { type: 'status', status: 503 }, 9);
    const { waits, ...one } = clientOf(practice);
    expect(await failureOf(update({ ...one, waits }))).toMatchObject({ status: 503, transient: true });
    expect([gets(), puts(), waits.length]).toEqual([3, 3, 2]);
  });

  test('renews the token once, without a wait, at the read and at the write', async () => {
    const { waits, ...one } = clientOf(practice);
    await one.client.senderCodes();
    practice.faults.expireTokens();
    await update({ ...one, waits }, (contact) => {
      practice.faults.expireTokens();
      return called(contact);
    });
    expect(requests(practice, 'POST', TOKENS)).toBe(3);
    expect([gets(), puts(), waits]).toEqual([2, 2, []]);
    expect(changes()).toEqual([[PHONE, FIRST_NAME, 'Zoë']]);
  });

  test('is not repeated where access is refused with a new token, too', async () => {
    const { waits, ...one } = clientOf(practice);
    await one.client.senderCodes();
    strike('PUT', { type: 'status', status: 401 }, 2);
    expect(await failureOf(update({ ...one, waits }))).toMatchObject({ status: 401 });
    expect([puts(), waits, changes()]).toEqual([2, [], []]);
  });
});

describe('a change that is stopped', () => {
  test('is not begun', async () => {
    await expect(update(clientOf(practice), called, { signal: AbortSignal.abort() })).rejects.toThrow();
    expect(gets()).toBe(0);
  });

  test('ends at once while it reads, and writes nothing', async () => {
    const stop = new AbortController();
    strike('GET', { type: 'never' });
    const updating = update(clientOf(practice), called, { signal: stop.signal });
    setTimeout(() => stop.abort(), 50);
    await expect(updating).rejects.toMatchObject({ name: 'AbortError' });
    expect([puts(), changes()]).toEqual([0, []]);
  });

  test('comes to its end where it is being written, so that it is known what became of it', async () => {
    const stop = new AbortController();
    strike('PUT', { type: 'slow', milliseconds: 150 });
    const updating = update(
      clientOf(practice),
      (contact) => {
        setTimeout(() => stop.abort(), 30);
        return called(contact);
      },
      { signal: stop.signal },
    );
    expect(await updating).toBe(true);
    expect(stop.signal.aborted).toBe(true);
    expect(changes()).toEqual([[PHONE, FIRST_NAME, 'Zoë']]);
  });

  test('is not tried again during a wait', async () => {
    const stop = new AbortController();
    strike('PUT', { type: 'status', status: 503 }, 9);
    const onWait = () => stop.abort();
    const one = clientOf(practice, {
      onWait,
      retry: { attempts: 3, firstWaitMs: 60_000, longestWaitMs: 60_000 },
    });
    await expect(update(one, called, { signal: stop.signal })).rejects.toMatchObject({ name: 'AbortError' });
    await sleep(20);
    expect([gets(), puts()]).toEqual([1, 1]);
  });
});
