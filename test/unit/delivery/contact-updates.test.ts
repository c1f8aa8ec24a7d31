import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { totalOf } from '../../../src-main/delivery/contact-updates.ts';
import type { JournalEntry } from '../../../src-main/delivery/journal-entry.ts';
import { progressOf } from '../../../src-main/delivery/run-progress.ts';
import { detailRun, summariseRun } from '../../../src-main/delivery/run-record.ts';

const at = '2026-06-15T10:00:00.000Z';
const planned: JournalEntry = {
  ...{ kind: 'planned', at, runId: 'r1', file: { name: 'audience.csv', bytes: 100, sha256: 'ab' } },
  ...{ account: 'Example', senderCode: { id: 1, code: '55512' } },
  mapping: [
    { column: 'phone', field: 'Phone', fieldId: 0 },
    { column: 'tier', field: 'Loyalty Tier', fieldId: 601 },
    { column: 'email', field: 'Email Address', fieldId: -2 },
  ],
  rows: { total: 500, ready: 500, notOptedIn: 0, invalid: 0, duplicate: 0, malformed: 0, adjusted: 0 },
  ...{ scope: 'both', provenBy: null, consentColumn: null, sampleSkipped: false, consent: null, seed: 1 },
  ...{ withoutConsentInformation: false, withoutOptOuts: false, sample: null, plan: null },
};
const CHECK = { asked: 2, match: 2, differ: 0, unknownNumber: 0, blank: 0 };

type Purpose = 'sample' | 'push';
type Updated = Extract<JournalEntry, { kind: 'updated' }>;
/** Stretch 0 is rows 2 to 101 of the file, and so on. */
const placeOf = (number: number) => ({ rows: 100, firstRow: number * 100 + 2, lastRow: number * 100 + 101 });
const updating = (number: number, purpose: Purpose = 'push'): JournalEntry => ({
  ...{ kind: 'updating', at, purpose },
  ...placeOf(number),
});
const updated = (number: number, changes: Partial<Updated> = {}): Updated => ({
  ...{ kind: 'updated', at, purpose: 'push', whole: true, last: false, changed: 0, alreadySo: 0, unsure: 0 },
  ...{ unknownRows: [], optedOutRows: [], refused: [] },
  ...placeOf(number),
  ...changes,
});
const checked: JournalEntry = {
  ...{ kind: 'checked', at, purpose: 'sample', check: CHECK, differences: [], unknownRows: [] },
};
const resumed: JournalEntry = { kind: 'resumed', at, sendsAgain: false };
const TOO_LONG = { row: 12, code: 'ERROR_SEGMENTATION_MAX_LENGTH' };

const linesOf = (entries: readonly JournalEntry[]) =>
  [planned, ...entries].map((entry) => JSON.stringify(entry));
const progress = (...entries: JournalEntry[]) => progressOf(linesOf(entries))!;
const detail = (...entries: JournalEntry[]) => detailRun(linesOf(entries))!;

