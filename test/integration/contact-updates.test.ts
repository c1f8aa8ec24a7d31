import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { finishRun, followRun, reviewRun } from '../../src-main/application/resume.ts';
import { readProgress, readRun } from '../../src-main/application/run-journal.ts';
import { AS_FOUND } from '../../src-main/contract/reading.ts';
import type { ContactSnapshot } from '../../src-main/practice/company.ts';
import { PEOPLE, pushing, QUICK } from './pushing.ts';

const its = pushing();

/** The practice company's ids of its fields. */
const [BIRTHDAY, EMAIL, TIER] = [501, 502, 601];
const HEADER = 'phone,email,birthdate,is_sms_opted_in';
const BOTH_WAYS = 'phone,email,Loyalty Tier,is_sms_opted_in';

const emailOf = (place: number) => `new.${place}@example.com`;
/** People with a new email and birthday each. */
const people = (count: number): string[] =>
  PEOPLE.slice(0, count).map((phone, place) => `${phone},${emailOf(place)},1990-02-03,yes`);

let before: ContactSnapshot[] = [];

beforeEach(async () => {
  await its.restart({ unlistedFields: ['Birthday', 'Email Address'] });
  before = its.practice.company.snapshot();
});

const contactOf = (phone: string) => its.practice.company.snapshot().find((one) => one.phone === phone)!;

/** The contacts that are not as they were, with nothing of them but what has changed. */
function changes(): Record<string, Record<string, string | undefined>> {
  const changed: Record<string, Record<string, string | undefined>> = {};
  for (const [place, now] of its.practice.company.snapshot().entries()) {
    const { values: was, ...rest } = before[place]!;
    const { values, ...others } = now;
    // Neither opted out nor in, nor anything else of them.
    expect(others).toEqual(rest);
    const ids = [...new Set([...Object.keys(was), ...Object.keys(values)])].filter(
      (id) => was[id] !== values[id],
    );
    if (ids.length > 0) changed[now.phone] = Object.fromEntries(ids.map((id) => [id, values[id]]));
  }
  return changed;
}

const writes = () => its.practice.traffic.filter(({ method }) => method === 'PUT');

const expected = (count: number) =>
  Object.fromEntries(
    PEOPLE.slice(0, count).map((phone, place) => [
      phone,
      { [EMAIL!]: emailOf(place), [BIRTHDAY!]: '02/03/1990' },
    ]),
  );

async function send(lines: readonly string[], order: Parameters<typeof its.send>[1] = {}, header = HEADER) {
  return await its.send(await its.prepare(lines, {}, header), order);
}

const SAMPLE = { sample: { count: 2, choice: { kind: 'first' } } } as const;

