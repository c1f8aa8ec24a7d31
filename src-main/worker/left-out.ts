import { csvLine, PLAIN_CSV } from '../audience/csv-line.ts';
import { outcomeOf, reasonsOf } from '../audience/marks.ts';
import type { Span } from '../audience/normalised.ts';
import { malformedText, readableEnd } from '../audience/row-list.ts';
import { REASON_WORDS } from '../contract/words.ts';
import type { ReviewedSource } from './row-layouts.ts';

/**
 * CSV of the rows left out: file row, outcome, reasons as codes and in words, then the row's cells as they stand in the file.
 * @param header the columns' names.
 * @param spans all that is not malformed, in the file's order.
 */
export async function* leftOutBytes(
  { index, fileEnd, read }: ReviewedSource,
  header: readonly string[],
  spans: AsyncIterable<{ span: Span; rows: string[][] }>,
): AsyncGenerator<Uint8Array> {
  const why = (row: number): string[] => {
    const marks = index.marks(row);
    const reasons = reasonsOf(marks);
    const words = reasons.map((reason) => REASON_WORDS[reason]).join(' ');
    return [String(index.fileRow(row)), outcomeOf(marks), reasons.join(' '), words];
  };
  /** Malformed rows have no cells to show, so their text stands in the first column, cut where it is endless. */
  async function* malformedBetween(first: number, last: number): AsyncGenerator<Uint8Array> {
    for (let row = first; row <= last; row++) {
      const start = index.offset(row);
      const text = malformedText(await read(start, readableEnd(index, row, fileEnd) - start));
      yield Buffer.from(csvLine([...why(row), text], PLAIN_CSV));
    }
  }
  yield Buffer.from(csvLine(['File row', 'Outcome', 'Reasons', 'Why', ...header], PLAIN_CSV));
  let next = 0;
  for await (const { span, rows } of spans) {
    yield* malformedBetween(next, span.first - 1);
    next = span.last + 1;
    const lines = rows.flatMap((cells, position) => {
      const row = span.first + position;
      return index.isReady(row) ? [] : [csvLine([...why(row), ...cells], PLAIN_CSV)];
    });
    if (lines.length > 0) yield Buffer.from(lines.join(''));
  }
  yield* malformedBetween(next, index.length - 1);
}
