import Papa from 'papaparse';
import { decodeUtf8, isBlankLine } from './csv-rows.ts';
import type { FileHead } from './head.ts';
import type { Judge } from './judge.ts';
import type { MappedColumn } from './mapping.ts';
import { MALFORMED } from './marks.ts';
import type { RowIndex } from './row-index.ts';

/** A stretch of the source file that holds the rows `first` to `last` and nothing malformed. */
export interface Span {
  first: number;
  last: number;
  /** Bytes [start, end) of the source file. */
  start: number;
  end: number;
}

/**
 * The stretches in which the rows from `first` to `last` are read again, each about `spanBytes` long at most.
 * Their borders come from the index, so what was judged one row is one row again.
 * @param fileEnd the source file's size in bytes.
 */
export function* spansOf(
  index: RowIndex,
  first: number,
  last: number,
  fileEnd: number,
  spanBytes: number,
): Generator<Span> {
  let row = first;
  while (row <= last) {
    if (index.marks(row) & MALFORMED) {
      row++;
      continue;
    }
    const start = index.offset(row);
    let end = start;
    let next = row;
    while (next <= last && !(index.marks(next) & MALFORMED) && end - start < spanBytes) {
      next++;
      end = next < index.length ? index.offset(next) : fileEnd;
    }
    yield { first: row, last: next - 1, start, end };
    row = next;
  }
}

/**
 * The cells of a span's rows, in order, decoded.
 * @param text the span's bytes, one character each.
 * @returns null when the rows are not those of the index: the file has changed.
 */
export function readSpan(text: string, span: Span, head: FileHead): string[][] | null {
  const parsed = Papa.parse<string[]>(text, { delimiter: head.delimiter, newline: head.newline });
  const rows: string[][] = [];
  for (const cells of parsed.data) {
    const final = cells.length - 1;
    if (head.newline === '\n' && cells[final]!.endsWith('\r')) cells[final] = cells[final]!.slice(0, -1);
    if (!isBlankLine(cells)) rows.push(cells.map(decodeUtf8));
  }
  return rows.length === span.last - span.first + 1 ? rows : null;
}

/** The header of the file that is uploaded: the phone first, then the mapped fields by their names. */
export function normalisedHeader(columns: readonly MappedColumn[]): string {
  return csvLine(['Phone', ...columns.filter((column) => column.role === 'field').map((c) => c.field!.name)]);
}

/**
 * The lines of the uploaded file for the ready rows of a span, as Listrak's import is assumed to read them:
 * commas, double quotes where needed and doubled inside, CRLF. `writePhone` gives the form a phone is sent in.
 */
export function normalisedLines(
  rows: readonly (readonly string[])[],
  span: Span,
  index: RowIndex,
  judge: Judge,
  writePhone: (phone: number) => string,
  receive: (line: string, row: number) => void,
): void {
  rows.forEach((cells, position) => {
    const row = span.first + position;
    if (!index.isReady(row)) return;
    const { phone, values } = judge.judge(cells, false);
    receive(csvLine([writePhone(phone), ...values]), row);
  });
}

/** One line of CSV with its CRLF. */
export function csvLine(cells: readonly string[]): string {
  return `${cells.map(csvCell).join(',')}\r\n`;
}

function csvCell(cell: string): string {
  return /[",\r\n]|^\s|\s$/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
