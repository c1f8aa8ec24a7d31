import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mark, outcomeOf } from '../../../src-main/audience/marks.ts';
import { summarise } from '../../../src-main/audience/review-pass.ts';
import { RowIndex } from '../../../src-main/audience/row-index.ts';
import { type Keep, settle } from '../../../src-main/audience/settle.ts';
import type { Outcome } from '../../../src-main/contract/outcome.ts';
import { codesOf } from './review-text.ts';

interface Row {
  phone: number;
  answer: 'yes' | 'no' | 'unknown';
  problem: 'none' | 'email' | 'broken' | 'tooManyCells';
}

function indexOf(rows: readonly Row[]): RowIndex {
  const index = new RowIndex(2);
  rows.forEach(({ phone, answer, problem }, row) => {
    let marks = 0;
    if (answer === 'no') marks |= mark('consent.no');
    if (answer === 'unknown') marks |= mark('consent.unknown');
    if (problem === 'email') marks |= mark('email.invalid');
    if (problem === 'tooManyCells') marks |= mark('row.tooManyCells');
    if (phone === 0) marks |= mark('phone.missing');
    // What the reading makes of a broken row: neither phone nor answer is known.
    if (problem === 'broken') index.add(row * 10, 0, mark('row.unclosedQuote'));
    else index.add(row * 10, phone, marks);
  });
  return index;
}

const A = 17175550101;
const B = 17175550102;
const yes = (phone: number, problem: Row['problem'] = 'none'): Row => ({ phone, answer: 'yes', problem });
const no = (phone: number, problem: Row['problem'] = 'none'): Row => ({ phone, answer: 'no', problem });
const unknown = (phone: number): Row => ({ phone, answer: 'unknown', problem: 'none' });

function settled(rows: readonly Row[], keep: Keep = 'first', optedOut?: Set<number>) {
  const index = indexOf(rows);
  settle(index, { keep, optedOut });
  return index;
}
const outcomesOf = (index: RowIndex) =>
  Array.from({ length: index.length }, (_, row) => outcomeOf(index.marks(row)));

