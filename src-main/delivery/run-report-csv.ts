import { spreadsheetLine } from '../audience/csv-line.ts';
import type { RunDetail } from '../contract/sending.ts';

/** Without it Excel takes a file for one in the system's old encoding. */
const BYTE_ORDER_MARK = '\uFEFF';

/**
 * What was found wrong when contacts of a run were read back: each value that Listrak holds otherwise, and each row whose
 * number Listrak does not know. The record has neither phones nor values, so a row is found by its place in the file.
 */
export function runReportCsv({ differences, unknownRows }: RunDetail): string {
  const lines = [
    ...differences.map(({ row, phone, field, sent, stored }) => ({
      row,
      cells: ['differs', phone, field, orBlank(sent), orBlank(stored)],
    })),
    ...unknownRows.map((row) => ({ row, cells: ['unknown to Listrak', '', '', '', ''] })),
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
