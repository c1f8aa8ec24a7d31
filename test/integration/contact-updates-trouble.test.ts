import { beforeEach, describe, expect, it } from 'vitest';
import { finishRun, followRun, reviewRun } from '../../src-main/application/resume.ts';
import { readProgress, readRun } from '../../src-main/application/run-journal.ts';
import type { RunReport } from '../../src-main/contract/run.ts';
import { PEOPLE, type Prepared, pushing, QUICK } from './pushing.ts';

const its = pushing();

/** The practice company's ids of its fields. */
const [EMAIL, TIER, LEGACY] = [502, 601, 609];
const HEADER = 'phone,email,birthdate,is_sms_opted_in';
const BOTH_WAYS = 'phone,email,Loyalty Tier,is_sms_opted_in';
const TOO_LONG = `${'a'.repeat(60)}@${'b'.repeat(60)}.com`;

const emailOf = (place: number) => `new.${place}@example.com`;
const people = (count: number): string[] =>
  PEOPLE.slice(0, count).map((phone, place) => `${phone},${emailOf(place)},1990-02-03,yes`);
const bothWays = (count: number): string[] =>
  PEOPLE.slice(0, count).map((phone, place) => `${phone},${emailOf(place)},Imported,yes`);
const held = (phone: string, id = EMAIL) => its.practice.company.find(1001, phone)!.values.get(id!);
const puts = () => its.practice.traffic.filter(({ method }) => method === 'PUT');

beforeEach(() => its.restart({ unlistedFields: ['Birthday', 'Email Address'] }));

type Told = { segmentationFieldValues: { segmentationFieldId: number; value: string }[] };

/** A fetch by which each contact is told otherwise the first time that it is asked for. */
function tellingFirst(otherwise: (contact: Told, phone: string) => void): typeof fetch {
  const asked = new Set<string>();
  return async (address, init) => {
    const answer = await fetch(address, init);
    const phone = /\/Contact\/(\d+)$/.exec(String(address))?.[1];
    if (!phone || asked.has(phone) || !answer.ok) return answer;
    asked.add(phone);
    const json = (await answer.json()) as { data: Told };
    otherwise(json.data, phone);
    return Response.json(json);
  };
}

/** Finishes the run of this file by its record alone. */
async function finish({ connection }: Prepared, signal?: AbortSignal): Promise<RunReport> {
  const setting = { connection, kept: its.kept, runId: 'run', now: () => new Date(), follow: QUICK };
  const telling = { ...setting, tell: () => {}, ...(signal && { signal }) };
  const progress = await followRun(telling);
  const reviewed = await reviewRun(its.reader, connection, progress, setting.now, () => {});
  const choice = { sendsAgain: false, check: QUICK, largestImportBytes: 195_000_000 };
  return await finishRun(telling, its.reader, reviewed, progress, choice);
}

