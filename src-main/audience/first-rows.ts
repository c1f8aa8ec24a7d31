import { CsvRows, isBlankLine, type RowProblem } from './csv-rows.ts';

/** One of a file's first rows, as it stands there. */
export interface FirstRow {
  /** Its number as a spreadsheet counts them, blank lines too. */
  fileRow: number;
  cells: string[];
  problem: RowProblem | null;
  /** Offset of the first byte after it. */
  end: number;
}

export interface FirstRowsWanted {
  delimiter: string;
  newline: '\n' | '\r';
  /** Where the first row begins in the text, and its number. */
  offset: number;
  fileRow: number;
  /** The row after which there must be one more, even if that is cut off by the end of the text. */
  headerRow: number;
  most: number;
}

const ENOUGH = Symbol('enough');

/**
 * Reads the first rows that are no blank lines. A row that is cut off by the end of the text is left out, unless it is
 * needed.
 * @param start the beginning of a file, one character a byte.
 * @param whole whether that is the whole file.
 */
export function readFirstRows(start: string, whole: boolean, wanted: FirstRowsWanted): FirstRow[] {
  const rows: FirstRow[] = [];
  let next = wanted.fileRow;
  let last: FirstRow | null = null;
  const reader = new CsvRows(wanted, (cells, offset, _plain, problem) => {
    if (last) last.end = offset;
    last = null;
    // Where the last wanted row ends is known by now.
    if (rows.length === wanted.most) throw ENOUGH;
    const fileRow = next++;
    if (problem === null && isBlankLine(cells)) return;
    last = { fileRow, cells, problem, end: start.length };
    rows.push(last);
  });
  try {
    reader.push(start.slice(wanted.offset));
    const reached = rows.length < 2 ? 0 : rows.at(-1)!.fileRow;
    if (whole || reached <= wanted.headerRow) reader.end();
  } catch (thrown) {
    if (thrown !== ENOUGH) throw thrown;
  }
  return rows;
}
