import { spreadsheetLine } from '../audience/csv-line.ts';
import { fileColumns } from '../audience/mapping.ts';
import { outcomeOf, reasonsOf } from '../audience/marks.ts';
import type { Span } from '../audience/normalised.ts';
import { rowFinder } from '../audience/row-findings.ts';
import { malformedText, readableEnd } from '../audience/row-list.ts';
import { withColumns } from '../contract/row-words.ts';
import type { CellFinding } from '../contract/rows.ts';
import { REASON_WORDS } from '../contract/words.ts';
import { fileChanged } from './file-failures.ts';
import type { ReviewedSource } from './row-layouts.ts';

/**
 * CSV of the rows left out: file row, outcome, reasons as codes and in words, the columns they are about, then the row's
 * cells as they stand in the file, but for those that a spreadsheet would run as formulas.
 * @param spans all that is not malformed, in the file's order.
 */
export async function* leftOutBytes(
  { index, plan, evidence, fileEnd, read }: ReviewedSource,
  spans: AsyncIterable<{ span: Span; rows: string[][] }>,
): AsyncGenerator<Uint8Array> {
  const header = fileColumns(plan.columns).map(({ header: name }) => name);
  const nameOf = (position: number): string => header[position]!;
  const find = rowFinder(plan, evidence, index);
  const why = (row: number, findings: readonly CellFinding[]): string[] => {
    const marks = index.marks(row);
    const reasons = reasonsOf(marks);
    const words = reasons.map((reason) => withColumns(REASON_WORDS[reason], reason, findings, nameOf));
    const blamed = findings.filter(({ code }) => (reasons as string[]).includes(code));
    const columns = new Set(blamed.map(({ position }) => nameOf(position)));
    const fileRow = String(index.fileRow(row));
    return [fileRow, outcomeOf(marks), reasons.join(' '), words.join(' '), [...columns].join(', ')];
  };
  /** Malformed rows have no cells to show, so their text stands in the first column, cut where it is endless. */
  async function* malformedBetween(first: number, last: number): AsyncGenerator<Uint8Array> {
    for (let row = first; row <= last; row++) {
      const start = index.offset(row);
      const text = malformedText(await read(start, readableEnd(index, row, fileEnd) - start));
      yield Buffer.from(spreadsheetLine([...why(row, []), text]));
    }
  }
  yield Buffer.from(spreadsheetLine(['File row', 'Outcome', 'Reasons', 'Why', 'Columns', ...header]));
  let next = 0;
  for await (const { span, rows } of spans) {
    yield* malformedBetween(next, span.first - 1);
    next = span.last + 1;
    const lines = rows.flatMap((cells, position) => {
      const row = span.first + position;
      if (index.isReady(row)) return [];
      const again = find(cells, row);
      if (!again) throw fileChanged();
      return [spreadsheetLine([...why(row, again.findings), ...cells])];
    });
    if (lines.length > 0) yield Buffer.from(lines.join(''));
  }
  yield* malformedBetween(next, index.length - 1);
}
