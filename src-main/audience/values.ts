import { z } from 'zod';
import type { DigitsEvidence } from './digits-evidence.ts';
import {
  isExcelsScientific,
  isMonthYear,
  isRoundedNumber,
  isTooNarrow,
  textOfScientific,
} from './excel-damage.ts';
import { mark } from './marks.ts';
import type { Verdict } from './phone.ts';

/**
 * A value rule takes a cell that is trimmed and not blank, and answers what would be sent. What it finds wrong,
 * or changes in meaning, it marks on the verdict; it never throws. With an invalidating mark the answer is ''.
 */
export type ValueRule = (text: string, verdict: Verdict) => string;

const TOO_LONG = mark('text.tooLong');
const NUMBER_INVALID = mark('number.invalid');
const NUMBER_ROUNDED = mark('number.rounded');
const CHECKBOX_INVALID = mark('checkbox.invalid');
const EMAIL_INVALID = mark('email.invalid');
const POSTAL_INVALID = mark('postal.invalid');
const POSTAL_PADDED = mark('postal.padded');
const POSTAL_TRIMMED = mark('postal.trimmed');
const LINE_BREAK = mark('text.lineBreak');
const EXCEL_DAMAGED = mark('value.excelDamaged');
const EXCEL_REPAIRED = mark('value.excelRepaired');

/**
 * Text as it is, at most `maxLength` characters (UTF-16 units, as Listrak's own .NET counts: assumed).
 * Longer text is refused rather than cut. Source: vendor spec, `ERROR_SEGMENTATION_MAX_LENGTH`.
 */
export function textRule(maxLength: number | null): ValueRule {
  if (maxLength === null) return (text) => text;
  return (text, verdict) => {
    if (text.length <= maxLength) return text;
    verdict.marks |= TOO_LONG;
    return '';
  };
}

const LINE_BREAKS = /\s*[\r\n\u2028\u2029]\s*/g;

/**
 * Any text, but for what is left of a value that a spreadsheet took for a number: that is refused, or put back where all
 * digits are there. A long number that ends in zeros was rounded where every long number of its column does (`digits`).
 * Line breaks become spaces: whether an import reads one within quotes as the end of its row is documented nowhere.
 * Source: our own rule (design).
 */
export function plainTextRule(maxLength: number | null, digits: DigitsEvidence): ValueRule {
  const withinLength = textRule(maxLength);
  return (text, verdict) => {
    const whole = textOfScientific(text);
    if (whole === '' || isTooNarrow(text) || wasRounded(whole ?? text, digits)) {
      verdict.marks |= EXCEL_DAMAGED;
      return '';
    }
    if (whole === null) {
      const line = text.replace(LINE_BREAKS, ' ');
      const value = withinLength(line, verdict);
      if (value !== text && value !== '') verdict.marks |= LINE_BREAK;
      return value;
    }
    const value = withinLength(whole, verdict);
    if (value !== '') verdict.marks |= EXCEL_REPAIRED;
    return value;
  };
}

function wasRounded(text: string, { long, rounded }: DigitsEvidence): boolean {
  return rounded === long && isRoundedNumber(text);
}

/** An email address by its syntax (zod's practical pattern), and within the field's length. */
export function emailRule(maxLength: number | null): ValueRule {
  const withinLength = textRule(maxLength);
  return (text, verdict) => {
    if (z.regexes.email.test(text)) return withinLength(text, verdict);
    verdict.marks |= EMAIL_INVALID;
    return '';
  };
}

/** With powers as great as those of .NET's decimal numbers, which Listrak's own are assumed to be. */
const SCIENTIFIC = /^([-+]?)(\d+)(?:\.(\d+))?e([-+]?(?:[01]?\d|2[0-8]))$/i;
/** What an American reads as thousands or as decimals, and a European the other way. */
const THOUSANDS_OR_DECIMALS = /^\D*\d{1,3}(?:,\d{3}|\.\d{3})$/;

/** What is sent as it is: most numbers of an export. */
const PLAIN_NUMBER = /^(?:-?[1-9]\d*|0)(?:\.\d{1,2})?$/;
const NUMBER = /^([-+]?)(?:[$€£¥]\s*)?([-+]?)([1-9]\d{0,2}(?:,\d{3})+|\d+)?(?:\.(\d*))?$/;

/**
 * A decimal number with up to two decimals; a currency sign and thousands separators are taken away, more
 * decimals are rounded half away from zero and marked. Source: help centre ("up to 2 decimals"). Scientific notation is
 * written out where no digit is lost. In a column with decimal commas nobody can know whether 1,234 is more than a
 * thousand, so it is refused; and so are long numbers that a spreadsheet rounded (see `plainTextRule`). Only Excel's own
 * scientific notation cuts digits off; programs write all that there are.
 */
export function numberRule(digits: DigitsEvidence): ValueRule {
  return (text, verdict) => {
    if (digits.decimalCommas > 0 && THOUSANDS_OR_DECIMALS.test(text)) {
      verdict.marks |= NUMBER_INVALID;
      return '';
    }
    const before = verdict.marks;
    const scientific = SCIENTIFIC.exec(text);
    const lacksDigits = Number(scientific?.[4]) > (scientific?.[3] ?? '').length && isExcelsScientific(text);
    const value = decimalNumber(scientific ? writtenOut(scientific) : text, verdict);
    if (isTooNarrow(text) || lacksDigits || wasRounded(value, digits)) {
      verdict.marks = before | EXCEL_DAMAGED;
      return '';
    }
    if (scientific) verdict.marks |= EXCEL_REPAIRED;
    return value;
  };
}

