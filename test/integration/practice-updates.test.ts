import { setTimeout as sleep } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { ContactSnapshot } from '../../src-main/practice/company.ts';
import {
  type PracticeListrak,
  type PracticeOptions,
  startPracticeListrak,
} from '../../src-main/practice/practice-server.ts';
import { practiceOptedOut, practicePhones } from '../../src-main/practice/seed.ts';
import { type Ask, askerOf, importBodyOf, mapped } from './practice-fetch.ts';

let practice: PracticeListrak;
let ask: Ask;

async function start(options: PracticeOptions = {}): Promise<void> {
  practice = await startPracticeListrak(options);
  ask = await askerOf(practice);
}

beforeEach(() => start({ importMilliseconds: 10 }));

afterEach(async () => {
  await practice.stop();
});

const OPTED_OUTS = practiceOptedOut(1001);
const OPTED_OUT = OPTED_OUTS[0]!;
const [PHONE, OTHER] = practicePhones(1001).filter((phone) => !OPTED_OUTS.includes(phone)) as [
  string,
  string,
];
const CANADIAN = practicePhones(1002)[0]!;

const snapshot = () => new Map(practice.company.snapshot().map((contact) => [contact.phone, contact]));
const valuesOf = (phone: string) => snapshot().get(phone)!.values;

/** The contacts that are not as they were, new and lost ones included, as they are now. */
function changedSince(before: Map<string, ContactSnapshot>): (ContactSnapshot | undefined)[] {
  const after = snapshot();
  return [...new Set([...before.keys(), ...after.keys()])]
    .filter((phone) => !isDeepStrictEqual(before.get(phone), after.get(phone)))
    .map((phone) => after.get(phone));
}

/** A contact as it becomes when some of its values change and nothing else. */
function withValues(before: Map<string, ContactSnapshot>, phone: string, values: Record<string, string>) {
  const contact = before.get(phone)!;
  return { ...contact, values: { ...contact.values, ...values } };
}

async function importState(
  id: string,
): Promise<{ status: string; startDate: string; endDate: string | null }> {
  return (await ask('GET', `/ShortCode/1001/ContactImport/${id}`)).json.data;
}

async function startImport(csv: string, changes: object = {}): Promise<string> {
  const { status, json } = await ask('POST', '/ShortCode/1001/ContactImport', importBodyOf(csv, changes));
  expect(status).toBe(201);
  return json.resourceId;
}

async function followed(id: string) {
  for (;;) {
    const state = await importState(id);
    if (state.endDate) return state;
    await sleep(5);
  }
}

const imported = async (csv: string, changes: object = {}) => followed(await startImport(csv, changes));

