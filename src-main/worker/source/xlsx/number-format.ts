import { dateFromSerial, format, getFormatInfo, isTextFormat, isValidFormat } from 'numfmt';

/** Shows a cell's number as text. */
export type ShowNumber = (value: number) => string;

/** The formats that have a number and no code in a workbook (ECMA-376 part 1, 18.8.30, and Excel itself for 5 to 8). */
const BUILT_IN: Record<number, string> = {
  1: '0',
  2: '0.00',
  3: '#,##0',
  4: '#,##0.00',
  5: '$#,##0_);($#,##0)',
  6: '$#,##0_);($#,##0)',
  7: '$#,##0.00_);($#,##0.00)',
  8: '$#,##0.00_);($#,##0.00)',
  9: '0%',
  10: '0.00%',
  12: '# ?/?',
  13: '# ??/??',
  14: 'm/d/yyyy',
  15: 'd-mmm-yy',
  16: 'd-mmm',
  17: 'mmm-yy',
  18: 'h:mm AM/PM',
  19: 'h:mm:ss AM/PM',
  20: 'h:mm',
  21: 'h:mm:ss',
  22: 'm/d/yyyy h:mm',
  32: 'h:mm',
  33: 'h:mm:ss',
  37: '#,##0 ;(#,##0)',
  38: '#,##0 ;(#,##0)',
  39: '#,##0.00;(#,##0.00)',
  40: '#,##0.00;(#,##0.00)',
  41: '_(* #,##0_);_(* (#,##0);_(* "-"_);_(@_)',
  42: '_($* #,##0_);_($* (#,##0);_($* "-"_);_(@_)',
  43: '_(* #,##0.00_);_(* (#,##0.00);_(* "-"??_);_(@_)',
  44: '_($* #,##0.00_);_($* (#,##0.00);_($* "-"??_);_(@_)',
  45: 'mm:ss',
  46: '[h]:mm:ss',
  47: 'mmss.0',
};
/** These are written differently in each East Asian language, and are dates in most of them. */
const isEastAsianDate = (id: number) => (id >= 27 && id <= 36) || (id >= 50 && id <= 58);

/** As many characters as Excel takes. */
const LONGEST_CODE = 255;

const DAY_SECONDS = 86_400;
/** The 31st of December 9999, counted as Excel counts days. */
const LAST_DAY = 2_958_465;
/** From the first of January 1904, the day 0 of workbooks made on old Macs, to the day 0 of all others. */
const DAYS_TO_1904 = 1_462;

/**
 * How numbers of a format are shown. Where it shows a phone number or an identifier with an exponent, and where it
 * cannot be understood, its plain digits are shown. Dates are ISO dates, since a cell may show `3/15/84` or `Mar-84`
 * where the century or the day is known: `1984-03-15`, with the time where the format has one and it is not midnight.
 * @param code of a format that is the workbook's own; undefined for those that have a number only
 * @param from1904 whether the workbook counts its days from 1904
 */
export function numberFormat(id: number, code: string | undefined, from1904: boolean): ShowNumber {
  // The language in which a format was made chooses no separators in Excel, which the library thinks it does.
  const pattern = (code ?? BUILT_IN[id] ?? (isEastAsianDate(id) ? BUILT_IN[14]! : ''))
    .replace(/\[\$([^\]-]*)-[^\]]*\]/g, (_mark, currency: string) => (currency === '' ? '' : `"${currency}"`))
    .replace(/\[ENG\]/gi, '');
  if (pattern === '' || pattern.length > LONGEST_CODE || !isValidFormat(pattern)) return plainDigits;
  if (/^general$/i.test(pattern) || isTextFormat(pattern)) return plainDigits;
  const { type, isDate } = getFormatInfo(pattern);
  if (type === 'scientific') return plainDigits;
  if (!isDate) return (value) => formatted(pattern, value);
  const firstDay = from1904 ? DAYS_TO_1904 : 0;
  if (type === 'time') {
    const isDuration = /\[[hms]+\]/i.test(pattern);
    return (value) => timeOfDay(value, isDuration);
  }
  return (value) => isoDate(value, firstDay, type === 'datetime');
}

/** Every digit that Excel knows of a number, which are 15, and never an exponent. */
export function plainDigits(value: number): string {
  if (isShortInteger(value)) return value === 0 ? '0' : String(value);
  const [digits, exponent] = value.toExponential(14).split('e') as [string, string];
  const sign = digits.startsWith('-') ? '-' : '';
  const significant = digits.replace(/[-.]/g, '').replace(/0+$/, '');
  const before = Number(exponent) + 1;
  if (before <= 0) return `${sign}0.${'0'.repeat(-before)}${significant}`;
  if (before >= significant.length) return sign + significant.padEnd(before, '0');
  return `${sign}${significant.slice(0, before)}.${significant.slice(before)}`;
}

function isShortInteger(value: number): boolean {
  return Number.isInteger(value) && Math.abs(value) < 1e15;
}

function formatted(pattern: string, value: number): string {
  // Beyond this JavaScript itself writes an exponent, into the middle of whatever format.
  if (Math.abs(value) >= 1e21) return plainDigits(value);
  try {
    const text = format(pattern, isShortInteger(value) ? value : Number(value.toPrecision(15))).trim();
    return /\de[+-]?\d|^#+$/i.test(text) ? plainDigits(value) : text;
  } catch {
    return plainDigits(value);
  }
}

function isoDate(value: number, firstDay: number, showsTime: boolean): string {
  const seconds = showsTime ? Math.round(value * DAY_SECONDS) : Math.floor(value) * DAY_SECONDS;
  const day = Math.floor(seconds / DAY_SECONDS) + firstDay;
  if (value < 0 || day < 1 || day > LAST_DAY) return plainDigits(value);
  const [year, month, date] = dateFromSerial(day) as [number, number, number];
  const iso = `${year}-${twoDigits(month)}-${twoDigits(date)}`;
  const time = seconds % DAY_SECONDS;
  return time === 0 ? iso : `${iso} ${clock(time)}`;
}

/** @param isDuration whether its hours go on counting after a day */
function timeOfDay(value: number, isDuration: boolean): string {
  if (value < 0 || value > LAST_DAY) return plainDigits(value);
  const seconds = Math.round(value * DAY_SECONDS);
  return clock(isDuration ? seconds : seconds % DAY_SECONDS);
}

function clock(seconds: number): string {
  const minutes = Math.floor(seconds / 60);
  return `${twoDigits(Math.floor(minutes / 60))}:${twoDigits(minutes % 60)}:${twoDigits(seconds % 60)}`;
}

function twoDigits(value: number): string {
  return String(value).padStart(2, '0');
}