describe('how far a run has come with changing contacts one by one', () => {
  it('is nowhere before it began, and all of it is left', () => {
    expect(progress()).toMatchObject({ updates: null, updatedUpTo: 0, updatesLeft: true });
    expect(detail()).toMatchObject({
      updates: null,
      sampleUpdates: null,
      updated: { sample: null, push: null },
    });
  });

  it('is nothing that is left where no field wants it, or only a sample was to be sent', () => {
    const none = { ...planned, mapping: planned.mapping.slice(0, 2) };
    const sample: JournalEntry = { ...planned, scope: 'sample' };
    for (const plan of [none, sample]) {
      expect(progressOf([JSON.stringify(plan)])).toMatchObject({ updates: null, updatesLeft: false });
    }
  });

  it('is told of no stretch while it is under way, and of all its contacts that nobody knows', () => {
    const before = [updating(0), updated(0, { changed: 100 }), updating(1)];
    expect(progress(...before)).toMatchObject({ updatedUpTo: 101, updatesLeft: true });
    expect(detail(...before).updates).toMatchObject({ changed: 100, unsure: 100 });
  });

  it('is the end of the last whole stretch, and nothing is left after the last', () => {
    const broken = updated(1, { whole: false, changed: 40, unsure: 3 });
    expect(progress(updating(0), updated(0), updating(1), broken)).toMatchObject({
      ...{ updatedUpTo: 101, updatesLeft: true },
    });
    expect(progress(updating(0), updated(0), updating(1), updated(1, { last: true }))).toMatchObject({
      ...{ updatedUpTo: 201, updatesLeft: false },
    });
  });

  it('says nothing of everything where only the sample’s contacts were changed', () => {
    const sample = [updating(0, 'sample'), updated(0, { purpose: 'sample', changed: 100, last: true })];
    expect(progress(...sample)).toMatchObject({ updates: null, updatedUpTo: 0, updatesLeft: true });
    expect(detail(...sample)).toMatchObject({
      updates: null,
      sampleUpdates: { changed: 100 },
      updated: { sample: 100, push: null },
    });
  });

  it('has no proof in a sample of which Listrak refused a contact, though what was read back matches', () => {
    const sample = (changes: Partial<Updated>): JournalEntry[] => [
      updating(0, 'sample'),
      updated(0, { purpose: 'sample', changed: 1, last: true, ...changes }),
      checked,
    ];
    expect(progress(...sample({})).sampleProven).toBe(true);
    expect(progress(...sample({ refused: [TOO_LONG] })).sampleProven).toBe(false);
    expect(progress(...sample({ refused: [TOO_LONG] }), resumed, ...sample({})).sampleProven).toBe(true);
  });
});

