import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { consentRule, plainAnswer } from '../../../src-main/audience/consent.ts';
import type { Meanings } from '../../../src-main/contract/consent.ts';
import { USUAL_MEANINGS } from '../../../src-main/contract/consent.ts';
import { anyText, codesOf } from './review-text.ts';

const answer = (cell: string, meanings: Partial<Meanings> = {}) =>
  codesOf(consentRule({ ...USUAL_MEANINGS, ...meanings })(cell));

describe('the consent rule', () => {
  it.each([
    'true',
    'TRUE',
    'Yes',
    ' y ',
    '1',
    't',
    'Opted In',
    '\topted in\r',
    '\u00a0yes\u00a0',
    '\ufeffyes',
  ])('"%s" is yes', (cell) => {
    expect(answer(cell)).toEqual([]);
  });

  it.each([
    ...['false', 'FALSE', 'No', ' n ', '0', 'f', 'NO\u00a0'],
    ...['Opted Out', 'opted-out', 'OPTED_OUT', 'opt out', 'Opt-Out', 'opt_out', 'OptOut', 'Not opted in'],
    ...['STOP', 'stopped', 'Unsubscribe', 'unsubscribed', 'Revoked', 'declined'],
  ])('"%s" is no', (cell) => {
    expect(answer(cell)).toEqual(['consent.no']);
  });

  it.each(['', '   ', '\t', '\u00a0', 'NULL', 'null', '#N/A', '\\N', 'NaN'])(
    'a blank, "%s", is unknown',
    (cell) => {
      expect(answer(cell)).toEqual(['consent.unknown']);
    },
  );

  it.each([
    ...[
      'maybe',
      'pending',
      '2',
      '-1',
      '1.0',
      '01',
      '+1',
      'yes please',
      'true;false',
      'yes/no',
      'yes.',
      '"yes"',
    ],
    ...['y e s', 'yess', 'ye', 'tru', 'yes\u200b', 'ｙｅｓ', '✓', 'x', 'on', 'ok', 'truе'],
    ...['opted  in', 'opted-in', 'opted_in', 'optin', 'opt in', 'subscribed', 'active'],
    ...['__proto__', 'constructor', 'toString'],
  ])('an odd spelling, "%s", is unknown', (cell) => {
    expect(answer(cell)).toEqual(['consent.unknown']);
  });

  it.each([
    ...[
      'oui',
      'non',
      'ja',
      'nein',
      'si',
      'sí',
      'sì',
      'sim',
      'não',
      'da',
      'нет',
      'да',
      'vrai',
      'faux',
      'wahr',
      'falsch',
    ],
    ...[
      'tak',
      'nie',
      'nee',
      'はい',
      'いいえ',
      '是',
      '否',
      '예',
      '아니요',
      'evet',
      'hayır',
      'ναι',
      'όχι',
      'نعم',
      'לא',
    ],
  ])('another language’s answer, "%s", is unknown', (cell) => {
    expect(answer(cell)).toEqual(['consent.unknown']);
  });

  it('is what the user says where they say what answers mean, in all three ways', () => {
    const meanings = { yes: ['Ja', ' oui '], no: ['NEIN'] };
    expect(answer(' JA', meanings)).toEqual([]);
    expect(answer('Oui', meanings)).toEqual([]);
    expect(answer('nein', meanings)).toEqual(['consent.no']);
    for (const usual of ['yes', 'true', 'no', 'opted out']) {
      expect(answer(usual, meanings)).toEqual(['consent.unknown']);
    }
  });

  it('is yes where the user calls an answer so that usually is a no', () => {
    expect(answer('no', { yes: ['no'] })).toEqual([]);
  });

  it('is yes for nobody where no answer is called so', () => {
    expect(answer('yes', { yes: [] })).toEqual(['consent.unknown']);
    expect(answer('no', { yes: [], no: [] })).toEqual(['consent.unknown']);
  });

  it('a blank is unknown, even if the user lists it', () => {
    const listed = ['', 'NULL', ' '];
    for (const cell of ['', ' ', 'NULL', '#N/A']) {
      expect(answer(cell, { yes: [...listed, 'yes'] })).toEqual(['consent.unknown']);
      expect(answer(cell, { no: [...listed, 'no'] })).toEqual(['consent.unknown']);
    }
  });

  it('says yes and no to the listed answers alone, whatever the cell, and says the same twice', () => {
    const cell = fc.oneof(anyText, fc.string({ unit: fc.constantFrom(...'yesno01TRUE ') }));
    fc.assert(
      fc.property(fc.array(cell, { maxLength: 5 }), (cells) => {
        const rule = consentRule(USUAL_MEANINGS);
        for (const one of cells) {
          const codes = codesOf(rule(one));
          const plain = one.trim().toLowerCase();
          const expected = USUAL_MEANINGS.yes.includes(plain)
            ? []
            : [USUAL_MEANINGS.no.includes(plain) ? 'consent.no' : 'consent.unknown'];
          expect(codes).toEqual(expected);
          expect(codesOf(rule(one))).toEqual(codes);
        }
      }),
    );
  });

  it('has no answer that usually means yes and no, and all are as answers are compared', () => {
    const all = [...USUAL_MEANINGS.yes, ...USUAL_MEANINGS.no];
    expect(new Set(all).size).toBe(all.length);
    expect(all.map(plainAnswer)).toEqual(all);
  });
});
