import type { Delimiter, Encoding, Head, Reading, Source } from '../../../src-main/contract/reading.ts';
import { amount, bytes } from '../../parts/amount.ts';

export const ENCODING_WORDS: Record<Encoding, string> = {
  'utf-8': 'UTF-8',
  'windows-1252': 'Windows-1252',
  'utf-16le': 'UTF-16 LE',
  'utf-16be': 'UTF-16 BE',
};

export const DELIMITER_WORDS: Record<Delimiter, string> = {
  ',': 'Comma',
  ';': 'Semicolon',
  '\t': 'Tab',
  '|': 'Bar',
};

/** What is known of the file and of how it is read; only what applies to it. */
export function fileFacts(source: Source, head: Head, rows: string): [label: string, value: string][] {
  const { compression, encoding, bom, sheet } = source;
  const { delimiter, headerRow, header } = head;
  const encodingWords = encoding && `${ENCODING_WORDS[encoding]}${bom ? ', with byte order mark' : ''}`;
  const facts: [string, string | null][] = [
    ['Size', bytes(source.bytes)],
    ['Rows', rows],
    ['Columns', amount(header.length)],
    ['Encoding', encodingWords],
    ['Separated by', delimiter && header.length > 1 ? DELIMITER_WORDS[delimiter] : null],
    ['Packed as', compression],
    ['Sheet', sheet === null ? null : sheetOf(sheet, source.sheets)],
    ['Header', headerRow === null ? 'None' : `Row ${amount(headerRow)}`],
  ];
  return facts.flatMap(([label, value]) => (value === null ? [] : [[label, value]]));
}

const LIST = new Intl.ListFormat('en-GB');

/** What the user said of how the file is read, beside the title under which it stands. */
export function chosenWords({ encoding, delimiter, headerRow, sheet }: Reading): string {
  const things = Object.entries({ encoding, separator: delimiter, header: headerRow, sheet });
  const chosen = things.flatMap(([thing, value]) => (value === null ? [] : [thing]));
  return chosen.length === 0 ? 'found by itself' : `${LIST.format(chosen)} chosen by you`;
}

/** A sheet's name; and of how many it is one, since another may be meant. */
function sheetOf(sheet: string, sheets: Source['sheets']): string {
  if (sheets.length === 1) return sheet;
  return `${sheet} (${sheets.findIndex(({ name }) => name === sheet) + 1} of ${sheets.length})`;
}

interface Option {
  value: string;
  label: string;
}

export const AS_FOUND_OPTION = 'found';

/**
 * The options of one thing that is found in the file unless it is chosen.
 * @param found what was found, or null while that is not known.
 */
export function foundOr<Value extends string>(words: Record<Value, string>, found: Value | null): Option[] {
  const options = Object.entries<string>(words).map(([value, label]) => ({ value, label }));
  return [
    { value: AS_FOUND_OPTION, label: found === null ? 'As found' : `As found (${words[found]})` },
    ...options,
  ];
}

/** The sheets of a workbook by their places, since nothing keeps a broken one from repeating a name. */
export function sheetOptions({ sheets }: Source): Option[] {
  return sheets.map(({ name, hidden }, place) => ({
    value: String(place),
    label: hidden ? `${name} (hidden)` : name,
  }));
}
