import { expect, it } from 'vitest';
import { ADJUSTMENT_CODES, REASON_CODES, WARNING_CODES } from '../../../src-main/contract/outcome.ts';
import type { ReviewedRow } from '../../../src-main/contract/rows.ts';
import { foundIn, shortly, shortWords } from '../../../src-renderer/steps/review/short-words.ts';

const ROW: ReviewedRow = {
  row: 0,
  fileRow: 2,
  outcome: 'ready',
  reasons: [],
  notes: [],
  findings: [],
  cells: [],
  sent: [],
};

const NAMES = ['Phone', 'Birthday', 'Renewal', 'Zip'];
const BAD: ReviewedRow = {
  ...ROW,
  outcome: 'invalid',
  reasons: ['date.invalid', 'value.excelDamaged'],
  notes: ['postal.padded'],
  findings: [
    { position: 1, code: 'date.invalid' },
    { position: 1, code: 'value.excelDamaged' },
    { position: 2, code: 'date.invalid' },
    { position: 3, code: 'postal.padded' },
  ],
};

it('has words of its own, and short ones, for each reason and note', () => {
  const words = [...REASON_CODES, ...ADJUSTMENT_CODES, ...WARNING_CODES].map(shortWords);
  expect(new Set(words).size).toBe(words.length);
  for (const word of words) expect(word).toMatch(/^[A-Z][^.]{3,28}$/);
});

it('says why a row is left out, and of a row that goes what was noted', () => {
  const said = (changes: Partial<ReviewedRow>) =>
    shortly({ ...ROW, ...changes }, (position) => NAMES[position]!);
  expect(said({})).toBe('');
  expect(said({ notes: ['row.missingCells'] })).toBe('Row ends early');
  expect(said({ reasons: ['duplicate.phone'], notes: ['postal.padded'] })).toBe('Phone in another row');
});

it('names the columns of a row’s reasons and notes before them', () => {
  expect(shortly(BAD, (position) => NAMES[position]!)).toBe(
    'Birthday, Renewal: date not certain; Birthday: changed by a spreadsheet',
  );
});

it('says of a cell what was found in it, and whether its row is left out for it', () => {
  expect(foundIn(BAD, 0)).toBeNull();
  expect(foundIn(BAD, 1)).toEqual({ words: 'Date not certain, changed by a spreadsheet', isReason: true });
  expect(foundIn(BAD, 2)).toEqual({ words: 'Date not certain', isReason: true });
  expect(foundIn(BAD, 3)).toEqual({ words: 'Postal code padded', isReason: false });
});
