import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { closeness, nameKey, sameName, wordKeys } from '../../../src-main/audience/column-names.ts';
import { anyText } from './review-text.ts';

describe('sameName', () => {
  it.each([
    ['First Name', ' first_name ', true],
    ['First  Name', 'first name', true],
    ['First Name', 'FirstName', true],
    ['First Name', 'First-Name', true],
    ['First Name', 'First\u2013Name', true],
    ['First Name', 'First\u2212Name', true],
    ['First Name', 'First\u00a0Name', true],
    ['First Name', 'firstName', true],
    ['Café', 'cafe\u0301', true],
    ['Café', 'CAFE', true],
    ['Straße', 'STRASSE', true],
    ['straße', 'STRAẞE', true],
    ['İsim', 'isim', true],
    ['ΤΙΜΕΣ', 'τιμες', true],
    ['１st Name', '1st name', true],
    ['First Name', 'First Names', false],
    ['First Name', 'First.Name', false],
    ['Name 1', 'Name 2', false],
    // In Hindi, vowels are marks: “kim” is not “kam”.
    ['किम', 'कम', false],
    ['--', '--', true],
    ['--', ' -- ', true],
    ['--', '-', false],
    ['--', '', false],
    ['_', '-', false],
    ['', '', true],
  ])('“%s” and “%s”: %s', (one, other, same) => {
    expect(sameName(one, other)).toBe(same);
    expect(sameName(other, one)).toBe(same);
  });
});

describe('nameKey', () => {
  it('of a key is the key itself, for each character and any text', () => {
    for (let code = 0; code <= 0xffff; code++) {
      const key = nameKey(String.fromCharCode(code));
      if (nameKey(key) !== key) throw new Error(`not for ${code.toString(16)}`);
    }
    // Marks whose order is fixed as soon as no dash keeps them apart.
    const pointed = nameKey('ב\u05bc-\u05b0');
    expect(nameKey(pointed)).toBe(pointed);
    fc.assert(
      fc.property(anyText, (name) => {
        expect(nameKey(nameKey(name))).toBe(nameKey(name));
      }),
    );
  });

  it('is the same however words are put together', () => {
    const word = fc.stringMatching(/^[a-zäöüéßσ0-9]{1,6}$/);
    const between = fc.constantFrom('', ' ', '_', '-', '—', ' - ', '\t', '\u3000');
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 4 }), between, (words, between) => {
        const plain = nameKey(words.join(' '));
        expect(nameKey(words.join(between))).toBe(plain);
        expect(nameKey(` ${words.join(between).toUpperCase()} `)).toBe(plain);
        expect(nameKey(words.join(between).normalize('NFD'))).toBe(plain);
      }),
    );
  });

  it('of a name is empty only where the name is blank', () => {
    fc.assert(
      fc.property(anyText, (name) => {
        expect(nameKey(name) === '').toBe(name.trim() === '');
      }),
    );
  });
});

describe('closeness', () => {
  it.each([
    ['Loyalty Tier', ' Loyalty Tier ', 0],
    ['Loyalty Tier', 'loyalty tier', 1],
    ['Loyalty Tier', 'Loyalty_Tier', 1],
    ['Loyalty Tier', 'LOYALTY  TIER_', 1],
    ['Loyalty Tier', 'LoyaltyTier', 2],
    ['Loyalty Tier', 'Loyalty-Tier', 2],
    ['Café', 'Cafe', 2],
  ])('of “%s” and “%s” is %d', (one, other, steps) => {
    expect(closeness(one, other)).toBe(steps);
    expect(closeness(other, one)).toBe(steps);
  });
});

describe('wordKeys', () => {
  it.each([
    ['First Name', ['first', 'name']],
    ['firstName', ['first', 'name']],
    ['SMSOptIn', ['sms', 'opt', 'in']],
    ['loyalty_tier-Name/2', ['loyalty', 'tier', 'name', '2']],
    ['address2Line', ['address2', 'line']],
    ['Prénom (client)', ['prenom', 'client']],
    ['LOYALTY', ['loyalty']],
    ['--', []],
    ['', []],
  ])('of “%s” are %j', (name, words) => {
    expect(wordKeys(name)).toEqual(words);
  });
});