describe('contacts that are changed one by one', () => {
  it('keep what the import brought, also where Listrak does not tell of it yet', async () => {
    const before = new Map(PEOPLE.slice(0, 5).map((phone) => [phone, held(phone, TIER)]));
    const stale = tellingFirst(({ segmentationFieldValues }, phone) => {
      for (const value of segmentationFieldValues) {
        if (value.segmentationFieldId === TIER) value.value = before.get(phone) ?? '';
      }
    });
    const prepared = await its.prepare(bothWays(5), { fetch: stale }, BOTH_WAYS);
    expect(await its.send(prepared)).toMatchObject({ state: 'finished', check: { asked: 5, match: 5 } });
    for (const [place, phone] of PEOPLE.slice(0, 5).entries()) {
      expect([held(phone), held(phone, TIER)]).toEqual([emailOf(place), 'Imported']);
    }
  });

  it('are read only once the import is over', async () => {
    await its.restart({ unlistedFields: ['Email Address'], importMilliseconds: 300 });
    const report = await its.send(await its.prepare(bothWays(5), {}, BOTH_WAYS));
    expect(report).toMatchObject({ state: 'finished', updates: { changed: 5 } });
    const tiers = puts().map(({ body }) => (body as Told).segmentationFieldValues);
    for (const values of tiers) {
      expect(values).toContainEqual({ segmentationFieldId: TIER, value: 'Imported' });
    }
  });

  it('are not written when the file has changed since it was reviewed, from the next hundred on', async () => {
    const lines = people(250);
    const before = held(PEOPLE[240]!);
    const prepared = await its.prepare(lines, {}, HEADER);
    const report = await its.send(prepared, {
      tell: (event) => {
        if (event.stage === 'updating' && event.done === 100)
          its.write(
            lines.map((line) => line.replace('new.', 'odd.')),
            HEADER,
          );
      },
    });
    expect(report).toMatchObject({
      state: 'failed',
      error: { code: 'file.changed' },
      updates: { changed: 100 },
    });
    expect(held(PEOPLE[240]!)).toBe(before);
    expect(
      [...its.practice.company.contacts()].some(({ values }) => values.get(EMAIL!)?.startsWith('odd.')),
    ).toBe(false);
  });

  it('are none but those of the file, whomever Listrak answers with', async () => {
    const other = PEOPLE[20]!;
    const before = its.practice.company.snapshot();
    const mistaken = tellingFirst((contact) => Object.assign(contact, { phoneNumber: other }));
    const report = await its.send(await its.prepare(people(1), { fetch: mistaken }, HEADER));
    expect(report).toMatchObject({
      state: 'failed',
      error: { code: 'answer.unexpected' },
      updates: { changed: 0 },
    });
    expect(its.practice.company.snapshot()).toEqual(before);
  });

  it('do not count as changed by an answer that is none of Listrak’s', async () => {
    const prepared = await its.prepare(people(3), {}, HEADER);
    its.practice.faults.add({ method: 'PUT', fault: { type: 'notJson' } });
    const report = await its.send(prepared);
    expect(report).toMatchObject({
      ...{ state: 'failed', error: { code: 'answer.unexpected' }, updates: { changed: 2, unsure: 1 } },
    });
  });

  it('are left as they are where Listrak takes none back, with the reason', async () => {
    const [phone] = PEOPLE as [string];
    its.practice.company.find(1001, phone)!.values.set(LEGACY!, 'Old');
    const report = await its.send(await its.prepare(people(2), {}, HEADER), {
      sample: { count: 2, choice: { kind: 'first' } },
    });
    expect(report).toMatchObject({ state: 'stoppedAfterSample', error: { code: 'sample.refused' } });
    expect(report.error!.hint).toContain('disabled in Listrak');
    expect([held(phone, LEGACY), held(phone)?.startsWith('new.')]).toEqual(['Old', false]);
  });
});

describe('a run with contacts that are changed one by one', () => {
  it('is not proven by a sample of which Listrak refused a contact, and is finished only by another', async () => {
    const lines = [`${PEOPLE[2]},${TOO_LONG},,yes`, ...people(2)];
    const prepared = await its.prepare(lines, {}, HEADER);
    await its.send(prepared, { sample: { count: 2, choice: { kind: 'first' } } });
    expect(await readProgress(its.kept, 'run')).toMatchObject({ sampleProven: false, parts: null });
    const again = await finish(prepared);
    expect(again).toMatchObject({
      ...{ state: 'stoppedAfterSample', updates: null },
      sample: { updates: { changed: 0, alreadySo: 1, refusedRows: [{ row: 2 }] } },
    });
    expect((await readRun(its.kept, 'run')).sampleUpdates).toEqual(again.sample!.updates);
    expect(held(PEOPLE[1]!)).not.toBe(emailOf(1));
  });

  it('counts everybody once, however often it is stopped, and checks nobody who was refused', async () => {
    const lines = people(230);
    lines[10] = `${PEOPLE[10]},${TOO_LONG},,yes`;
    lines[11] = '9075550101,x@example.com,,yes';
    const prepared = await its.prepare(lines, {}, HEADER);
    let stop = new AbortController();
    const stopped = await its.send(prepared, {
      signal: stop.signal,
      tell: (event) => event.stage === 'updating' && event.done === 40 && stop.abort(),
    });
    expect(stopped).toMatchObject({
      state: 'stopped',
      updates: { unknownNumber: 1, refused: 1, refusedRows: [{ row: 12 }] },
    });
    stop = new AbortController();
    const begun = puts().length;
    const soon = setInterval(() => puts().length > begun + 5 && stop.abort(), 1);
    const twice = await finish(prepared, stop.signal);
    clearInterval(soon);
    expect(twice.state).toBe('stopped');
    expect(twice.updates!.changed).toBeGreaterThan(stopped.updates!.changed);
    const finished = await finish(prepared);
    const updates = {
      changed: 228,
      alreadySo: 0,
      unknownNumber: 1,
      refused: 1,
      refusedRows: [{ row: 12 }],
      unsure: 0,
    };
    expect(finished).toMatchObject({ state: 'finishedWithDifferences', updates, check: { differ: 0 } });
    expect(finished.differences).toEqual([]);
    expect(await readRun(its.kept, 'run')).toMatchObject({ updates, unknownRows: [13] });
  });
});
