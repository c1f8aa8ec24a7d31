import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  answerOf,
  ConsentTable,
  isConflicting,
  NOT_THERE,
  plainId,
} from '../../../src-main/audience/consent-table.ts';
import { mark } from '../../../src-main/audience/marks.ts';
import { codesOf } from './review-text.ts';

const NO = mark('consent.no');

type Answer = 'yes' | 'no' | 'unknown';

const MARKS = { yes: 0, no: mark('consent.no'), unknown: mark('consent.unknown') };
const A = 17175550101;

/** A table of one phone with these answers. */
function saying(...answers: Answer[]): ConsentTable {
  const table = new ConsentTable();
  for (const answer of answers) table.addPhone(A, MARKS[answer]);
  return table;
}

/** What all answers of one person come to, by the rule in words. */
function expected(answers: ReadonlySet<Answer>): Answer {
  if (answers.has('no')) return 'no';
  return answers.size === 1 && answers.has('yes') ? 'yes' : 'unknown';
}

const meaning = (says: number): Answer => {
  const [code] = codesOf(answerOf(says));
  return code === undefined ? 'yes' : code === 'consent.no' ? 'no' : 'unknown';
};

describe('what a consent file says of a person', () => {
  it.each<[Answer[], Answer, boolean]>([
    [['yes'], 'yes', false],
    [['no'], 'no', false],
    [['unknown'], 'unknown', false],
    [['yes', 'yes'], 'yes', false],
    [['yes', 'no'], 'no', true],
    [['no', 'yes'], 'no', true],
    [['yes', 'unknown'], 'unknown', true],
    [['unknown', 'yes'], 'unknown', true],
    [['no', 'unknown'], 'no', false],
    [['yes', 'no', 'unknown'], 'no', true],
    [['no', 'yes', 'yes', 'yes'], 'no', true],
  ])('who has %j comes to %s; conflicting: %s', (answers, comesTo, conflicts) => {
    const table = saying(...answers);
    const says = table.ofPhone(A);
    expect(meaning(says)).toBe(comesTo);
    expect(isConflicting(says)).toBe(conflicts);
    expect(table.people).toBe(1);
    expect(table.conflicting()).toBe(conflicts ? 1 : 0);
  });

  it('who is not there is unknown, and in conflict with nothing', () => {
    const table = saying('yes');
    for (const says of [table.ofPhone(A + 1), table.ofId('a'), new ConsentTable().ofPhone(A)]) {
      expect(says).toBe(NOT_THERE);
      expect(meaning(says)).toBe('unknown');
      expect(isConflicting(says)).toBe(false);
    }
  });
});