describe('an import', () => {
  test('is queued, works, and ends with a date; only then its contacts are updated, and nobody else', async () => {
    await practice.stop();
    await start({ importMilliseconds: 100 });
    const before = snapshot();
    const id = await startImport(`Phone,Loyalty Tier\r\n${PHONE},Diamond\r\n`);
    expect(await importState(id)).toMatchObject({ status: 'Queued', startDate: null, endDate: null });
    expect(changedSince(before)).toEqual([]);
    expect(await followed(id)).toMatchObject({
      status: 'Completed',
      startDate: expect.stringMatching(/^\d{4}-/),
      fileName: 'audience.csv',
    });
    expect(valuesOf(PHONE)[601]).toBe('Diamond');
    expect(changedSince(before)).toEqual([withValues(before, PHONE, { 601: 'Diamond' })]);
  });

  test('shows in the contact that the API answers with', async () => {
    await imported(`Phone,Tier,First,Born\r\n${PHONE},Diamond,Zoë,02/03/1991\r\n`, {
      fileMappings: [mapped(0, 0), mapped(1, 601), mapped(2, 503), mapped(3, 501)],
    });
    const { json } = await ask('GET', `/ShortCode/1001/Contact/${PHONE}`);
    expect(json.data).toMatchObject({ firstName: 'Zoë', birthday: '1991-02-03T00:00:00', optedOut: false });
    expect(json.data.segmentationFieldValues).toContainEqual({ segmentationFieldId: 601, value: 'Diamond' });
  });

  test.each([
    ['as country code and digits', (ten: string) => `1${ten}`],
    ['as ten digits', (ten: string) => ten],
    ['with a plus', (ten: string) => `+1${ten}`],
  ])('finds a number written %s', async (_how, write) => {
    await imported(`Phone,Loyalty Tier\r\n${write(PHONE.slice(1))},Diamond\r\n`);
    expect(valuesOf(PHONE)[601]).toBe('Diamond');
  });

  test('drops unknown numbers, and those of another sender code, without a word', async () => {
    const before = snapshot();
    const rows = `13035550100,Diamond\r\n${CANADIAN},Diamond\r\nnonsense,Diamond\r\n`;
    expect(await imported(`Phone,Loyalty Tier\r\n${rows}`)).toMatchObject({ status: 'Completed' });
    expect(changedSince(before)).toEqual([]);
  });

  test('updates somebody who is opted out, but never opts them in', async () => {
    const before = snapshot();
    await imported(`Phone,Loyalty Tier\r\n${OPTED_OUT},Diamond\r\n`);
    expect(valuesOf(OPTED_OUT)[601]).toBe('Diamond');
    expect(changedSince(before)).toEqual([withValues(before, OPTED_OUT, { 601: 'Diamond' })]);
    expect(snapshot().get(OPTED_OUT)!.optedOut).toBe(true);
  });

  test('leaves a stored value as it is where the cell is blank or missing', async () => {
    await imported(`Phone,Loyalty Tier\r\n${PHONE},Diamond\r\n${OTHER},Diamond\r\n`);
    const before = snapshot();
    await imported(`Phone,Loyalty Tier\r\n${PHONE},\r\n${OTHER}\r\n`);
    expect(changedSince(before)).toEqual([]);
  });

  test('puts a default value where the cell is blank, and only there', async () => {
    await imported(`Phone,Loyalty Tier\r\n${PHONE},\r\n${OTHER},Gold\r\n`, {
      fileMappings: [mapped(0, 0), mapped(1, 601, { defaultValue: 'Diamond' })],
    });
    expect([valuesOf(PHONE)[601], valuesOf(OTHER)[601]]).toEqual(['Diamond', 'Gold']);
  });

  test('reads commas, line breaks and doubled qualifiers inside of qualified values', async () => {
    const mappings = { fileMappings: [mapped(0, 0), mapped(1, 605)] };
    await imported(`Phone,Store\r\n"${PHONE}","Main ""St"", 1\nLancaster"\r\n`, mappings);
    expect(valuesOf(PHONE)[605]).toBe('Main "St", 1\nLancaster');
    await imported(`Phone,Store\r\n${PHONE},'O, K'\r\n`, { ...mappings, textQualifier: "'" });
    expect(valuesOf(PHONE)[605]).toBe('O, K');
  });

  test('takes the first line for data when it is said to hold no column names', async () => {
    await imported(`${PHONE},Diamond\r\n`);
    expect(valuesOf(PHONE)[601]).not.toBe('Diamond');
    await imported(`${PHONE},Diamond\r\n`, { hasColumnNames: false });
    expect(valuesOf(PHONE)[601]).toBe('Diamond');
  });

  test.each([
    ['a text that is too long', 601, 'x'.repeat(21)],
    ['a number with three decimals', 602, '1.234'],
    ['a day that does not exist', 607, '02/30/2024'],
    ['a date in another order', 607, '2024-02-03'],
    ['a word that is neither yes nor no', 604, 'perhaps'],
  ])('does not store %s', async (_what, id, value) => {
    const before = snapshot();
    await imported(`Phone,Value\r\n${PHONE},${value}\r\n`, { fileMappings: [mapped(0, 0), mapped(1, id)] });
    expect(changedSince(before)).toEqual([]);
  });

  test('is seen only under its own sender code', async () => {
    const id = await startImport(`Phone,Loyalty Tier\r\n${PHONE},Diamond\r\n`);
    expect((await ask('GET', `/ShortCode/1002/ContactImport/${id}`)).status).toBe(404);
  });

  test('shows its values a while after its end when there is a lag', async () => {
    await practice.stop();
    await start({ importMilliseconds: 10, lagMilliseconds: 200 });
    await imported(`Phone,Loyalty Tier\r\n${PHONE},Diamond\r\n`);
    expect(valuesOf(PHONE)[601]).not.toBe('Diamond');
    while (valuesOf(PHONE)[601] !== 'Diamond') await sleep(10);
  });

  test('ends in failure and changes nothing when it is told to, and the next one does not', async () => {
    const before = snapshot();
    practice.faults.failNextImport();
    const csv = `Phone,Loyalty Tier\r\n${PHONE},Diamond\r\n`;
    expect(await imported(csv)).toMatchObject({ status: 'Failed' });
    await sleep(30);
    expect(changedSince(before)).toEqual([]);
    expect(await imported(csv)).toMatchObject({ status: 'Completed' });
    expect(valuesOf(PHONE)[601]).toBe('Diamond');
  });

  test('never ends when it is told to, and the next one does', async () => {
    practice.faults.neverEndNextImport();
    const csv = `Phone,Loyalty Tier\r\n${PHONE},Diamond\r\n`;
    const endless = await startImport(csv);
    await sleep(60);
    expect(await importState(endless)).toMatchObject({ status: 'Processing', endDate: null });
    expect(valuesOf(PHONE)[601]).not.toBe('Diamond');
    expect(await imported(csv)).toMatchObject({ status: 'Completed' });
  });
});