describe('what became of them', () => {
  it('names the fields, and of a sample that was sent again only the second time', () => {
    const sample = (changes: Partial<Updated>): JournalEntry[] => [
      updating(0, 'sample'),
      updated(0, { purpose: 'sample', ...changes }),
    ];
    const { sampleUpdates } = detail(
      ...sample({ changed: 99, refused: [TOO_LONG] }),
      ...sample({ alreadySo: 100 }),
    );
    expect(sampleUpdates).toMatchObject({
      ...{ fields: ['Email Address'], changed: 0, alreadySo: 100, refused: 0, refusedRows: [] },
    });
  });

  it('counts a stretch once that broke off and was gone through again', () => {
    const found = { unknownRows: [13], refused: [TOO_LONG] };
    const { updates, unknownRows } = detail(
      updating(0),
      updated(0, { ...found, whole: false, changed: 40, unsure: 2 }),
      resumed,
      updating(0),
      updated(0, { ...found, changed: 58, alreadySo: 40 }),
    );
    expect(updates).toMatchObject({
      changed: 98,
      alreadySo: 0,
      unknownNumber: 1,
      refused: 1,
      refusedRows: [TOO_LONG],
      unsure: 0,
    });
    expect(unknownRows).toEqual([13]);
  });

  it('loses nothing where a stretch breaks off again before it comes to where it broke off', () => {
    const once = [updating(0), updated(0, { whole: false, changed: 40 }), resumed];
    const twice = [...once, updating(0), updated(0, { whole: false, alreadySo: 10 })];
    expect(detail(...twice).updates).toMatchObject({ changed: 40, alreadySo: 0 });
    const thrice = [...twice, resumed, updating(0), updated(0, { changed: 60, alreadySo: 40, last: true })];
    expect(detail(...thrice)).toMatchObject({
      updates: { changed: 100, alreadySo: 0 },
      updated: { push: 100 },
    });
  });

  /** A run with every attempt that ended before it was through, each written down as it comes to pass. */
  const runs = fc
    .record({
      fates: fc.array(fc.constantFrom('new', 'so', 'unknown', 'optedOut', 'refused'), {
        minLength: 1,
        maxLength: 9,
      }),
      size: fc.integer({ min: 1, max: 4 }),
      /** Contacts after which an attempt breaks off, and whether there is time to say so. */
      breaks: fc.array(fc.record({ after: fc.nat(4), told: fc.boolean() }), { maxLength: 4 }),
    })
    .map(({ fates, size, breaks }) => {
      const entries: JournalEntry[] = [];
      const isSo = new Set<number>();
      let [from, attempt] = [0, 0];
      while (from < fates.length) {
        const to = Math.min(from + size, fates.length);
        const place = { rows: to - from, firstRow: from + 2, lastRow: to + 1 };
        const cut = breaks[attempt];
        const whole = !cut || cut.after >= to - from;
        const entry = updated(0, { ...place, whole, last: whole && to === fates.length });
        for (let row = from; row < (whole ? to : from + cut.after); row++) {
          const fate = fates[row]!;
          if (fate === 'unknown') entry.unknownRows.push(row + 2);
          else if (fate === 'optedOut') entry.optedOutRows.push(row + 2);
          else if (fate === 'refused') entry.refused.push({ row: row + 2, code: 'X' });
          else if (fate === 'so' || isSo.has(row)) entry.alreadySo++;
          else {
            entry.changed++;
            isSo.add(row);
          }
        }
        entries.push({ kind: 'updating', at, purpose: 'push', ...place });
        if (whole || cut.told) entries.push(entry);
        if (!whole) {
          attempt++;
          entries.push(resumed);
        } else from = to;
      }
      return { fates, entries, told: breaks.every(({ told }) => told) };
    });

  it('comes to as many contacts as there are when all is done, however often it was cut off', () => {
    fc.assert(
      fc.property(runs, ({ fates, entries, told }) => {
        const { updates } = detail(...entries);
        const { changed, alreadySo, unknownNumber, optedOut, refused, unsure } = updates!;
        expect(changed + alreadySo + unknownNumber + optedOut + refused).toBe(fates.length);
        expect(unsure).toBe(0);
        const many = (fate: string) => fates.filter((one) => one === fate).length;
        expect([unknownNumber, optedOut, refused]).toEqual(['unknown', 'optedOut', 'refused'].map(many));
        // Where there was no time to say what was changed, it is found to be so the next time.
        if (told) expect(changed).toBe(many('new'));
        else expect(changed).toBeLessThanOrEqual(many('new'));
        expect(progress(...entries)).toMatchObject({ updatedUpTo: fates.length + 1, updatesLeft: false });
      }),
    );
  });

  it('never comes to more than was done where lines are damaged or lost, and no row counts as done that is not', () => {
    const damage = fc.array(fc.constantFrom('whole', 'cut', 'lost'), { minLength: 40, maxLength: 40 });
    fc.assert(
      fc.property(runs, damage, fc.nat(40), ({ fates, entries }, fatesOfLines, upTo) => {
        const lines = linesOf(entries)
          .slice(0, upTo + 1)
          .flatMap((line, place) => {
            const fate = place === 0 ? 'whole' : fatesOfLines[place % 40]!;
            return fate === 'lost' ? [] : [fate === 'cut' ? line.slice(0, line.length >> 1) : line];
          });
        const { updates, updatedUpTo, updatesLeft } = progressOf(lines)!;
        const done = entries
          .slice(0, upTo)
          .flatMap((entry) => (entry.kind === 'updated' && entry.whole ? [entry] : []));
        expect(updatedUpTo).toBeLessThanOrEqual(done.at(-1)?.lastRow ?? 0);
        if (!updatesLeft) expect(done.at(-1)?.last).toBe(true);
        expect(summariseRun(lines)!.updated.push).toBe(
          updates && totalOf(updates).changed + totalOf(updates).alreadySo,
        );
        if (!updates) return;
        const { changed, alreadySo, unknownNumber, optedOut, refused } = totalOf(updates);
        expect(changed + alreadySo + unknownNumber + optedOut + refused).toBeLessThanOrEqual(fates.length);
      }),
    );
  });
});