describe('the table of what a consent file says', () => {
  const answer = fc.constantFrom<Answer>('yes', 'yes', 'no', 'unknown');
  // Neighbours, and numbers that differ in their upper half alone.
  const phone = fc.oneof(
    fc.integer({ min: A, max: A + 40 }),
    fc.integer({ min: 0, max: 200 }).map((high) => high * 4294967296 + 4_000_000_000),
    fc.integer({ min: 1, max: 999_999_999_999_999 }),
  );
  const id = fc.oneof(
    fc.string({ unit: fc.constantFrom(...'ab01-'), maxLength: 3 }),
    fc.uuid(),
    fc.string({ unit: 'grapheme', maxLength: 12 }),
  );

  /** Adds all to a table and to a map, and holds one against the other. */
  function agrees<Key>(
    entries: readonly (readonly [Key, Answer])[],
    others: readonly Key[],
    add: (table: ConsentTable, key: Key, answer: number) => void,
    of: (table: ConsentTable, key: Key) => number,
  ): void {
    const table = new ConsentTable();
    const map = new Map<Key, Set<Answer>>();
    for (const [key, one] of entries) {
      add(table, key, MARKS[one]);
      map.set(key, (map.get(key) ?? new Set()).add(one));
    }
    for (const [key, answers] of map) expect(meaning(of(table, key))).toBe(expected(answers));
    for (const key of others) if (!map.has(key)) expect(of(table, key)).toBe(NOT_THERE);
    expect(table.people).toBe(map.size);
    const conflicting = [...map.values()].filter((answers) => answers.has('yes') && answers.size > 1);
    expect(table.conflicting()).toBe(conflicting.length);
  }

  it('says of every phone what a map of all its answers says', () => {
    const entries = fc.array(fc.tuple(phone, answer), { maxLength: 60 });
    fc.assert(
      fc.property(entries, fc.array(phone, { maxLength: 10 }), (all, others) => {
        agrees(
          all,
          others,
          (table, key, one) => table.addPhone(key, one),
          (table, key) => table.ofPhone(key),
        );
      }),
      { numRuns: 500 },
    );
  });

  it('says of every id what a map of all its answers says, by hash alone', () => {
    // Of ids that differ in case alone there is a test of its own.
    const lower = id.map((one) => one.trim().toLowerCase());
    const entries = fc.array(fc.tuple(lower, answer), { maxLength: 60 });
    fc.assert(
      fc.property(entries, fc.array(lower, { maxLength: 10 }), (all, others) => {
        agrees(
          all,
          others,
          (table, key, one) => table.addId(key, one),
          (table, key) => table.ofId(key),
        );
      }),
      { numRuns: 500 },
    );
  });

  it('grows, and says the same of everybody when it has', () => {
    // Below, at and above two thirds of 1,024 slots, and many times that.
    for (const count of [682, 683, 684, 1366, 50_000]) {
      const table = new ConsentTable();
      const says = (place: number): Answer => (place % 7 === 0 ? 'no' : place % 5 === 0 ? 'unknown' : 'yes');
      for (let place = 0; place < count; place++) table.addPhone(A + place, MARKS[says(place)]);
      // Once more, so that nobody is counted twice.
      for (let place = 0; place < count; place++) table.addPhone(A + place, MARKS[says(place)]);
      expect(table.people).toBe(count);
      expect(table.conflicting()).toBe(0);
      const wrong = Array.from({ length: count }, (_, place) => place).filter(
        (place) => meaning(table.ofPhone(A + place)) !== says(place),
      );
      expect(wrong).toEqual([]);
      expect(table.ofPhone(A + count)).toBe(NOT_THERE);
    }
  });

  it('takes no two of 300,000 ids that are much alike for one', () => {
    const table = new ConsentTable();
    const count = 100_000;
    const spellings: ((place: number) => string)[] = [
      (place) => `${place}`,
      (place) => `00000000-0000-4000-8000-${String(place).padStart(12, '0')}`,
      (place) => `${place.toString(36)}\u0394${place % 10}`,
    ];
    for (const spell of spellings) for (let place = 0; place < count; place++) table.addId(spell(place), 0);
    expect(table.people).toBe(3 * count);
    for (const spell of spellings) expect(table.ofId(spell(count))).toBe(NOT_THERE);
  });

  it('takes for one person only the very same id, but a no of an id in another case counts', () => {
    const table = new ConsentTable();
    table.addId('0035000000abcdA', 0);
    table.addId('x-1', 0);
    table.addId('X-1', NO);
    expect(table.ofId('0035000000abcda')).toBe(NOT_THERE);
    expect(answerOf(table.ofId('0035000000abcdA'))).toBe(0);
    expect(['x-1', 'X-1'].map((id) => answerOf(table.ofId(id)))).toEqual([NO, NO]);
    expect(table.people).toBe(3);
  });

  it.each([
    '',
    ' ',
    'NULL',
    '0',
    '000',
    '-',
    'unknown',
    'None',
    'n/a',
    '1.23457E+11',
    '1234567890123000',
    '###',
  ])('takes "%s" for no id, since many people would share it', (cell) => expect(plainId(cell)).toBe(''));

  it('compares ids trimmed, and as nothing else', () => {
    expect([' AbC-1 ', 'ABC-1\t', '10', 'E1'].map(plainId)).toEqual(['AbC-1', 'ABC-1', '10', 'E1']);
    const table = new ConsentTable();
    table.addId('007', 0);
    for (const other of ['7', '07', '0070', '']) expect(table.ofId(other)).toBe(NOT_THERE);
  });
});
