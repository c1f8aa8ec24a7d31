import { type CountryCode, parsePhoneNumberFromString } from 'libphonenumber-js/max';
import { type Marks, mark } from './marks.ts';
import { quickPhoneOf, TOO_SHORT } from './nanp.ts';

/** A phone as a number made of country code and national digits (E.164 without the plus); 0 is "none". */
export type Phone = number;

/** What a rule writes beside the value it returns. One object serves for all cells of a row. */
export interface Verdict {
  marks: Marks;
}

const MISSING = mark('phone.missing');
const UNUSABLE = mark('phone.invalid');
const EXCEL_DAMAGED = mark('phone.excelDamaged');
const HAS_EXTENSION = mark('phone.hasExtension');
const NOT_MOBILE = mark('phone.notMobile');
const REPAIRED = mark('phone.repaired');

/**
 * Makes the phone rule for a default country: it reads a cell, answers the phone (0 when it cannot be known) and marks why
 * it cannot be used, and throws at nothing. A phone with an extension is known, so that a no beside it counts for its other
 * rows, and cannot be used.
 *
 * Forgiven: punctuation, spaces, a leading apostrophe, `="…"` and `tel:`, a trailing `.0`, a leading `00` (and `011` where the
 * default country is a North American one). Excel's `1.7175559636E+10` is repaired when all digits are there.
 * Where the default country is North American, a foreign number of ten digits in all is refused.
 * Numbers follow libphonenumber's full metadata; toll-free and premium-rate numbers are refused, since nobody
 * reads a text there. Source: our own rule (design), libphonenumber; how it is sent is in listrak/assumptions.
 */
export function phoneRule(defaultCountry: CountryCode): (cell: string, verdict: Verdict) => Phone {
  const northAmerican = isNorthAmerican(defaultCountry);
  const refusesShort = hasNoShortNumbers(defaultCountry);
  return (cell, verdict) => {
    if (northAmerican) {
      const quick = quickPhoneOf(cell);
      if (quick > 0) return quick;
      if (quick === TOO_SHORT && refusesShort) return refuse(verdict, UNUSABLE);
    }
    return readAnyPhone(cell, defaultCountry, northAmerican, verdict);
  };
}

/** Whether no number of fewer than ten digits is one; some islands complete seven digits with their area code. */
export function hasNoShortNumbers(country: CountryCode): boolean {
  return country === 'US' || country === 'CA';
}

/** Whether a country shares the calling code 1, so that ten digits are a whole number there. */
export function isNorthAmerican(country: CountryCode): boolean {
  return parsePhoneNumberFromString('2015550123', country)?.countryCallingCode === '1';
}

/** Of an E.164 number, with its plus. */
const LONGEST_NUMBER = 16;

const EXTENSION = /(?<=\d)\s*(?:;?\s*ext(?:ension|n)?\.?\s*=?|x|#)[\s.:]*\d+\s*$/i;
const SCIENTIFIC = /^\+?(\d(?:\.\d+)?)e\+?(\d{1,2})$/i;
const PHONE_CHARACTERS = /^\+?[\d\s().\-/]+$/;

function readAnyPhone(
  cell: string,
  defaultCountry: CountryCode,
  northAmerican: boolean,
  verdict: Verdict,
): Phone {
  let text = tidy(cell);
  if (text === '') return refuse(verdict, MISSING);
  const scientific = SCIENTIFIC.exec(text);
  if (scientific) {
    const digits = digitsOfScientific(scientific[1]!, Number(scientific[2]));
    if (digits === null) return refuse(verdict, EXCEL_DAMAGED);
    verdict.marks |= REPAIRED;
    text = digits;
  }
  if (EXTENSION.test(text)) {
    refuse(verdict, HAS_EXTENSION);
    // Nobody is texted at an extension, but whose number it is can be told.
    const without = text.replace(EXTENSION, '');
    return EXTENSION.test(without) ? 0 : readAnyPhone(without, defaultCountry, northAmerican, { marks: 0 });
  }
  if (!PHONE_CHARACTERS.test(text)) return refuse(verdict, UNUSABLE);
  text = text.replace(northAmerican ? /^(?:00|011)(?=\D*\d)/ : /^00(?=\D*\d)/, '+');
  const parsed = parsePhoneNumberFromString(text, { defaultCountry, extract: false });
  if (!parsed?.isValid()) return refuse(verdict, UNUSABLE);
  // Sent without its plus, a foreign number of ten digits could not be told from a North American one, and
  // somebody else's profile would be changed.
  if (northAmerican && parsed.countryCallingCode !== '1' && parsed.number.length === 11)
    return refuse(verdict, UNUSABLE);
  // Canada's 310-1234 is a service that each area has its own of; and what is longer than E.164 allows, which
  // libphonenumber lets pass in some countries, is no number that a mobile has.
  const { length } = parsed.number;
  if (length > LONGEST_NUMBER || (parsed.countryCallingCode === '1' && length !== 12))
    return refuse(verdict, UNUSABLE);
  const type = parsed.getType();
  if (type === 'TOLL_FREE' || type === 'PREMIUM_RATE') return refuse(verdict, NOT_MOBILE);
  return Number(parsed.number.slice(1));
}

function refuse(verdict: Verdict, why: Marks): Phone {
  verdict.marks = (verdict.marks & ~REPAIRED) | why;
  return 0;
}

/** Takes away what spreadsheets and copying add around a number without changing it. */
function tidy(cell: string): string {
  return (
    cell
      .replace(/[\u200b-\u200f\u202a-\u202e\u2060\ufeff]/g, '')
      .replace(/[\u2010-\u2015\u2212]/g, '-')
      .replace(/\u00a0/g, ' ')
      .trim()
      // A spreadsheet's way of keeping a number as text, and a link's way of writing one.
      .replace(/^="(.*)"$/, '$1')
      .replace(/^tel:/i, '')
      .replace(/^['\u2018\u2019`]+/, '')
      .replace(/^\(\s*\+/, '+(')
      // What a spreadsheet adds to a number, and not the last four digits of one that is written with dots.
      .replace(/\.0$|(?<=^\+?\d+)\.0+$/, '')
      .trim()
  );
}

/** The digits of Excel's scientific notation, or null when it dropped some: then nobody can know them. */
function digitsOfScientific(mantissa: string, exponent: number): string | null {
  const [whole, decimals = ''] = mantissa.split('.');
  return decimals.length === exponent ? `${whole}${decimals}` : null;
}
