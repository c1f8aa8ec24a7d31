import { type CountryCode, Metadata } from 'libphonenumber-js/max';

/*
 * The quick way for the numbers of a North American audience. libphonenumber takes some 7 µs a number, and nearly every
 * number is an ordinary one. So the patterns by which libphonenumber itself knows a geographic number are asked, once for
 * each area code and exchange, and remembered. Whatever they do not recognise goes the slow way, so that the answers
 * cannot differ.
 */

/** The largest places that share the calling code 1. Numbers of the others go the slow way. */
const PLACES: readonly CountryCode[] = ['US', 'CA', 'PR', 'DO'];

const PATTERNS = PLACES.flatMap((place) => {
  const metadata = new Metadata();
  metadata.selectNumberingPlan(place);
  const plan = metadata.numberingPlan as
    | { type?(name: string): { pattern(): string } | undefined }
    | undefined;
  const pattern = plan?.type?.('FIXED_LINE')?.pattern();
  return pattern ? [new RegExp(`^(?:${pattern})$`)] : [];
});

/** By area code: for each of its 1000 exchanges, whether its numbers are ordinary. */
const exchanges: (Uint8Array | undefined)[] = new Array(1000).fill(undefined);

function exchangesOf(area: number): Uint8Array {
  const known = new Uint8Array(1000);
  for (let exchange = 0; exchange < 1000; exchange++) {
    // The last four digits decide nothing: every pattern ends with any four.
    const national = String((area * 1000 + exchange) * 10_000);
    if (PATTERNS.some((pattern) => pattern.test(national))) known[exchange] = 1;
  }
  exchanges[area] = known;
  return known;
}

/** No ordinary number: it has to be read the slow way. */
export const NOT_ORDINARY = 0;
/**
 * Digits and punctuation alone, and too few digits for a number of the United States or Canada. (Elsewhere seven digits may
 * be a whole number, and a leading 0 or 1 may begin an international one.)
 */
export const TOO_SHORT = -1;

const LONGEST = 32;

/**
 * Reads a phone as it is usually written in North America: ten digits, or eleven with a leading 1, and the usual punctuation.
 * @param bytes in ASCII; the cell is [start, end), without outer spaces.
 * @returns the phone, NOT_ORDINARY or TOO_SHORT.
 */
export function quickPhone(bytes: Uint8Array, start: number, end: number): number {
  if (end - start > LONGEST) return NOT_ORDINARY;
  let digits = 0;
  let value = 0;
  let sinceDot = -1;
  let separators = 0;
  let first = 0;
  for (let position = start; position < end; position++) {
    const code = bytes[position]!;
    if (code >= 48 && code <= 57) {
      if (digits++ === 0) first = code;
      value = value * 10 + (code - 48);
      if (digits > 11) return NOT_ORDINARY;
      if (sinceDot >= 0) sinceDot++;
    } else if (code === 46 /* . */) {
      sinceDot = 0;
      separators++;
    } else if (code === 43 /* + */) {
      if (position !== start || bytes[start + 1] !== 49 /* 1 */) return NOT_ORDINARY;
    } else if (code === 32 /* space */ || code === 40 /* ( */ || code === 41 /* ) */ || code === 45 /* - */) {
      separators++;
    } else {
      return NOT_ORDINARY;
    }
  }
  // A dot must stand before the last four digits: "7175550101.0" is a spreadsheet's number, not punctuation.
  if (sinceDot >= 0 && (sinceDot !== 4 || (separators === 1 && value % 10_000 === 0))) return NOT_ORDINARY;
  const plus = bytes[start] === 43;
  if (digits < 10) return first >= 50 /* 2 */ && sinceDot < 0 && !plus ? TOO_SHORT : NOT_ORDINARY;
  if (digits === 11) {
    if (first !== 49 /* 1 */) return NOT_ORDINARY;
    value -= 10_000_000_000;
  } else if (plus) return NOT_ORDINARY;
  const area = Math.floor(value / 10_000_000);
  const exchange = Math.floor(value / 10_000) % 1000;
  return (exchanges[area] ?? exchangesOf(area))[exchange] === 1 ? value + 10_000_000_000 : NOT_ORDINARY;
}

const scratch = new Uint8Array(LONGEST);

/** The same for a cell that is text already. */
export function quickPhoneOf(cell: string): number {
  if (cell.length > LONGEST) return NOT_ORDINARY;
  for (let position = 0; position < cell.length; position++) {
    const code = cell.charCodeAt(position);
    if (code > 127) return NOT_ORDINARY;
    scratch[position] = code;
  }
  return quickPhone(scratch, 0, cell.length);
}
