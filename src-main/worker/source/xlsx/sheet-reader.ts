import { damaged } from '../../file-failures.ts';
import type { SheetNotes } from '../audience-text.ts';
import { plainDigits } from './number-format.ts';
import { MOST_TEXT, RichText, unescaped } from './rich-text.ts';
import type { Styles } from './styles.ts';
import { XmlReader } from './xml-reader.ts';

const LONG_INTEGER = /^-?[1-9]\d{15,}$/;

/** As large as a sheet of Excel can be. */
const MOST_ROWS = 1_048_576;
const MOST_COLUMNS = 16_384;

/** What a cell shows; or the number of the shared text that it shows. */
export type CellText = string | number;

/** @param row the row's number as the sheet shows it; rising, though rows may be missing */
export type RowSink = (row: number, cells: CellText[]) => void;

/**
 * Reads a worksheet's XML as it comes. Of a formula, the value that was last computed is read; it is never computed here.
 * Row and cells may come without a number and then follow the ones before.
 * @throws AppError `file.damaged`, also where rows or cells are out of order or lie beyond what a sheet can hold
 */
export function sheetReader(styles: Styles, notes: SheetNotes, sink: RowSink): XmlReader {
  const text = new RichText();
  let inData = false;
  let row = 0;
  let cells: CellText[] = [];
  /** Characters in the row's cells. */
  let length = 0;
  let column = 0;
  let type = '';
  let style = 0;
  let isFormula = false;
  let hasValue = false;

  function open(name: string, attributes: Record<string, string>): void {
    if (name === 'c') {
      column = attributes.r === undefined ? column + 1 : columnOf(attributes.r);
      if (column <= cells.length || column > MOST_COLUMNS) throw damaged();
      type = attributes.t ?? 'n';
      style = Number(attributes.s ?? 0);
      isFormula = false;
      hasValue = false;
    } else if (name === 'row') {
      const next = attributes.r === undefined ? row + 1 : Number(attributes.r);
      if (!(Number.isInteger(next) && next > row && next <= MOST_ROWS)) throw damaged();
      row = next;
      cells = [];
      length = 0;
      column = 0;
      if (attributes.hidden === '1' || attributes.hidden === 'true') notes.hiddenRows++;
    } else {
      if (name === 'f') isFormula = true;
      else if (name === 'v') hasValue = true;
      text.open(name, attributes);
    }
  }

  function close(name: string): void {
    if (name === 'c') {
      if (isFormula && !hasValue) notes.emptyFormulas++;
      const shown = length > MOST_TEXT ? '' : shownOf(text.take());
      length += typeof shown === 'number' ? 0 : shown.length;
      while (cells.length < column - 1) cells.push('');
      cells.push(shown);
    } else if (name === 'row') sink(row, cells);
    else text.close(name);
  }

  function shownOf(value: string): CellText {
    if (value.trim() === '') return type === 's' || type === 'n' ? '' : value;
    switch (type) {
      case 's':
        return sharedText(value);
      case 'n':
        return shownNumber(value);
      case 'b':
        return value === '1' || value === 'true' ? 'TRUE' : 'FALSE';
      default:
        return unescaped(value);
    }
  }

  function sharedText(value: string): number {
    const index = Number(value);
    if (!(Number.isSafeInteger(index) && index >= 0)) throw damaged();
    return index;
  }

  function shownNumber(value: string): string {
    const number = Number(value);
    if (!Number.isFinite(number)) return value.trim();
    const show = styles.show(style);
    // Some programs write more digits than Excel can count with: as they stand they are right, as a number rounded.
    if (show === plainDigits && LONG_INTEGER.test(value.trim())) return value.trim();
    return show(number);
  }

  return new XmlReader({
    open: (name, attributes) => {
      if (inData) open(name, attributes);
      else if (name === 'sheetData') inData = true;
    },
    text: (part) => text.add(part),
    close: (name) => {
      if (name === 'sheetData') inData = false;
      else if (inData) close(name);
    },
  });
}

/** The column of a cell's reference: 1 for `A7`, 27 for `AA7`. */
function columnOf(reference: string): number {
  let column = 0;
  for (let at = 0; at < reference.length; at++) {
    const code = reference.charCodeAt(at);
    if (code < 65 || code > 90) break;
    column = column * 26 + code - 64;
    if (column > MOST_COLUMNS) break;
  }
  return column;
}
