import type { HeaderRow } from '../contract/reading.ts';
import { usualWidth } from './delimiter.ts';
import type { FirstRow } from './first-rows.ts';
import { sameName } from './mapping.ts';

/** How far down a header is looked for. */
const ROWS_LOOKED_AT = 20;
/** A longer cell is text, whatever stands in it; no email address is longer (RFC 5321). */
const LONGEST_CELL = 320;

/** Names that stand over columns of audiences: where one of them is a whole cell, the row is no data. */
const HEADER_NAMES = [
  'phone',
  'phone number',
  'mobile',
  'mobile phone',
  'cell',
  'cell phone',
  'email',
  'email address',
  'name',
  'first name',
  'last name',
  'given name',
  'surname',
  'postal',
  'postal code',
  'birthdate',
  'birthday',
  'opt in',
  'sms opt in',
  'is sms opted in',
];

const EMAIL = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;
/** Digits and what is written between and around them. */
const PHONE = /^\+?[\d\s().\-/]*$/;
const DATE = /^(?:\d{4}-\d{1,2}-\d{1,2}|\d{1,2}[/.]\d{1,2}[/.]\d{4})(?:[T ].*)?$/;
const NUMBER = /^[-+$€£]?[\d.,\s]*\d[\d.,\s]*%?$/;

/**
 * Where the header seems to be, if not in the first row: under a title, or nowhere since the first row is data already.
 * Null where nothing is odd.
 * @param rows the first rows; `rows[0]` is the one that would be the header.
 */
export function suggestHeaderRow(rows: readonly FirstRow[]): HeaderRow | null {
  const [first, ...others] = rows;
  const width = usualWidth(rows.filter(({ problem }) => problem === null).map(({ cells }) => cells.length));
  if (!first || width === null) return null;
  if (isTitle(first, width)) return headerUnderTitle(others, width);
  return first.cells.length === width && isDataRow(first) ? 'none' : null;
}

/** The number of the table's first row, if it holds names. */
function headerUnderTitle(rows: readonly FirstRow[], width: number): number | null {
  // The last row has nothing under it, so it is no header.
  const looked = rows.slice(0, Math.min(ROWS_LOOKED_AT, rows.length) - 1);
  const first = looked.find(
    (row) => row.problem === null && row.cells.length === width && !isTitle(row, width),
  );
  return first && areNames(first.cells) ? first.fileRow : null;
}

/** Whether a row says clearly less than the rows of a table as wide as this. */
function isTitle({ cells }: FirstRow, width: number): boolean {
  const filled = cells.filter((cell) => cell.trim() !== '').length;
  return width > 1 && (filled <= 1 || filled < width / 2);
}

function areNames(cells: readonly string[]): boolean {
  const names = new Set(cells.map((cell) => cell.trim().toLowerCase()));
  return names.size === cells.length && [...names].every(isName);
}

function isName(cell: string): boolean {
  return cell !== '' && cell.length <= LONGEST_CELL && !isData(cell) && !NUMBER.test(cell);
}

function isDataRow({ cells }: FirstRow): boolean {
  return (
    cells.some((cell) => isData(cell.trim())) &&
    !cells.some((cell) => HEADER_NAMES.some((name) => sameName(cell, name)))
  );
}

/** Whether a cell is what stands in a row of an audience and hardly ever over it. */
function isData(cell: string): boolean {
  if (cell.length > LONGEST_CELL) return false;
  return EMAIL.test(cell) || DATE.test(cell) || (PHONE.test(cell) && cell.replace(/\D/g, '').length >= 7);
}
