import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { runDetailSchema, runSummarySchema } from '../../../src-main/contract/sending.ts';
import { type JournalEntry, journalEntrySchema } from '../../../src-main/delivery/journal-entry.ts';
import { detailRun, summariseRun } from '../../../src-main/delivery/run-record.ts';

const at = '2026-06-15T10:00:00.000Z';
const planned: JournalEntry = {
  kind: 'planned',
  at,
  runId: 'r1',
  file: { name: 'audience.csv', bytes: 100, sha256: 'ab' },
  account: 'Example',
  senderCode: { id: 1, code: '55512' },
  mapping: [{ column: 'Points', field: 'Points', fieldId: 7 }],
  rows: { total: 5, ready: 4, notOptedIn: 1, invalid: 0, duplicate: 0, malformed: 0, adjusted: 0 },
  scope: 'both',
  provenBy: null,
  consentColumn: 'is_sms_opted_in',
  sampleSkipped: false,
  withoutConsentInformation: false,
  withoutOptOuts: false,
  consent: null,
  seed: 1,
  sample: null,
  plan: null,
};
type Purpose = 'sample' | 'push';
const uploading = (purpose: Purpose, part: number, rows: number): JournalEntry => ({
  kind: 'uploading',
  at,
  purpose,
  part,
  rows,
  bytes: rows * 10,
});
const accepted = (purpose: Purpose, part: number, rows: number, importId: string): JournalEntry => ({
  kind: 'accepted',
  at,
  purpose,
  part,
  rows,
  importId,
});
const over = (purpose: Purpose, part: number, rows: number, importId: string): JournalEntry => ({
  kind: 'over',
  at,
  purpose,
  part,
  rows,
  importId,
  status: 'Complete',
});
const notTaken = (mayHaveArrived: boolean): JournalEntry => ({
  kind: 'notTaken',
  at,
  purpose: 'push',
  part: 0,
  rows: 3,
  code: 'listrak.unreachable',
  mayHaveArrived,
});
const ended: JournalEntry = { kind: 'ended', at, state: 'finished', sent: 4, error: null };

const WHOLE: JournalEntry[] = [
  planned,
  uploading('sample', 0, 2),
  accepted('sample', 0, 2, 'i1'),
  over('sample', 0, 2, 'i1'),
  {
    kind: 'checked',
    at,
    purpose: 'sample',
    check: { asked: 2, match: 2, differ: 0, unknownNumber: 0, blank: 0 },
    differences: [],
    unknownRows: [9, 5],
  },
  uploading('push', 0, 3),
  accepted('push', 0, 3, 'i2'),
  uploading('push', 1, 1),
  over('push', 0, 3, 'i2'),
  accepted('push', 1, 1, 'i3'),
  over('push', 1, 1, 'i3'),
  ended,
];
const linesOf = (entries: readonly JournalEntry[]) => entries.map((entry) => JSON.stringify(entry));

describe('summariseRun', () => {
  it('tells a run that went to its end; the sample’s rows are not counted again', () => {
    expect(summariseRun(linesOf(WHOLE))).toEqual({
      runId: 'r1',
      started: at,
      file: 'audience.csv',
      account: 'Example',
      senderCode: '55512',
      ready: 4,
      imports: [
        { id: 'i1', purpose: 'sample', rows: 2, status: 'Complete' },
        { id: 'i2', purpose: 'push', rows: 3, status: 'Complete' },
        { id: 'i3', purpose: 'push', rows: 1, status: 'Complete' },
      ],
      sent: 4,
      updated: { sample: null, push: null },
      state: 'finished',
    });
  });

  it.each<[string, JournalEntry[], string | null, string, number]>([
    ['left and was never answered', [uploading('push', 0, 3)], null, 'may have arrived', 0],
    ['may have arrived', [uploading('push', 0, 3), notTaken(true)], null, 'may have arrived', 0],
    ['was not taken', [uploading('push', 0, 3), notTaken(false)], null, 'not taken', 0],
    ['was taken', [uploading('push', 0, 3), accepted('push', 0, 3, 'i2')], 'i2', 'taken by Listrak', 3],
    [
      'was taken when tried again',
      [uploading('push', 0, 3), notTaken(false), uploading('push', 0, 3), accepted('push', 0, 3, 'i2')],
      'i2',
      'taken by Listrak',
      3,
    ],
  ])('an import that %s, in a run without an end', (_what, entries, id, status, sent) => {
    const run = summariseRun(linesOf([planned, ...entries]));
    expect(run).toMatchObject({ state: 'unfinished', sent });
    expect(run!.imports).toEqual([{ id, purpose: 'push', rows: 3, status }]);
  });

  it('an import that was taken is known although the line before it is damaged, and counts once', () => {
    const [, , ...rest] = linesOf([planned, uploading('push', 0, 3), accepted('push', 0, 3, 'i2')]);
    const run = summariseRun([...linesOf([planned]), '{"kind":"uplo', ...rest, ...rest]);
    expect(run).toMatchObject({ sent: 3, imports: [{ id: 'i2', rows: 3, status: 'taken by Listrak' }] });
  });

  it('answers null when not even the plan can be read', () => {
    expect(summariseRun([])).toBeNull();
    expect(summariseRun(linesOf(WHOLE.slice(1)))).toBeNull();
    expect(summariseRun([JSON.stringify(planned).slice(0, -1)])).toBeNull();
  });

  it('sets a half-written last line aside', () => {
    const lines = linesOf(WHOLE);
    const cut = [...lines.slice(0, -1), lines.at(-1)!.slice(0, 20)];
    expect(summariseRun(cut)).toEqual({ ...summariseRun(lines), state: 'unfinished' });
  });

  it('throws at no damage, and damage in between hides nothing of the other lines', () => {
    const junk = fc.oneof(
      fc.string(),
      fc.json({ maxDepth: 1 }),
      fc
        .constantFrom(...linesOf(WHOLE))
        .chain((line) => fc.nat({ max: line.length - 1 }).map((n) => line.slice(0, n))),
    );
    fc.assert(
      fc.property(
        fc.array(junk, { maxLength: 5 }),
        fc.array(fc.nat({ max: WHOLE.length }), { maxLength: 5 }),
        (damage, places) => {
          expect(summariseRun(damage)).toBeNull();
          const lines = linesOf(WHOLE);
          places.forEach((place, turn) => {
            lines.splice(place, 0, damage[turn] ?? '{');
          });
          expect(summariseRun(lines)).toEqual(summariseRun(linesOf(WHOLE)));
        },
      ),
    );
  });

  it('throws at no choice of lines', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...linesOf(WHOLE))), (lines) => {
        const run = summariseRun(lines);
        expect(run === null).toBe(!lines.includes(JSON.stringify(planned)));
        for (const one of run?.imports ?? []) expect(one.rows).toBeGreaterThan(0);
      }),
    );
  });
});

