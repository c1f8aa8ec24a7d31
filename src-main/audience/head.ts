import { AppError } from '../contract/failure.ts';
import { CsvRows, isBlankLine } from './csv-rows.ts';

/** What the beginning of a file tells of how to read the rest. */
export interface FileHead {
  encoding: 'utf-8';
  delimiter: ',';
  newline: '\n' | '\r';
  /** Trimmed names, one for each column of the header row, '' where there is none. */
  header: string[];
  /** Offset of the first byte after the header row. */
  firstRow: number;
  /** The first rows, to show and to start the evidence from. */
  preview: string[][];
}

const PREVIEW_ROWS = 200;
const UTF8_BOM = '\xef\xbb\xbf';

const SIGNATURES: [start: string, kind: string, advice: string][] = [
  [
    'PK\x03\x04',
    'an Excel workbook or a zip archive',
    'Save it as “CSV UTF-8 (comma delimited)” and choose that file.',
  ],
  [
    '\xd0\xcf\x11\xe0',
    'an old or password-protected Office file',
    'Save it as “CSV UTF-8 (comma delimited)” and choose that file.',
  ],
  ['\x1f\x8b', 'compressed with gzip', 'Unpack it first and choose the CSV file inside.'],
  ['\xff\xfe', 'text in UTF-16', 'Save it again as CSV in UTF-8.'],
  ['\xfe\xff', 'text in UTF-16', 'Save it again as CSV in UTF-8.'],
  ['%PDF', 'a PDF document', 'Export the audience as CSV and choose that file.'],
];

const SEPARATORS = [
  [';', 'semicolons'],
  ['\t', 'tabs'],
  ['|', 'upright bars'],
] as const;

/**
 * Reads the head of an audience file.
 * @param start the file's first bytes, one character each (latin1); some 256 kB are plenty.
 * @param whole whether `start` is the whole file.
 * @throws AppError `file.*` for a file that is empty, binary, in another format, or has no usable header.
 */
export function readHead(start: string, whole: boolean): FileHead {
  for (const [signature, kind, advice] of SIGNATURES) {
    if (start.startsWith(signature))
      throw unreadable('format', `The file is ${kind}, not a CSV file.`, advice);
  }
  if (start.includes('\0')) {
    throw unreadable(
      'binary',
      'The file is not text, so it cannot be an audience export.',
      'Choose the CSV export.',
    );
  }
  const skipped = start.startsWith(UTF8_BOM) ? UTF8_BOM.length : 0;
  const newline = newlineOf(start);
  let header: string[] | undefined;
  let firstRow: number | undefined;
  let hasRows = false;
  const preview: string[][] = [];
  const rows = new CsvRows({ delimiter: ',', newline, offset: skipped }, (cells, offset, _plain, problem) => {
    if (header) firstRow ??= offset;
    if (preview.length >= PREVIEW_ROWS || (problem === null && isBlankLine(cells))) return;
    if (!header) {
      if (problem !== null) {
        throw unreadable(
          'header',
          'The first line of the file cannot be read: a quote in it never closes.',
          'Mend it and choose the file again.',
        );
      }
      header = cells.map((name) => name.trim());
    } else {
      hasRows = true;
      if (problem === null) preview.push(cells);
    }
  });
  rows.push(start.slice(skipped));
  // A first row that is longer than what is looked at still shows where it begins.
  if (whole || !hasRows) rows.end();
  if (!header || header.every((name) => name === '')) {
    const blank = start.slice(skipped).trim() === '';
    if (blank)
      throw unreadable('empty', 'The file is empty.', 'Export the audience again and choose that file.');
    throw unreadable(
      'header',
      'The file has no header row that can be read.',
      'The first line must hold the names of the columns.',
    );
  }
  const [only, ...others] = header;
  const separator =
    others.length === 0 ? SEPARATORS.find(([character]) => only!.includes(character)) : undefined;
  if (separator) {
    throw unreadable(
      'delimiter',
      `The file is separated by ${separator[1]}, which cannot be read yet.`,
      'Export or save it again with commas, as “CSV UTF-8 (comma delimited)”.',
    );
  }
  if (firstRow === undefined || !hasRows) {
    throw unreadable(
      'noRows',
      'The file has a header but no rows under it.',
      'Export the audience again and choose that file.',
    );
  }
  return { encoding: 'utf-8', delimiter: ',', newline, header, firstRow, preview };
}

/** The line break of the file: the first one outside quotes decides, since a quoted cell may hold another. */
function newlineOf(start: string): '\n' | '\r' {
  let quoted = false;
  for (let place = 0; place < start.length; place++) {
    const character = start[place];
    if (character === '"') quoted = !quoted;
    else if (character === '\n' && !quoted) return '\n';
    else if (character === '\r' && !quoted) return start[place + 1] === '\n' ? '\n' : '\r';
  }
  return '\n';
}

function unreadable(problem: string, message: string, hint: string): AppError {
  return new AppError({ code: `file.${problem}`, message: `${message} Nothing was sent.`, hint });
}
