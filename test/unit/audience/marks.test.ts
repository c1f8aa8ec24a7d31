import { describe, expect, it } from 'vitest';
import {
  codesIn,
  isTelling,
  type MarkCode,
  mark,
  notesOf,
  outcomeOf,
  reasonsOf,
} from '../../../src-main/audience/marks.ts';
import {
  ADJUSTMENT_CODES,
  OUTCOMES,
  type Outcome,
  REASON_CODES,
  WARNING_CODES,
} from '../../../src-main/contract/outcome.ts';

const CODES: readonly MarkCode[] = [...REASON_CODES, ...ADJUSTMENT_CODES, ...WARNING_CODES];
const marksOf = (...codes: MarkCode[]) => codes.reduce((marks, code) => (marks | mark(code)) >>> 0, 0);

/** One reason for each outcome, first the one that goes before all others. */
const REASONS: [MarkCode, Outcome][] = [
  ['row.tooLong', 'malformed'],
  ['consent.unknown', 'notOptedIn'],
  ['email.invalid', 'invalid'],
  ['duplicate.phone', 'duplicate'],
];

describe('a mark', () => {
  it('is a bit of its own', () => {
    expect(new Set(CODES.map(mark)).size).toBe(CODES.length);
    for (const code of CODES) {
      expect(mark(code)).toBeGreaterThan(0);
      expect(Math.log2(mark(code)) % 1).toBe(0);
    }
  });

  it('can be told again from all marks together', () => {
    expect(codesIn(0)).toEqual([]);
    for (const code of CODES) expect(codesIn(mark(code))).toEqual([code]);
    expect(codesIn(marksOf(...CODES)).sort()).toEqual([...CODES].sort());
  });
});

describe('the outcome', () => {
  it.each(REASON_CODES)('of %s follows from its subject', (code) => {
    const [subject] = code.split('.');
    const expected: Record<string, Outcome> = {
      row: 'malformed',
      consent: 'notOptedIn',
      duplicate: 'duplicate',
    };
    expect(outcomeOf(mark(code))).toBe(expected[subject!] ?? 'invalid');
  });

  it('is the first that applies, and its reasons are those of that outcome alone', () => {
    REASONS.forEach(([reason, outcome], place) => {
      const marks = marksOf(...REASONS.slice(place).map(([code]) => code), ...WARNING_CODES);
      expect(outcomeOf(marks)).toBe(outcome);
      expect(reasonsOf(marks)).toEqual([reason]);
      expect(REASONS.filter(([code]) => isTelling(marks, mark(code)))).toEqual([[reason, outcome]]);
    });
    expect(REASONS.map(([, outcome]) => outcome)).toEqual(OUTCOMES.filter((one) => one !== 'ready'));
  });

  it('is ready where there is nothing but notes, which are told of it alone', () => {
    const notes = [...ADJUSTMENT_CODES, ...WARNING_CODES];
    expect(outcomeOf(0)).toBe('ready');
    expect(outcomeOf(marksOf(...notes))).toBe('ready');
    expect(reasonsOf(marksOf(...notes))).toEqual([]);
    for (const note of notes) {
      expect(notesOf(marksOf(note, 'email.invalid'))).toEqual([note]);
      expect(isTelling(marksOf(note), mark(note))).toBe(true);
      expect(isTelling(marksOf(note, 'email.invalid'), mark(note))).toBe(false);
    }
  });
});