describe('detailRun', () => {
  const check = (asked: number) => ({ asked, match: asked, differ: 0, unknownNumber: 0, blank: 0 });

  it('tells what the list of runs tells, and all else that is on record', () => {
    const difference = { row: 4, phone: '•••0104', field: 'Loyalty Tier', sent: '•••', stored: '' };
    const error = { code: 'check.blank', message: 'Nothing to compare.', hint: 'Look again.' };
    const later = '2026-06-15T10:05:00.000Z';
    const lines = linesOf([
      { ...planned, scope: 'push', provenBy: 'r0' },
      ...WHOLE.slice(1, -1),
      {
        kind: 'checked',
        at,
        purpose: 'push',
        check: check(3),
        differences: [difference],
        unknownRows: [12, 5],
      },
      { ...ended, at: later, error },
    ]);
    expect(detailRun(lines)).toEqual({
      ...summariseRun(lines),
      ended: later,
      fileBytes: 100,
      sha256: 'ab',
      senderCodeId: 1,
      mapping: [{ column: 'Points', field: 'Points' }],
      counts: planned.rows,
      scope: 'push',
      provenBy: 'r0',
      consentColumn: 'is_sms_opted_in',
      sampleSkipped: false,
      withoutConsentInformation: false,
      withoutOptOuts: false,
      consent: null,
      refusedRows: [],
      sampleUpdates: null,
      updates: null,
      sampleCheck: check(2),
      check: check(3),
      differences: [difference],
      unknownRows: [5, 9, 12],
      error,
    });
  });

  it('knows of no check and no end where the run broke off before them', () => {
    const lines = linesOf(WHOLE.slice(0, 3));
    expect(detailRun(lines)).toMatchObject({
      state: 'unfinished',
      ended: null,
      sampleCheck: null,
      check: null,
    });
  });

  it('reads a record of the first version, which names neither scope nor proof', () => {
    const {
      scope: _scope,
      provenBy: _provenBy,
      ...old
    } = planned as Extract<JournalEntry, { kind: 'planned' }>;
    const lines = [JSON.stringify(old), ...linesOf(WHOLE.slice(1))];
    expect(detailRun(lines)).toEqual(detailRun(linesOf(WHOLE)));
    expect(detailRun(lines)).toMatchObject({ scope: 'both', provenBy: null });
  });

  it('reads a record from before consent had several sources, which names none of them', () => {
    const {
      withoutOptOuts: _withoutOptOuts,
      consent: _consent,
      ...old
    } = planned as Extract<JournalEntry, { kind: 'planned' }>;
    const lines = [JSON.stringify(old), ...linesOf(WHOLE.slice(1))];
    expect(detailRun(lines)).toMatchObject({ withoutOptOuts: false, consent: null });
  });

  it('is there for every run that the list knows, damaged or not, and both keep to the contract', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.constantFrom(...linesOf(WHOLE)), fc.json())), (lines) => {
        const [summary, detail] = [summariseRun(lines), detailRun(lines)];
        if (summary === null) expect(detail).toBeNull();
        else {
          expect(detail).toMatchObject({ ...summary });
          runSummarySchema.parse(summary);
          runDetailSchema.parse(detail);
        }
      }),
    );
  });
});

describe('a journal entry', () => {
  it('has no room for anything else, such as a customer’s value', () => {
    for (const entry of WHOLE) {
      expect(journalEntrySchema.safeParse(entry).success).toBe(true);
      expect(journalEntrySchema.safeParse({ ...entry, phone: '7175550101' }).success).toBe(false);
    }
  });
});
