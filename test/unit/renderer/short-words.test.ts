import { expect, it } from 'vitest';
import { ADJUSTMENT_CODES, REASON_CODES, WARNING_CODES } from '../../../src-main/contract/outcome.ts';
import type { ReviewedRow } from '../../../src-main/contract/rows.ts';
import { shortly, shortWords } from '../../../src-renderer/steps/review/short-words.ts';

const ROW: ReviewedRow = {
  row: 0,
  fileRow: 2,
  outcome: 'ready',
  reasons: [],
  notes: [],
  cells: [],
  sent: [],
};

it('has words of its own, and short ones, for each reason and note', () => {
  const words = [...REASON_CODES, ...ADJUSTMENT_CODES, ...WARNING_CODES].map(shortWords);
  expect(new Set(words).size).toBe(words.length);
  for (const word of words) expect(word).toMatch(/^[A-Z][^.]{3,28}$/);
});

it('says why a row is left out, and of a row that goes what was noted', () => {
  expect(shortly(ROW)).toBe('');
  expect(shortly({ ...ROW, notes: ['phone.repaired', 'postal.padded'] })).toBe(
    'Phone repaired; Postal code padded',
  );
  expect(shortly({ ...ROW, reasons: ['phone.missing', 'consent.no'], notes: ['postal.padded'] })).toBe(
    'No phone; Did not opt in',
  );
});
