import { dayOfSerial, isMonthYear, isTooNarrow } from './excel-damage.ts';
import { mark } from './marks.ts';
import type { ValueRule } from './values.ts';

/** Which part stands first where a date is written with slashes. */
export type DateOrder = 'monthFirst' | 'dayFirst';

/** What a column's slashed dates tell about their order, counted over all rows. */
export interface DateEvidence {
  /** Dates whose first part is 13 to 31, so that it must be the day. */
  dayFirst: number;
  /** Dates whose second part is 13 to 31, so that the first must be the month. */
  monthFirst: number;
  /** Dates that could be read either way. */
  either: number;
  /** Digits alone, and neither five of them nor eight: `31584` beside them may mean 3/15/84. */
  otherDigits: number;
}

const INVALID = mark('date.invalid');
const FUTURE = mark('date.future');
const ASSUMED = mark('date.orderAssumed');
const EXCEL_DAMAGED = mark('value.excelDamaged');
const EXCEL_REPAIRED = mark('value.excelRepaired');

const TIME = String.raw`(?:[T ]\s*(?:[01]?\d|2[0-4]):[0-5]\d(?::[0-5]\d(?:[.,]\d+)?)?\s*(?:[AP]M)?\s*(?:Z|UTC|[+-]\d{2}:?\d{2})?)?`;
const ISO = new RegExp(`^(\\d{4})-(\\d{1,2})-(\\d{1,2})${TIME}$`, 'i');
/** The commonest form by far, asked first since it is quicker to tell. */
const ISO_DAY = /^(\d{4})-(\d\d)-(\d\d)$/;
const SLASHED = new RegExp(`^(\\d{1,2})/(\\d{1,2})/(\\d{4})${TIME}$`, 'i');

/**
 * No date of a living customer is older, and spreadsheets and databases use earlier ones for "nothing", and the first day of
 * that year itself.
 */
const EARLIEST_YEAR = 1900;

const DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

export function noDateEvidence(): DateEvidence {
  return { dayFirst: 0, monthFirst: 0, either: 0, otherDigits: 0 };
}

const OTHER_DIGITS = /^(?:\d{1,4}|\d{6,7}|\d{9,})(?:\.\d+)?$/;

/** Adds what one cell tells about its column's dates. */
export function weighDate(text: string, evidence: DateEvidence): void {
  if (text.charCodeAt(4) === 45 /* an ISO date says nothing here, and is by far the commonest */) return;
  const parts = SLASHED.exec(text);
  if (!parts) {
    if (OTHER_DIGITS.test(text)) evidence.otherDigits++;
    return;
  }
  const first = Number(parts[1]);
  const second = Number(parts[2]);
  const isDay = (part: number) => part > 12 && part <= 31;
  if (isDay(first) && second <= 12) evidence.dayFirst++;
  else if (isDay(second) && first <= 12) evidence.monthFirst++;
  else if (first <= 12 && second <= 12) evidence.either++;
}

/**
 * The order a column's dates are read in: what its dates that can be read only one way show, most of them where they
 * disagree, and the American order where none shows any.
 */
export function dateOrder(evidence: DateEvidence): DateOrder {
  return evidence.dayFirst > evidence.monthFirst ? 'dayFirst' : 'monthFirst';
}

/** Whether a column's dates show their order, and do not disagree on it. */
export function isOrderProven({ dayFirst, monthFirst }: DateEvidence): boolean {
  return dayFirst > 0 !== monthFirst > 0;
}

/**
 * A date, sent as `MM/DD/YYYY` (help centre). Accepted: an ISO date or date-time, of which the date is taken as
 * written, and slashed dates in the column's order; impossible dates and two-digit years are refused, and so
 * is a day after `today` where `past` is asked (a birthday). `decided` says that the column itself, or the user, decided
 * on the order; where nobody did, a date that could be read both ways is marked. A spreadsheet's number of a day is
 * turned into that day where `serials` says that it can mean nothing else.
 * @param today ISO date, since rules have no clock.
 */
export function dateRule(options: {
  order: DateOrder;
  decided: boolean;
  serials: boolean;
  past: boolean;
  today: string;
}): ValueRule {
  const { order, decided, serials, past, today } = options;
  return (text, verdict) => {
    const iso = ISO_DAY.exec(text) ?? ISO.exec(text);
    const slashed = iso ? null : SLASHED.exec(text);
    const serial = (iso ?? slashed) ? null : dayOfSerial(text);
    const written = iso ? partsOf(iso, ISO_PLACES) : slashed && partsOf(slashed, PLACES[order]);
    const parts = written ?? (serials ? serial : null);
    if (!parts) {
      verdict.marks |= isMonthYear(text) || isTooNarrow(text) || serial ? EXCEL_DAMAGED : INVALID;
      return '';
    }
    const [year, month, day] = parts;
    if (!isRealDay(year, month, day)) {
      verdict.marks |= INVALID;
      return '';
    }
    const mm = month < 10 ? `0${month}` : String(month);
    const dd = day < 10 ? `0${day}` : String(day);
    if (past && `${year}-${mm}-${dd}` > today) {
      verdict.marks |= FUTURE;
      return '';
    }
    if (slashed && !decided && day <= 12 && day !== month) verdict.marks |= ASSUMED;
    if (serial) verdict.marks |= EXCEL_REPAIRED;
    return `${mm}/${dd}/${year}`;
  };
}

/** Where year, month and day stand among the parts of a date. */
const PLACES = { monthFirst: [3, 1, 2], dayFirst: [3, 2, 1] } as const;

const ISO_PLACES = [1, 2, 3] as const;

function partsOf(
  match: RegExpExecArray,
  places: readonly [number, number, number],
): [number, number, number] {
  return [Number(match[places[0]]), Number(match[places[1]]), Number(match[places[2]])];
}

/** Whether there was or will be such a day, in this or the last century or later. */
export function isRealDay(year: number, month: number, day: number): boolean {
  if (year < EARLIEST_YEAR || month < 1 || month > 12 || day < 1) return false;
  if (year === EARLIEST_YEAR && month === 1 && day === 1) return false;
  const leap = month === 2 && year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return day <= DAYS[month - 1]! + (leap ? 1 : 0);
}
