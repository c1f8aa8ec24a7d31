import { type CountryCode, parsePhoneNumberFromString } from 'libphonenumber-js/max';
import type { MarkCode } from '../../../src-main/audience/marks.ts';
import { isNorthAmerican, type Phone, phoneRule } from '../../../src-main/audience/phone.ts';
import { codesOf } from './review-text.ts';

/** What became of a cell: the phone (0 for none), and the codes of the marks it got. */
export interface Reading {
  phone: Phone;
  codes: MarkCode[];
}

/** Reads a cell by the phone rule. */
export function readPhone(cell: string, country: CountryCode): Reading {
  const verdict = { marks: 0 };
  const phone = phoneRule(country)(cell, verdict);
  return { phone, codes: codesOf(verdict.marks) };
}

/**
 * What libphonenumber-js makes of a cell, with the refusals on top that the phone rule documents: extensions, numbers
 * on which nobody reads a text, foreign ones of ten digits where ten digits are a North American number, and those that
 * are longer than E.164 allows or shorter than North America has them.
 * For cells that hold a number and punctuation alone.
 */
export function libphonenumberReading(cell: string, country: CountryCode): Reading {
  const parsed = parsePhoneNumberFromString(cell, { defaultCountry: country, extract: false });
  // Whose number it is can be told, though nobody is texted at an extension.
  if (parsed?.ext)
    return { phone: libphonenumberReading(parsed.number, country).phone, codes: ['phone.hasExtension'] };
  if (!parsed?.isValid()) return { phone: 0, codes: ['phone.invalid'] };
  const digits = parsed.number.slice(1);
  if (isNorthAmerican(country) && parsed.countryCallingCode !== '1' && digits.length === 10) {
    return { phone: 0, codes: ['phone.invalid'] };
  }
  if (digits.length > 15 || (parsed.countryCallingCode === '1' && digits.length !== 11)) {
    return { phone: 0, codes: ['phone.invalid'] };
  }
  const type = parsed.getType();
  if (type === 'TOLL_FREE' || type === 'PREMIUM_RATE') return { phone: 0, codes: ['phone.notMobile'] };
  return { phone: Number(digits), codes: [] };
}