/** A number in scientific notation with its point put where it belongs. */
function writtenOut([, sign = '', whole = '', decimals = '', power = '']: string[]): string {
  const exponent = Number(power);
  const before = whole.padStart(1 - exponent, '0');
  const digits = before + decimals.padEnd(exponent, '0');
  const point = before.length + exponent;
  return `${sign}${digits.slice(0, point)}.${digits.slice(point)}`;
}

/** Worked on the digits as text, since 1.005 as a binary number would round the wrong way. */
const decimalNumber: ValueRule = (text, verdict) => {
  if (PLAIN_NUMBER.test(text)) return text;
  const parts = NUMBER.exec(text);
  const whole = parts?.[3]?.replaceAll(',', '') ?? '';
  const decimals = parts?.[4] ?? '';
  const sign = `${parts?.[1] ?? ''}${parts?.[2] ?? ''}`;
  if (!parts || whole + decimals === '' || sign.length > 1) {
    verdict.marks |= NUMBER_INVALID;
    return '';
  }
  const minus = sign === '-' ? '-' : '';
  const integer = whole.replace(/^0+(?=\d)/, '') || '0';
  if (decimals.length <= 2) return withSign(minus, integer, decimals);
  if (/[1-9]/.test(decimals.slice(2))) verdict.marks |= NUMBER_ROUNDED;
  let hundredths = BigInt(integer + decimals.slice(0, 2));
  if (decimals[2]! >= '5') hundredths += 1n;
  const digits = hundredths.toString().padStart(3, '0');
  return withSign(minus, digits.slice(0, -2), digits.slice(-2));
};

function withSign(minus: string, integer: string, decimals: string): string {
  const value = decimals === '' ? integer : `${integer}.${decimals}`;
  return /[1-9]/.test(value) ? minus + value : value;
}

const YES = new Set(['true', 'yes', 'y', '1', '1.0', 'on', 't']);
const NO = new Set(['false', 'no', 'n', '0', '0.0', 'off', 'f']);

/** Sent as `true` or `false`. Source: help centre (on/true/1, off/false/0); yes, y, t, 1.0 and theirs are ours. */
export const checkboxRule: ValueRule = (text, verdict) => {
  const word = text.toLowerCase();
  if (YES.has(word)) return 'true';
  if (NO.has(word)) return 'false';
  verdict.marks |= CHECKBOX_INVALID;
  return '';
};

const POSTAL = /^[a-z\d][a-z\d -]{1,8}[a-z\d]$/i;
const DIGITS_ALONE = /^[\d -]+$/;

/**
 * A postal code. In a column whose codes are American (`american`, decided over the whole column) three or
 * four digits have lost their zeros to a spreadsheet and get them back, marked; other digit counts than five
 * or nine are refused. Elsewhere letters, digits, spaces and hyphens pass. Source: our own rule (design).
 */
export function postalRule(american: boolean, maxLength: number | null): ValueRule {
  const withinLength = textRule(maxLength);
  return (text, verdict) => {
    if (isTooNarrow(text) || isMonthYear(text) || isExcelsScientific(text)) {
      verdict.marks |= EXCEL_DAMAGED;
      return '';
    }
    let code = text;
    let repairs = 0;
    if (/^\d{3,9}\.0+$/.test(code)) {
      code = code.slice(0, code.indexOf('.'));
      repairs |= POSTAL_TRIMMED;
    }
    if (american && DIGITS_ALONE.test(code)) {
      if (/^\d{3,4}$/.test(code)) {
        code = code.padStart(5, '0');
        repairs |= POSTAL_PADDED;
      }
      if (!/^\d{5}(?:[ -]?\d{4})?$/.test(code) || code.startsWith('00000')) code = '';
    }
    if (!POSTAL.test(code) || !/\d/.test(code)) {
      verdict.marks |= POSTAL_INVALID;
      return '';
    }
    const value = withinLength(code, verdict);
    if (value !== '') verdict.marks |= repairs;
    return value;
  };
}

/** Words that databases and spreadsheets write for "nothing". Case matters: Null and Nan are people's names. */
export const PLACEHOLDERS: ReadonlySet<string> = new Set([
  'NULL',
  'null',
  '(null)',
  '[NULL]',
  '\\N',
  'NaN',
  'nan',
  '<NA>',
  'N/A',
  'n/a',
  '#N/A',
  '#REF!',
  '#VALUE!',
  '#DIV/0!',
  '#NAME?',
  '#NUM!',
  '#NULL!',
  '#SPILL!',
  '#CALC!',
  '#FIELD!',
  '#BLOCKED!',
  '#CONNECT!',
  '#BUSY!',
  '#UNKNOWN!',
  '#GETTING_DATA',
]);

/** 1 for each code that one of them begins with. */
export const BEGINS_PLACEHOLDER = new Uint8Array(128);
for (const word of PLACEHOLDERS) BEGINS_PLACEHOLDER[word.charCodeAt(0)] = 1;

/** Whether a cell that is trimmed is one of them. */
export function isPlaceholder(text: string): boolean {
  // Looking a cell up costs more than all else that is done to it; nearly none begins like one of these words.
  const first = text.charCodeAt(0);
  return BEGINS_PLACEHOLDER[first] === 1 && PLACEHOLDERS.has(text);
}
