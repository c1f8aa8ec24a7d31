import { AppError } from '../contract/failure.ts';
import type { Delimiter, HeaderRow, Reading } from '../contract/reading.ts';
import { findDelimiter, separatorLine } from './delimiter.ts';
import { type FirstRow, readFirstRows } from './first-rows.ts';
import { suggestHeaderRow } from './header-row.ts';
import { columnLetter } from './mapping.ts';

/** What the beginning of a file tells of how to read the rest. */
export interface FileHead {
  delimiter: Delimiter;
  newline: '\n' | '\r';
  /** Trimmed names, one for each column of the header row, '' where there is none; without a header row, letters. */
  header: string[];
  /** The header row's number as a spreadsheet counts them, or null where the first row is data already. */
  headerRow: number | null;
  /** Offset of the first byte after the header row; after the byte order mark where there is none. */
  firstRow: number;
  /** The number of the line that begins there. */
  firstFileRow: number;
  /** Where the header seems to be, if that is elsewhere; null when the user has said where it is. */
  suggestedHeaderRow: HeaderRow | null;
  /** The first rows, to show and to start the evidence from. */
  preview: { fileRow: number; cells: string[] }[];
}

const PREVIEW_ROWS = 200;
const UTF8_BOM = '\xef\xbb\xbf';

/** As many as a spreadsheet has. */
const MOST_COLUMNS = 16_384;

/**
 * Reads the head of an audience file.
 * @param start the first bytes of its text in UTF-8, one character each (latin1); some 256 kB are plenty.
 * @param whole whether `start` is the whole text.
 * @param choice what the user says of it.
 * @throws AppError `file.empty`, `file.header`, `file.noRows`
 */
export function readHead(
  start: string,
  whole: boolean,
  choice: Pick<Reading, 'delimiter' | 'headerRow'>,
): FileHead {
  const bom = start.startsWith(UTF8_BOM) ? UTF8_BOM.length : 0;
  const separator = separatorLine(start.slice(bom));
  const offset = bom + (separator?.length ?? 0);
  const fileRow = separator ? 2 : 1;
  const newline = newlineOf(start);
  const delimiter = choice.delimiter ?? separator?.delimiter ?? findDelimiter(start.slice(offset), newline);
  const sought = choice.headerRow === 'none' ? 0 : (choice.headerRow ?? 1);
  const most = sought + PREVIEW_ROWS;
  const rows = readFirstRows(start, whole, { delimiter, newline, offset, fileRow, headerRow: sought, most });
  if (whole && start.slice(offset).trim() === '') throw empty();

  if (choice.headerRow === 'none') {
    return {
      delimiter,
      newline,
      header: lettersOver(rows),
      headerRow: null,
      firstRow: offset,
      firstFileRow: fileRow,
      suggestedHeaderRow: null,
      preview: previewOf(rows),
    };
  }
  const place = rows.findIndex((row) =>
    choice.headerRow === null ? !isBlank(row) : row.fileRow === choice.headerRow,
  );
  const row = rows[place];
  if (!row || isBlank(row)) throw noHeader(choice.headerRow);
  if (row.problem !== null) throw unclosed(row.fileRow);
  const under = rows.slice(place + 1);
  if (under.length === 0) throw !whole && row.end === start.length ? endless() : noRows();
  if (row.cells.length > MOST_COLUMNS) throw tooManyColumns();
  return {
    delimiter,
    newline,
    header: row.cells.map((name) => name.trim()),
    headerRow: row.fileRow,
    firstRow: row.end,
    firstFileRow: row.fileRow + 1,
    suggestedHeaderRow: choice.headerRow === null ? suggestHeaderRow(rows.slice(place)) : null,
    preview: previewOf(under),
  };
}

/** The letters of as many columns as the widest row has. */
function lettersOver(rows: readonly FirstRow[]): string[] {
  const width = rows.reduce((most, { cells, problem }) => Math.max(most, problem ? 0 : cells.length), 0);
  if (width === 0) throw noReadableRow();
  if (width > MOST_COLUMNS) throw tooManyColumns();
  return Array.from({ length: width }, (_, position) => columnLetter(position));
}

/**
 * The line break of the file: the commoner one outside quotes, since a quoted cell may hold another. Carriage returns before
 * a line feed belong to it, however many.
 */
function newlineOf(start: string): '\n' | '\r' {
  let quoted = false;
  let feeds = 0;
  let returns = 0;
  for (let place = 0; place < start.length; place++) {
    const character = start[place];
    if (character === '"') quoted = !quoted;
    else if (quoted) continue;
    else if (character === '\n') feeds++;
    else if (character === '\r') {
      while (start[place + 1] === '\r') place++;
      if (start[place + 1] !== '\n') returns++;
    }
  }
  // Where all of it seems quoted, a quote is amiss.
  if (feeds + returns === 0) return start.includes('\r') && !start.includes('\n') ? '\r' : '\n';
  return returns > feeds ? '\r' : '\n';
}

function previewOf(rows: readonly FirstRow[]): FileHead['preview'] {
  const good = rows.filter(({ problem }) => problem === null).slice(0, PREVIEW_ROWS);
  return good.map(({ fileRow, cells }) => ({ fileRow, cells }));
}

/** Whether a row says nothing: in a spreadsheet, one of empty cells is blank. */
function isBlank({ cells, problem }: FirstRow): boolean {
  return problem === null && cells.every((cell) => cell.trim() === '');
}

function tooManyColumns(): AppError {
  return unreadable(
    'header',
    `The file has more than ${MOST_COLUMNS.toLocaleString('en-US')} columns, which is more than any audience has.`,
    'Check that it is the audience export, and how its columns are separated.',
  );
}

function noReadableRow(): AppError {
  return unreadable(
    'header',
    'None of the file’s first rows can be read: their quotes never close.',
    'Mend them and choose the file again.',
  );
}

function empty(): AppError {
  return unreadable('empty', 'The file is empty.', 'Export the audience again and choose that file.');
}

/** @param chosen the row that was said to be the header. */
function noHeader(chosen: number | null): AppError {
  if (chosen === null) {
    return unreadable(
      'header',
      'The file has no header row that can be read.',
      'One of its first rows must hold the names of the columns.',
    );
  }
  return unreadable(
    'header',
    `Row ${chosen.toLocaleString('en-US')} of the file cannot be the header: it is blank, not there, or too far down.`,
    'Choose the row that holds the names of the columns.',
  );
}

function unclosed(fileRow: number): AppError {
  return unreadable(
    'header',
    `Row ${fileRow.toLocaleString('en-US')} of the file cannot be read as its header: a quote in it never closes.`,
    'Mend it and choose the file again, or choose another row as the header.',
  );
}

function endless(): AppError {
  return unreadable(
    'header',
    'The file’s header row is longer than any that can be read.',
    'Check that it is the audience export.',
  );
}

function noRows(): AppError {
  return unreadable(
    'noRows',
    'The file has a header but no rows under it.',
    'Export the audience again and choose that file; or, if it has no header, say so.',
  );
}

function unreadable(problem: string, message: string, hint: string): AppError {
  return new AppError({ code: `file.${problem}`, message: `${message} Nothing was sent.`, hint });
}
