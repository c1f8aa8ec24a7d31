import Papa from 'papaparse';
import { isByContact, type ProfileField } from '../contract/profile-field.ts';
import { type CsvFormat, csvLine } from './csv-line.ts';
import { decodeUtf8, isBlankLine, withoutReturns } from './csv-rows.ts';
import type { FileHead } from './head.ts';
import type { Judge, JudgedRow } from './judge.ts';
import type { MappedColumn } from './mapping.ts';
import { MALFORMED, SETTLED } from './marks.ts';
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
      end = index.end(next, fileEnd);
      next++;
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
    if (head.newline === '\n') cells[final] = withoutReturns(cells[final]!);
    if (!isBlankLine(cells)) rows.push(cells.map(decodeUtf8));
  }
  return rows.length === span.last - span.first + 1 ? rows : null;
}

/** How the uploaded file is written; handed in, since it is for Listrak to say. */
export interface ImportFormat extends CsvFormat {
  writePhone(phone: number): string;
}

/** The fields that columns go to, in the order in which a row's values stand. */
function fieldsOf(columns: readonly MappedColumn[]): ProfileField[] {
  return columns.flatMap(({ role, field }) => (role === 'field' && field ? [field] : []));
}

/** The header of the file that is uploaded: the phone first, then by their names the mapped fields that an import carries. */
export function normalisedHeader(columns: readonly MappedColumn[], format: ImportFormat): string {
  const fields = fieldsOf(columns).filter((field) => !isByContact(field));
  return csvLine(['Phone', ...fields.map(({ name }) => name)], format);
}

/** Writes one contact's line of the uploaded file, of the values for all fields that are mapped. */
export function lineWriter(
  columns: readonly MappedColumn[],
  format: ImportFormat,
): (phone: number, values: readonly string[]) => string {
  const fields = fieldsOf(columns);
  const carried = fields.some(isByContact)
    ? (values: readonly string[]) => values.filter((_, place) => !isByContact(fields[place]!))
    : (values: readonly string[]) => values;
  return (phone, values) => csvLine([format.writePhone(phone), ...carried(values)], format);
}

/** Judges a row again, or answers null when the index says otherwise of it: then the file has changed. */
export function judgeAgain(
  cells: readonly string[],
  row: number,
  index: RowIndex,
  judge: Judge,
): JudgedRow | null {
  const judged = judge.judge(cells, false);
  const known = index.marks(row) & ~SETTLED;
  return judged.phone === index.phone(row) && judged.marks === known ? judged : null;
}

/** The lines of the uploaded file for the ready rows of a span; false when a row is not what the index says. */
export function normalisedLines(
  rows: readonly (readonly string[])[],
  span: Span,
  index: RowIndex,
  judge: Judge,
  write: ReturnType<typeof lineWriter>,
  receive: (line: string, row: number) => void,
): boolean {
  return rows.every((cells, position) => {
    const row = span.first + position;
    if (!index.isReady(row)) return true;
    const judged = judgeAgain(cells, row, index, judge);
    if (judged) receive(write(judged.phone, judged.values), row);
    return judged !== null;
  });
}
