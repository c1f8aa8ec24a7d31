import { spreadsheetLine } from '../audience/csv-line.ts';
import type { RunDetail } from '../contract/sending.ts';
import type { ShownPhones } from './shown-phones.ts';

/** Without it Excel takes a file for one in the system's old encoding. */
const BYTE_ORDER_MARK = '\uFEFF';

/**
 * What was found wrong when contacts of a run were read back or changed one by one: each value that Listrak holds otherwise,
 * each row whose values it refused, and each whose number it does not know. The record has neither phones nor values, so a row is found by its place in the file, unless the phones are
 * shown by the user's wish.
 */
export function runReportCsv(
  { differences, unknownRows, refusedRows }: RunDetail,
  phones: ShownPhones = null,
): string {
  const phoneOf = (row: number, masked = '') => String(phones?.get(row) ?? masked);
  const lines = [
    ...differences.map(({ row, phone, field, sent, stored }) => ({
      row,
      cells: ['differs', phoneOf(row, phone), field, orBlank(sent), orBlank(stored)],
    })),
    ...refusedRows.map(({ row, code }) => ({ row, cells: [`refused (${code})`, phoneOf(row), '', '', ''] })),
    ...unknownRows.map((row) => ({ row, cells: ['unknown to Listrak', phoneOf(row), '', '', ''] })),
  ].sort((one, other) => one.row - other.row);
  return [
    BYTE_ORDER_MARK,
    spreadsheetLine(['File row', 'Finding', 'Phone', 'Profile field', 'Sent', 'Listrak holds']),
    ...lines.map(({ row, cells }) => spreadsheetLine([String(row), ...cells])),
  ].join('');
}

/** A value as the record has it: hidden, or nothing. */
export function orBlank(value: string): string {
  return value === '' ? 'blank' : value;
}
