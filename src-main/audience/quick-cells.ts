import { EXCEL_DIGITS } from './excel-damage.ts';
import { BEGINS_PLACEHOLDER } from './values.ts';

/*
 * Whether a cell is plainly what its field wants, told from its bytes alone: [start, end) of `bytes`, printable ASCII without
 * outer spaces. These say yes only where the value rules would change and mark nothing; a no means that they are to be asked.
 */

const isDigit = (code: number): boolean => code >= 48 && code <= 57;
const isLetter = (code: number): boolean => (code >= 97 && code <= 122) || (code >= 65 && code <= 90);

/** No word that stands for "nothing" is longer, see `isPlaceholder`; those of spreadsheets begin with #. */
const LONGEST_WORD = 8;

/** Whether a cell could be one of the words that stand for "nothing": by its first letter and its length. */
export function mayBePlaceholder(bytes: ArrayLike<number>, start: number, end: number): boolean {
  const first = bytes[start]!;
  return BEGINS_PLACEHOLDER[first] === 1 && (first === 35 /* # */ || end - start <= LONGEST_WORD);
}

/** Whether a text could be what a spreadsheet left of another value, or is kept from one; words with # aside. */
export function mayBeExcels(bytes: Uint8Array, start: number, end: number): boolean {
  const first = bytes[start]!;
  if (first === 61 /* = */ || first === 36 /* $ */) return true;
  let at = first === 45 /* - */ || first === 43 /* + */ ? start + 1 : start;
  if (at === end || !isDigit(bytes[at]!)) return false;
  const second = at + 1 < end ? bytes[at + 1]! : 0;
  if (second === 46 /* . */ || second === 69 /* E */) return true;
  const longFrom = at + EXCEL_DIGITS;
  if (end <= longFrom) return false;
  while (at < end && isDigit(bytes[at]!)) at++;
  return at > longFrom || bytes[at] === 44 /* , */;
}

/** `-12.34`: digits, no more than a spreadsheet keeps, and no more than two decimals. */
export function isPlainNumber(bytes: Uint8Array, start: number, end: number): boolean {
  if (end - start > EXCEL_DIGITS) return false;
  let at = bytes[start] === 45 ? start + 1 : start;
  const whole = at;
  while (at < end && isDigit(bytes[at]!)) at++;
  if (at === whole) return false;
  if (at === end) return true;
  if (bytes[at] !== 46 || end - at > 3 || end - at < 2) return false;
  for (at++; at < end; at++) if (!isDigit(bytes[at]!)) return false;
  return true;
}

/** A day written as `1984-03-15`, as the number 19840315; 0 when the cell is not written so. It may be no real day. */
export function plainDay(bytes: Uint8Array, start: number, end: number): number {
  if (end - start !== 10 || bytes[start + 4] !== 45 || bytes[start + 7] !== 45) return 0;
  let day = 0;
  for (let at = start; at < end; at++) {
    if (at === start + 4 || at === start + 7) continue;
    const code = bytes[at]!;
    if (!isDigit(code)) return 0;
    day = day * 10 + (code - 48);
  }
  return day;
}

/** An address of plain letters, digits, dots, hyphens and underscores, as nearly all are. */
export function isPlainEmail(bytes: Uint8Array, start: number, end: number): boolean {
  let at = start;
  /** Length of the part between two dots. */
  let part = 0;
  let last = 0;
  for (; at < end; at++) {
    const code = bytes[at]!;
    if (code === 64 /* @ */) break;
    if (code === 46 /* . */) {
      if (part === 0) return false;
      part = 0;
    } else if (isLetter(code) || isDigit(code) || code === 95 /* _ */ || code === 45 /* - */) part++;
    else return false;
    last = code;
  }
  if (at === start || at === end || last === 46) return false;
  let dots = 0;
  let letters = true;
  part = 0;
  for (at++; at < end; at++) {
    const code = bytes[at]!;
    if (code === 46) {
      if (part === 0) return false;
      dots++;
      part = 0;
      letters = true;
      continue;
    }
    if (!isLetter(code)) {
      if (!isDigit(code) && (code !== 45 || part === 0)) return false;
      letters = false;
    }
    part++;
  }
  return dots > 0 && part >= 2 && letters;
}

/** Five digits, and not all of them 0. */
export function isFiveDigits(bytes: Uint8Array, start: number, end: number): boolean {
  if (end - start !== 5) return false;
  let sum = 0;
  for (let at = start; at < end; at++) {
    const code = bytes[at]!;
    if (!isDigit(code)) return false;
    sum += code - 48;
  }
  return sum > 0;
}

/** `true`, `false`, `1` or `0`. */
export function isPlainAnswer(bytes: Uint8Array, start: number, end: number): boolean {
  const first = bytes[start]!;
  switch (end - start) {
    case 1:
      return first === 48 || first === 49;
    case 4:
      return isWord(bytes, start, TRUE);
    case 5:
      return isWord(bytes, start, FALSE);
    default:
      return false;
  }
}

const TRUE = [116, 114, 117, 101];
const FALSE = [102, 97, 108, 115, 101];

function isWord(bytes: Uint8Array, start: number, word: readonly number[]): boolean {
  for (let place = 0; place < word.length; place++) if (bytes[start + place] !== word[place]) return false;
  return true;
}
