import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { consentRule, DEFAULT_YES } from '../../../src-main/audience/consent.ts';
import { anyText, codesOf } from './review-text.ts';

const answer = (cell: string, yes: readonly string[] = DEFAULT_YES) => codesOf(consentRule(yes)(cell));

describe('the consent rule', () => {
  it.each(['true', 'TRUE', 'Yes', ' y ', '1', 't', 'Opted In'])('"%s" is yes', (cell) => {
    expect(answer(cell)).toEqual([]);
  });

  it.each(['false', 'FALSE', 'No', ' n ', '0', 'f', 'Opted Out'])('"%s" is no', (cell) => {
    expect(answer(cell)).toEqual(['consent.no']);
  });

  it.each([
    '',
    '   ',
    'NULL',
    '#N/A',
    '\\N',
    'maybe',
    'pending',
    '2',
    'yes please',
    'true;false',
    '__proto__',
  ])('"%s" is unknown', (cell) => {
    expect(answer(cell)).toEqual(['consent.unknown']);
  });

  it('only the answers that the user calls yes are yes', () => {
    expect(answer('Subscribed', ['subscribed'])).toEqual([]);
    expect(answer('subscribed', [' Subscribed '])).toEqual([]);
    expect(answer('true', ['subscribed'])).toEqual(['consent.unknown']);
    expect(answer('no', ['subscribed'])).toEqual(['consent.no']);
  });

  it('a blank is never yes, even if the user lists it', () => {
    for (const cell of ['', ' ', 'NULL'])
      expect(answer(cell, ['', 'NULL', 'yes'])).toEqual(['consent.unknown']);
  });

  it('says yes to the listed answers alone, whatever the cell, and says the same twice', () => {
    const cell = fc.oneof(anyText, fc.string({ unit: fc.constantFrom(...'yesno01TRUE ') }));
    fc.assert(
      fc.property(fc.array(cell, { maxLength: 5 }), (cells) => {
        const rule = consentRule(DEFAULT_YES);
        for (const one of cells) {
          const marks = rule(one);
          expect(marks === 0).toBe(DEFAULT_YES.includes(one.trim().toLowerCase()));
          expect(rule(one)).toBe(marks);
        }
      }),
    );
  });
});
