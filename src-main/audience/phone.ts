import { type CountryCode, Metadata, parsePhoneNumberFromString } from 'libphonenumber-js/max';
import { type Marks, mark } from './marks.ts';

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
 * Makes the phone rule for a default country: it reads a cell, answers the phone (0 when it cannot be used)
 * and marks why, and throws at nothing.
 *
 * Forgiven: punctuation, spaces, a leading apostrophe, `="…"` and `tel:`, a trailing `.0`, a leading `00` (and `011` where the
 * default country is a North American one). Excel's `1.7175559636E+10` is repaired when all digits are there.
 * Where the default country is North American, a foreign number of ten digits in all is refused.
 * Numbers follow libphonenumber's full metadata; toll-free and premium-rate numbers are refused, since nobody
 * reads a text there. Source: our own rule (design), libphonenumber; how it is sent is in listrak/assumptions.
 */
export function phoneRule(defaultCountry: CountryCode): (cell: string, verdict: Verdict) => Phone {
  const northAmerican = isNorthAmerican(defaultCountry);
  return (cell, verdict) => {
    if (northAmerican) {
      const quick = ordinaryNorthAmericanPhone(cell);
      if (quick !== 0) return quick;
    }
    return readAnyPhone(cell, defaultCountry, northAmerican, verdict);
  };
}

/** Whether a country shares the calling code 1, so that ten digits are a whole number there. */
function isNorthAmerican(country: CountryCode): boolean {
  return parsePhoneNumberFromString('2015550123', country)?.countryCallingCode === '1';
}

const EXTENSION = /\d\s*(?:;?\s*ext(?:ension|n)?\.?\s*=?|x|#)[\s.:]*\d+\s*$/i;
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
  if (EXTENSION.test(text)) return refuse(verdict, HAS_EXTENSION);
  if (!PHONE_CHARACTERS.test(text)) return refuse(verdict, UNUSABLE);
  text = text.replace(northAmerican ? /^(?:00|011)(?=\D*\d)/ : /^00(?=\D*\d)/, '+');
  const parsed = parsePhoneNumberFromString(text, { defaultCountry, extract: false });
  if (!parsed?.isValid()) return refuse(verdict, UNUSABLE);
  // Sent without its plus, a foreign number of ten digits could not be told from a North American one, and
  // somebody else's profile would be changed.
  if (northAmerican && parsed.countryCallingCode !== '1' && parsed.number.length === 11)
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

/*
 * The fast path. libphonenumber takes some 7 µs a number, and nearly every number of an American audience is
 * an ordinary one; so the two patterns by which libphonenumber itself knows a geographic US or Canadian number
 * are asked directly. Whatever they do not recognise goes the slow way, so the answers cannot differ.
 */
const ORDINARY = [fixedLinePattern('US'), fixedLinePattern('CA')].filter((pattern) => pattern !== null);

function fixedLinePattern(country: CountryCode): RegExp | null {
  const metadata = new Metadata();
  metadata.selectNumberingPlan(country);
  const plan = metadata.numberingPlan as
    | { type?(name: string): { pattern(): string } | undefined }
    | undefined;
  const pattern = plan?.type?.('FIXED_LINE')?.pattern();
  return pattern ? new RegExp(`^(?:${pattern})$`) : null;
}

const DIGIT_0 = 48;
const DIGIT_9 = 57;

function ordinaryNorthAmericanPhone(cell: string): Phone {
  let digits = 0;
  let value = 0;
  let sinceDot = -1;
  let separators = 0;
  for (let position = 0; position < cell.length; position++) {
    const code = cell.charCodeAt(position);
    if (code >= DIGIT_0 && code <= DIGIT_9) {
      value = value * 10 + (code - DIGIT_0);
      if (++digits > 11) return 0;
      if (sinceDot >= 0) sinceDot++;
    } else if (code === 46 /* . */) {
      sinceDot = 0;
      separators++;
    } else if (code === 43 /* + */) {
      if (position !== 0 || cell.charCodeAt(1) !== 49 /* 1 */) return 0;
    } else if (code === 32 /* space */ || code === 40 /* ( */ || code === 41 /* ) */ || code === 45 /* - */) {
      separators++;
    } else {
      return 0;
    }
  }
  // A dot must stand before the last four digits: "7175550101.0" is a spreadsheet's number, not punctuation.
  if (sinceDot >= 0 && (sinceDot !== 4 || (separators === 1 && value % 10_000 === 0))) return 0;
  if (digits === 11 && value < 20_000_000_000) value -= 10_000_000_000;
  else if (digits !== 10 || cell.charCodeAt(0) === 43) return 0;
  const national = String(value);
  return ORDINARY.some((pattern) => pattern.test(national)) ? value + 10_000_000_000 : 0;
}