describe('system fields that the account does not list', () => {
  it('are changed contact by contact, and nothing else of anybody is', async () => {
    const report = await send(people(12));
    expect(report).toMatchObject({
      state: 'finished',
      error: null,
      imports: [],
      sent: 0,
      updates: {
        fields: ['Email Address', 'Birthday'],
        changed: 12,
        alreadySo: 0,
        unknownNumber: 0,
        optedOut: 0,
        refused: 0,
        refusedRows: [],
        unsure: 0,
      },
      check: { asked: 12, match: 12 },
    });
    expect(changes()).toEqual(expected(12));
    expect(its.imports()).toEqual([]);
    expect(writes().every(({ body }) => body?.optedOut === false)).toBe(true);
  });

  it('come after the import that carries the others', async () => {
    const lines = PEOPLE.slice(0, 5).map((phone, place) => `${phone},${emailOf(place)},Both Ways,yes`);
    const report = await send(lines, SAMPLE, BOTH_WAYS);
    expect(report).toMatchObject({
      state: 'finished',
      sample: { rows: 2, match: 2, updates: { changed: 2 } },
      sent: 5,
      updates: { changed: 3, alreadySo: 2 },
      check: { asked: 5, match: 5 },
    });
    for (const { body } of its.imports()) {
      expect(body?.fileMappings).toEqual([
        { fileColumnType: 'Phone', segmentationFieldId: 0, fileColumn: 0 },
        { fileColumnType: 'SegmentationField', segmentationFieldId: TIER, fileColumn: 1 },
      ]);
    }
    expect(changes()).toEqual(
      Object.fromEntries(
        PEOPLE.slice(0, 5).map((phone, place) => [phone, { [EMAIL!]: emailOf(place), [TIER!]: 'Both Ways' }]),
      ),
    );
  });

  it('are not written where Listrak holds them already, nor where the cell is blank', async () => {
    const [known, other] = [contactOf(PEOPLE[0]!), PEOPLE[1]!];
    const email = known.values[EMAIL!] ?? '';
    const report = await send([`${known.phone},${email.toUpperCase()},,yes`, `${other},,,yes`]);
    expect(report.updates).toMatchObject({ changed: 0, alreadySo: 2 });
    expect(writes()).toEqual([]);
    expect(changes()).toEqual({});
  });

  it('are left alone of whoever opted out since Listrak was asked', async () => {
    const prepared = await its.prepare(people(3), {}, HEADER);
    its.practice.company.optOut(PEOPLE[1]!, '2026-11-28T00:00:00');
    before = its.practice.company.snapshot();
    const report = await its.send(prepared);
    expect(report).toMatchObject({
      state: 'finished',
      updates: { changed: 2, optedOut: 1 },
      check: { asked: 2, match: 2 },
    });
    expect(Object.keys(changes())).toEqual([PEOPLE[0], PEOPLE[2]]);
  });

  it('cannot be changed of numbers that Listrak does not know: all of these are told', async () => {
    const report = await send([...people(1), '8005550101,x@example.com,,yes'.replace('800', '907')]);
    expect(report).toMatchObject({ updates: { changed: 1, unknownNumber: 1 }, unknownRows: [3] });
    expect((await readRun(its.kept, 'run')).unknownRows).toEqual([3]);
  });

  it('are told row by row where Listrak refuses them, and the others go on', async () => {
    const tooLong = `${'a'.repeat(60)}@${'b'.repeat(60)}.com`;
    const report = await send([
      ...people(2),
      `${PEOPLE[2]},${tooLong},,yes`,
      `${PEOPLE[3]},x@example.com,,yes`,
    ]);
    expect(report).toMatchObject({
      state: 'finishedWithDifferences',
      updates: { changed: 3, refused: 1, refusedRows: [{ row: 4, code: 'ERROR_SEGMENTATION_MAX_LENGTH' }] },
      check: { asked: 3, match: 3 },
    });
    expect(changes()[PEOPLE[2]!]).toBeUndefined();
  });

  it('stop the run when the sample has one that Listrak refuses', async () => {
    const tooLong = `${'a'.repeat(60)}@${'b'.repeat(60)}.com`;
    const report = await send([`${PEOPLE[2]},${tooLong},,yes`, ...people(2)], SAMPLE);
    expect(report).toMatchObject({
      state: 'stoppedAfterSample',
      error: { code: 'sample.refused' },
      updates: null,
    });
    expect(Object.keys(changes())).toEqual([PEOPLE[0]]);
  });

  it('are given up when Listrak refuses all of a hundred', async () => {
    const tooLong = `${'a'.repeat(60)}@${'b'.repeat(60)}.com`;
    const report = await send(PEOPLE.slice(0, 150).map((phone) => `${phone},${tooLong},,yes`));
    expect(report).toMatchObject({ state: 'failed', error: { code: 'contacts.refused' } });
    expect(report.error?.message).toBe(
      'Listrak refused what was to be written for each of the last 100 contacts: a value is too long for its field (ERROR_SEGMENTATION_MAX_LENGTH), so the others were not tried. So far 0 contacts were changed one by one, and nothing else.',
    );
    expect(changes()).toEqual({});
  });

  it.each([
    ['the connection breaks before it is read', { type: 'resetBefore' }],
    ['the connection breaks in the middle of it', { type: 'resetDuring' }],
    ['its answer is lost', { type: 'resetAfter' }],
    ['Listrak is overloaded', { type: 'status', status: 503 }],
    ['Listrak asks for patience', { type: 'status', status: 429, headers: { 'Retry-After': '0' } }],
    ['the access ran out', { type: 'status', status: 401 }],
  ] as const)('are written all the same when %s', async (_what, fault) => {
    const prepared = await its.prepare(people(8), {}, HEADER);
    its.practice.faults.add({ method: 'PUT', fault, times: 2 });
    const report = await its.send(prepared);
    expect(report).toMatchObject({ state: 'finished', updates: { changed: 8, alreadySo: 0 } });
    expect(changes()).toEqual(expected(8));
  });

  it('are told truthfully as far as they came when Listrak fails for good, and finished later', async () => {
    const prepared = await its.prepare(people(230), {}, HEADER);
    its.events.length = 0;
    const send = its.send(prepared, {
      tell: (event) => {
        if (event.stage === 'updating' && event.done === 150)
          its.practice.faults.add({ method: 'PUT', fault: { type: 'status', status: 500 }, times: 1000 });
      },
    });
    const report = await send;
    expect(report).toMatchObject({ state: 'failed', error: { code: 'ERROR_UNHANDLED_EXCEPTION' } });
    const { changed, unsure } = report.updates!;
    expect(Object.keys(changes())).toHaveLength(changed);
    expect(unsure).toBeLessThanOrEqual(5);
    expect(report.error!.message).toContain(`So far ${changed} contacts were changed one by one`);
    its.practice.faults.clear();

    const before = its.practice.traffic.length;
    const setting = {
      connection: prepared.connection,
      kept: its.kept,
      runId: 'run',
      now: () => new Date(),
      follow: QUICK,
      tell: () => {},
    };
    const progress = await followRun(setting);
    expect(progress).toMatchObject({ updatedUpTo: 101, updatesLeft: true });
    const reviewed = await reviewRun(its.reader, prepared.connection, progress, setting.now, () => {});
    const choice = { sendsAgain: false, check: QUICK, largestImportBytes: 195_000_000 };
    const finished = await finishRun(setting, its.reader, reviewed, progress, choice);
    expect(finished).toMatchObject({ state: 'finished', error: null });
    expect(changes()).toEqual(expected(230));
    // Those who were certainly through are not gone through again.
    const asked = its.practice.traffic.slice(before).filter(({ method }) => method === 'PUT');
    expect(asked).toHaveLength(230 - changed);
    expect(await readProgress(its.kept, 'run')).toMatchObject({ updatesLeft: false });
  });

  it('stop at once when the user stops, each contact whole or untouched', async () => {
    const stop = new AbortController();
    const report = await send(people(230), {
      signal: stop.signal,
      tell: (event) => event.stage === 'updating' && event.done === 40 && stop.abort(),
    });
    expect(report).toMatchObject({ state: 'stopped', error: { code: 'stopped' } });
    expect(report.updates).toMatchObject({ unsure: 0 });
    expect(Object.keys(changes())).toHaveLength(report.updates!.changed);
    expect(changes()).toEqual(expected(report.updates!.changed));
    expect(await readRun(its.kept, 'run')).toMatchObject({
      state: 'stopped',
      updates: report.updates,
      mapping: [
        { column: 'phone', field: 'Phone' },
        { column: 'email', field: 'Email Address' },
        { column: 'birthdate', field: 'Birthday' },
      ],
    });
  });

  it('are not written when the record cannot be', async () => {
    const prepared = await its.prepare(people(3), {}, HEADER);
    const source = { path: join(its.folder.path, 'audience.csv'), reading: AS_FOUND, consentFile: null };
    let written = 0;
    const now = () => {
      // The plan, how it is split, then the contacts.
      if (++written > 2) throw new Error('no room');
      return new Date();
    };
    const report = await its.send(prepared, { source, now });
    expect(report).toMatchObject({ state: 'failed', error: { code: 'journal.cannotWrite' } });
    expect(changes()).toEqual({});
  });
});
