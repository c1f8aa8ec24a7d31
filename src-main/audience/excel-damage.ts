import type { ExcelDamage } from '../contract/column-summary.ts';

/*
 * What spreadsheets, Excel above all, do to values that they take for something else, and how it is known by what is left.
 * Sources: Microsoft's documents of its number formats and its limit of 15 digits; where no document says what an export
 * is left with, what Excel was seen to write (assumed).
 */

/** Digits that Excel keeps of a number; those after them become zeros. */
export const EXCEL_DIGITS = 15;

const EXCELS_SCIENTIFIC = /^([-+]?)(\d)(?:\.(\d+))?E([-+])(\d{2,3})$/;
/** Where Excel begins to write whole numbers in scientific notation by itself: those of twelve digits. */
const EXCELS_LEAST = 11;
/** As Java writes the numbers of its databases, `1.23456789E8`: with all digits that they have. */
const JAVAS_SCIENTIFIC = /^(-?)(\d)\.(\d+)E(\d{1,2})$/;
const JAVAS_LEAST = 7;

const TOO_NARROW = /^#{3,}$/;
const MONTH = '(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)';
const MONTH_YEAR = new RegExp(`^(?:${MONTH}[- ](?:\\d\\d|\\d{4})|\\d{1,2}[- ]${MONTH})$`, 'i');
/** More digits than `EXCEL_DIGITS`, with thousands separators or without; no spreadsheet leaves a number zeros in front. */
const LONG_NUMBER = /^[-+]?(?:[$€£¥]\s*)?[-+]?[1-9](?:\d{15,}|\d{0,2}(?:,\d{3}){5,})(?:\.0*)?$/;
const ROUNDED_NUMBER = /^\D*\d(?:,?\d){14}[0,]+(?:\.0*)?$/;
/** Whatever it stands among. */
const MANY_DIGITS = /\d(?:,?\d){15}/;
const FORMULA_TEXT = /^="([^"]*)"$/;
const DATE_SERIAL = /^[1-9]\d{4}(?:\.\d+)?$/;

/** `########`, which Excel writes for numbers and dates in a column that is too narrow for them. */
export const isTooNarrow = (text: string): boolean => TOO_NARROW.test(text);

/** `Mar-84` or `15-Mar`: Excel's short forms of dates, which leave out the day or the year. */
export const isMonthYear = (text: string): boolean => MONTH_YEAR.test(text);

/** A whole number of more digits than Excel can keep. */
export const isLongNumber = (text: string): boolean => LONG_NUMBER.test(text);

/** A long number whose digits after the fifteenth are all zeros, as Excel leaves it. */
export const isRoundedNumber = (text: string): boolean => isLongNumber(text) && ROUNDED_NUMBER.test(text);

/** What `="00123"` stands for: a text that is kept from Excel in this way; null for any other cell. */
export function textOfFormula(text: string): string | null {
  return text.charCodeAt(0) === 61 /* = */ ? (FORMULA_TEXT.exec(text)?.[1]?.trim() ?? null) : null;
}

/** Whether a number stands in Excel's own scientific notation, which may have cut digits off. */
export const isExcelsScientific = (text: string): boolean => EXCELS_SCIENTIFIC.test(text);

/**
 * The whole number that a text in scientific notation was, where all its digits are there and it is long enough to have
 * been written so by itself; '' where digits are lost; null where the text is no such number.
 */
export function textOfScientific(text: string): string | null {
  const excels = EXCELS_SCIENTIFIC.exec(text);
  if (excels) {
    const [, sign, whole, decimals = '', direction, power] = excels;
    const isWhole = direction === '+' && decimals.length === Number(power) && Number(power) >= EXCELS_LEAST;
    return isWhole ? `${sign === '-' ? '-' : ''}${whole}${decimals}` : '';
  }
  const [, sign = '', whole = '', decimals = '', power] = JAVAS_SCIENTIFIC.exec(text) ?? [];
  const exponent = Number(power);
  const digits = decimals.replace(/0+$/, '');
  return exponent >= JAVAS_LEAST && digits.length <= exponent
    ? sign + whole + digits.padEnd(exponent, '0')
    : null;
}

/** The day of a serial number, in five digits as those of 1927 to 2173 have, as ISO parts; null for any other cell. */
export function dayOfSerial(text: string): [year: number, month: number, day: number] | null {
  if (!DATE_SERIAL.test(text)) return null;
  // Day 1 is 1 January 1900; and Excel counts a 29 February 1900 that never was.
  const date = new Date(Date.UTC(1899, 11, 30 + Math.floor(Number(text))));
  return [date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate()];
}

/** Which damage a cell shows that a rule has marked as a spreadsheet's; null for one that was only kept from it. */
export function excelDamageOf(text: string): ExcelDamage | null {
  if (textOfFormula(text) !== null) return null;
  if (/^[-+]?\d+(?:\.\d+)?e/i.test(text)) return 'scientific';
  if (isTooNarrow(text)) return 'tooNarrow';
  if (text.startsWith('#')) return 'errorWord';
  if (isMonthYear(text)) return 'monthYear';
  if (MANY_DIGITS.test(text)) return 'roundedNumber';
  return DATE_SERIAL.test(text) ? 'dateSerial' : 'lostZeros';
}