describe('settle', () => {
  it.each<[string, Row[], Outcome[]]>([
    ['no wins over an earlier yes', [yes(A), no(A)], ['notOptedIn', 'notOptedIn']],
    ['no wins over a later yes', [no(A), yes(A), yes(B)], ['notOptedIn', 'notOptedIn', 'ready']],
    ['unknown counts as no', [yes(A), unknown(A)], ['notOptedIn', 'notOptedIn']],
    ['no counts though its row is invalid', [yes(A), no(A, 'email')], ['notOptedIn', 'notOptedIn']],
    ['no counts though its row is malformed', [yes(A), no(A, 'tooManyCells')], ['notOptedIn', 'malformed']],
    [
      'an unknown answer in a malformed row counts for nothing: its values may stand in the wrong columns',
      [yes(A), { ...unknown(A), problem: 'tooManyCells' }],
      ['ready', 'malformed'],
    ],
    ['an invalid row takes no phone', [yes(A, 'email'), yes(A)], ['invalid', 'ready']],
    ['the first of two is kept', [yes(A), yes(B), yes(A)], ['ready', 'ready', 'duplicate']],
    ['rows without a phone have nothing in common', [no(0), yes(0)], ['notOptedIn', 'invalid']],
    ['nor with the first row', [no(A), yes(0)], ['notOptedIn', 'invalid']],
  ])('%s', (_what, rows, outcomes) => {
    expect(outcomesOf(settled(rows))).toEqual(outcomes);
  });

  it('the row that says yes is marked as in conflict, the row that says no only with its own answer', () => {
    const index = settled([yes(A), no(A)]);
    expect(codesOf(index.marks(0))).toEqual(['consent.conflict']);
    expect(codesOf(index.marks(1))).toEqual(['consent.no']);
  });

  it('keeps the last when asked', () => {
    expect(outcomesOf(settled([yes(A), yes(A), yes(B)], 'last'))).toEqual(['duplicate', 'ready', 'ready']);
    expect(outcomesOf(settled([yes(A), yes(A, 'email')], 'last'))).toEqual(['ready', 'invalid']);
  });

  it('leaves out who is opted out in Listrak, whatever the file says', () => {
    const index = settled([yes(A), yes(A), yes(B)], 'first', new Set([A]));
    expect(outcomesOf(index)).toEqual(['notOptedIn', 'notOptedIn', 'ready']);
    expect(codesOf(index.marks(1))).toEqual(['consent.optedOutInListrak']);
  });

  const phones = [0, A, B, 17175550103, 442079460958, 4294967296 + A];
  const rows = fc.array(
    fc.record<Row>({
      phone: fc.constantFrom(...phones),
      answer: fc.constantFrom('yes', 'yes', 'yes', 'yes', 'no', 'unknown'),
      problem: fc.constantFrom('none', 'none', 'none', 'email', 'broken'),
    }),
    { maxLength: 30 },
  );
  const keep = fc.constantFrom<Keep>('first', 'last');
  const optedOut = fc.subarray(phones.slice(1)).map((some) => new Set(some));

  it('puts every row into exactly one outcome, and at most one row a phone is ready', () => {
    fc.assert(
      fc.property(rows, keep, optedOut, (rows, keep, optedOut) => {
        const index = settled(rows, keep, optedOut);
        const outcomes = outcomesOf(index);
        const { total, adjusted, ...counts } = summarise(index).rows;
        expect(total).toBe(rows.length);
        expect(adjusted).toBe(0);
        expect(Object.values(counts).reduce((sum, count) => sum + count, 0)).toBe(rows.length);
        for (const phone of phones) {
          const whole = rows
            .map((row, place) => ({ ...row, place }))
            .filter((row) => row.problem !== 'broken');
          const mine = whole.filter((row) => row.phone === phone);
          const ready = mine.filter(({ place }) => outcomes[place] === 'ready').map(({ place }) => place);
          const usable = mine.filter((row) => row.problem === 'none').map(({ place }) => place);
          const barred = phone === 0 || optedOut.has(phone) || mine.some((row) => row.answer !== 'yes');
          expect(ready).toEqual(barred ? [] : keep === 'first' ? usable.slice(0, 1) : usable.slice(-1));
          if (barred) continue;
          expect(mine.map(({ place }) => outcomes[place])).toEqual(
            mine.map(({ place, problem }) =>
              problem === 'email' ? 'invalid' : ready.includes(place) ? 'ready' : 'duplicate',
            ),
          );
        }
        rows.forEach((row, place) => {
          expect(outcomes[place] === 'malformed').toBe(row.problem === 'broken');
        });
      }),
      { numRuns: 200 },
    );
  });

  it('may be called again with other choices, as if it had never been called', () => {
    fc.assert(
      fc.property(rows, keep, optedOut, keep, optedOut, (rows, before, gone, after, goneAfter) => {
        const index = settled(rows, before, gone);
        settle(index, { keep: after, optedOut: goneAfter });
        expect(outcomesOf(index)).toEqual(outcomesOf(settled(rows, after, goneAfter)));
      }),
    );
  });

  it('tells phones apart that have nothing in common, however many', () => {
    for (const count of [1, 11, 16, 20, 64, 3_000]) {
      const index = new RowIndex(2);
      for (let row = 0; row < count; row++)
        index.add(row, 10_000_000_000 + ((row * 7_919_777) % 999_999_937), 0);
      settle(index, { keep: 'first' });
      expect(summarise(index).rows).toMatchObject({ ready: count, duplicate: 0 });
    }
  });

  it('tells a hundred thousand neighbouring phones apart', () => {
    const index = new RowIndex(2);
    for (let row = 0; row < 100_000; row++) index.add(row, A + (row % 50_000), 0);
    settle(index, { keep: 'first' });
    expect(summarise(index).rows).toMatchObject({ ready: 50_000, duplicate: 50_000 });
    expect(index.isReady(49_999)).toBe(true);
    expect(index.isReady(50_000)).toBe(false);
  });
});