describe('the update of one contact', () => {
  const update = (body: object) => ask('PUT', '/ShortCode/1001/Contact', body);

  test('replaces all values of the contact by those it names, and touches nobody else', async () => {
    const before = snapshot();
    const { status } = await update({
      phoneNumber: PHONE,
      lastName: 'Curie',
      birthday: '1991-02-03T00:00:00',
      segmentationFieldValues: [{ segmentationFieldId: 601, value: 'Diamond' }],
    });
    expect(status).toBe(200);
    const values = { 501: '02/03/1991', 504: 'Curie', 601: 'Diamond' };
    expect(changedSince(before)).toEqual([{ ...before.get(PHONE)!, values }]);
  });

  test('changes nothing when it sends back what the API answered', async () => {
    const before = snapshot();
    for (const phone of [PHONE, OPTED_OUT]) {
      const { json } = await ask('GET', `/ShortCode/1001/Contact/${phone}`);
      const { subscribeDate: _since, unsubscribeDate: _until, ...contact } = json.data;
      expect((await update(contact)).status).toBe(200);
    }
    expect(changedSince(before)).toEqual([]);
  });

  test.each([{ optedOut: false }, { optedOut: null }, {}])('never opts somebody in: %o', async (more) => {
    const before = snapshot();
    expect((await update({ phoneNumber: OPTED_OUT, lastName: 'Curie', ...more })).status).toBe(200);
    expect(before.get(OPTED_OUT)!.optedOut).toBe(true);
    expect(changedSince(before)).toEqual([{ ...before.get(OPTED_OUT)!, values: { 504: 'Curie' } }]);
  });

  test('can opt somebody out, who is then among the opt-outs', async () => {
    await update({ phoneNumber: PHONE, optedOut: true });
    const { json } = await ask('GET', '/ShortCode/1001/OptOut?count=5000');
    expect(json.data).toHaveLength(OPTED_OUTS.length + 1);
    expect(json.data).toContainEqual({
      phoneNumber: PHONE,
      optOutDate: expect.stringMatching(/^\d{4}-/),
      optOutReason: expect.any(String),
    });
  });

  test.each([
    ['an unknown number', { phoneNumber: '13035550100' }, 404, 'ERROR_PHONE_NUMBER_NOT_FOUND'],
    ['a number of another sender code', { phoneNumber: CANADIAN }, 404, 'ERROR_PHONE_NUMBER_NOT_FOUND'],
    ['a bad email address', { emailAddress: 'nobody' }, 400, 'ERROR_INVALID_EMAIL_ADDRESS'],
    ['a blank birthday', { birthday: '' }, 400, 'ERROR_BIRTHDAY_FIELD_NULL'],
    ['a birthday that is no date', { birthday: 'soon' }, 400, 'ERROR_INVALID_PARAMETER'],
    ['an unknown field', { field: 999, value: 'x' }, 400, 'ERROR_INVALID_SEGMENTATION_FIELD_ID'],
    ['a disabled field', { field: 609, value: 'x' }, 400, 'ERROR_SEGMENTATION_FIELD_DISABLED'],
    ['too long a text', { field: 601, value: 'x'.repeat(21) }, 400, 'ERROR_SEGMENTATION_MAX_LENGTH'],
    ['a number that is none', { field: 602, value: 'many' }, 400, 'ERROR_INVALID_PARAMETER'],
  ])('refuses %s and changes nothing, not even what else it names', async (_what, wrong, status, error) => {
    const before = snapshot();
    const { field, value, ...rest } = { field: undefined, value: undefined, ...wrong };
    const list = field && { segmentationFieldValues: [{ segmentationFieldId: field, value }] };
    const answer = await update({ phoneNumber: PHONE, firstName: 'Marie', optedOut: true, ...rest, ...list });
    expect(answer).toMatchObject({ status, json: { status, error } });
    expect(changedSince(before)).toEqual([]);
  });
});
