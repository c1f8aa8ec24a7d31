import { describe, expect, it } from 'vitest';
import {
  dateEvidenceWords,
  dateOrderByEvidence,
  excelWords,
  lacksField,
} from '../../../src-main/contract/words.ts';

const dates = (monthFirst: number, dayFirst: number, either: number) => ({
  monthFirst,
  dayFirst,
  either,
  read: dayFirst > monthFirst ? ('dayFirst' as const) : ('monthFirst' as const),
  decided: false,
});

describe('what is said of a column’s dates', () => {
  it.each([
    [0, 0, 0, 'None of its dates is written with slashes, so the order changes nothing.'],
    [0, 412, 0, '412 dates can only be day first.'],
    [1, 0, 0, '1 date can only be month first.'],
    [0, 0, 1200, '1,200 dates could be either.'],
    [2, 1, 3, '2 dates can only be month first, 1 date can only be day first, 3 dates could be either.'],
  ])(
    'is a whole sentence where %i are month first, %i day first and %i could be either',
    (month, day, either, words) => {
      expect(dateEvidenceWords(dates(month, day, either))).toBe(words);
    },
  );

  it('speaks of most of them only where there are most', () => {
    expect(dateOrderByEvidence(dates(1, 2, 0), null)).toBe('As most of them show (day/month/year)');
    expect(dateOrderByEvidence(dates(0, 0, 5), null)).toBe('As nothing shows their order: month/day/year');
    expect(dateOrderByEvidence(dates(2, 2, 5), null)).toBe('As they disagree evenly: month/day/year');
  });

  it('does not call a chosen order what most of them show', () => {
    const chosen = { ...dates(2, 1, 0), read: 'dayFirst' as const };
    expect(dateOrderByEvidence(chosen, 'dayFirst')).toBe('As most of them show');
    const unshown = { ...dates(0, 0, 0), read: 'dayFirst' as const };
    expect(dateOrderByEvidence(unshown, 'dayFirst')).toBe('As nothing shows their order: month/day/year');
  });
});

describe('what a spreadsheet did', () => {
  it.each([
    ['lostZeros', true, 1, 'Excel took leading zeros for needless and dropped them. 1 value: put back.'],
    [
      'lostZeros',
      false,
      1200,
      'Excel took leading zeros for needless and dropped them. 1,200 values: cannot be put back.',
    ],
    [
      'errorWord',
      false,
      2,
      'Excel wrote an error, such as #N/A, where a formula had no answer. 2 values: read as blank.',
    ],
  ] as const)('is said with what became of it: %s, repaired %s', (kind, repaired, count, words) => {
    expect(excelWords({ kind, repaired, count })).toBe(words);
  });
});

describe('a column lacks its field', () => {
  it('only if nothing else keeps it from being sent', () => {
    expect(lacksField({ role: 'unmatched', note: null })).toBe(true);
    expect(lacksField({ role: 'unmatched', note: 'The column has no name.' })).toBe(false);
    expect(lacksField({ role: 'ignored', note: null })).toBe(false);
  });
});
