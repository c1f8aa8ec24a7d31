import type { Watch } from '../../../application/ports.ts';
import { damaged, noSheet, otherFormat } from '../../file-failures.ts';
import { noNotes, type SheetNotes, type UnpackedPiece } from '../audience-text.ts';
import { WORKBOOK_PART, type ZipArchive, type ZipEntry } from '../zip-archive.ts';
import { CsvLines } from './csv-lines.ts';
import { type Outline, outlineReader, type Relation, relationsReader } from './outline.ts';
import { MOST_TEXT } from './rich-text.ts';
import { TextsAhead } from './shared-strings.ts';
import { type CellText, sheetReader } from './sheet-reader.ts';
import { Styles } from './styles.ts';
import type { XmlReader } from './xml-reader.ts';

const FOLDER = 'xl';
const BINARY_WORKBOOK = 'xl/workbook.bin';

/** Far more than anybody can choose from. */
const MOST_SHEETS = 1_000;

/** Of the parts that say how a workbook is laid out; they are kept, and are a few kB in most. */
const MOST_LAYOUT_BYTES = 16_777_216;

export interface Workbook {
  /** Its worksheets, in its own order. */
  readonly sheets: { name: string; hidden: boolean }[];
  /**
   * A sheet's rows as CSV in UTF-8, each on the line of its number: commas, `\n`, and quotes where they are needed. Cells
   * read as they look on the screen, but for dates, which are ISO dates, and long numbers, which are whole.
   * `notes` is filled anew meanwhile. `fileBytes` counts the packed bytes of the sheet and of the texts that were read for it.
   * @throws AppError `file.noSheet`, `file.damaged`, `file.encrypted`, `file.format`, `file.tooLarge`
   */
  csv(sheet: string, watch: Watch, notes: SheetNotes): AsyncGenerator<UnpackedPiece>;
}

/**
 * Reads what a workbook's sheets have in common: their names and their formats. Their texts are read as they are needed.
 * @throws AppError `file.format` when it is a binary workbook or has no worksheet, `file.damaged`, `file.encrypted`
 */
export async function openWorkbook(archive: ZipArchive, watch: Watch): Promise<Workbook> {
  const parts = new Map(archive.entries.map((entry) => [entry.name.toLowerCase(), entry]));
  if (parts.has(BINARY_WORKBOOK)) {
    throw otherFormat(
      'The file is a binary workbook (.xlsb), which this app cannot read.',
      'Open it in Excel, save it as .xlsx or CSV, and choose the new file.',
    );
  }

  async function read(name: string, reader: XmlReader): Promise<void> {
    const part = parts.get(name.toLowerCase());
    if (!part || part.bytes > MOST_LAYOUT_BYTES) throw damaged();
    for await (const bytes of archive.unpack(part, watch.signal)) {
      reader.push(bytes);
      watch.onProgress?.({ bytes: archive.fileBytes, ofBytes: archive.bytes });
    }
    reader.end();
  }

  const outline: Outline = { from1904: false, sheets: [] };
  const relations = new Map<string, Relation>();
  const workbook = [...parts.keys()].find((name) => WORKBOOK_PART.test(name));
  if (workbook === undefined) throw damaged();
  await read(workbook, outlineReader(outline));
  await read(`${workbook.replace(/^xl\//, 'xl/_rels/')}.rels`, relationsReader(FOLDER, relations));
  if (outline.sheets.length > MOST_SHEETS) throw damaged();
  const sheets = outline.sheets.filter(({ relation }) => relations.get(relation)?.kind === 'worksheet');
  if (sheets.length === 0) {
    throw otherFormat(
      'The workbook has no worksheet, so there are no rows to read.',
      'Check that it is the audience export, and choose the right file.',
    );
  }

  const partOf = (kind: string) => [...relations.values()].find((relation) => relation.kind === kind)?.part;
  const styles = new Styles(outline.from1904);
  const stylesPart = partOf('styles');
  if (stylesPart !== undefined) await read(stylesPart, styles.reader());
  const textsPart = parts.get(partOf('sharedStrings')?.toLowerCase() ?? '');
  const texts = new TextsAhead(textsPart ? archive.unpack(textsPart) : null);
  /** Packed bytes of the texts that were read so far. */
  let textsBytes = 0;

  /** @param onPiece told after each piece of the texts that is read: there may be many before a row can be shown. */
  async function reach(index: number, signal: AbortSignal | undefined, onPiece: () => void): Promise<void> {
    const before = archive.fileBytes;
    await texts.reach(index, signal, onPiece);
    textsBytes += archive.fileBytes - before;
  }

  /** What a row's cells show; not more of them than makes the row too long to be read. */
  function shownIn(cells: readonly CellText[]): string[] {
    let length = 0;
    return cells.map((cell) => {
      const text = length > MOST_TEXT ? '' : typeof cell === 'number' ? texts.at(cell) : cell;
      length += text.length;
      return text;
    });
  }

  function partOfSheet(wanted: string): ZipEntry {
    const sheet = sheets.find(({ name }) => name === wanted);
    if (!sheet) throw noSheet(wanted, sheets);
    const part = parts.get(relations.get(sheet.relation)!.part.toLowerCase());
    if (!part) throw damaged();
    return part;
  }

  return {
    sheets: sheets.map(({ name, hidden }) => ({ name, hidden })),
    async *csv(sheet, { onProgress, signal }, notes) {
      Object.assign(notes, noNotes());
      const lines = new CsvLines();
      let rows: { row: number; cells: CellText[] }[] = [];
      let farthest = -1;
      const reader = sheetReader(styles, notes, (row, cells) => {
        rows.push({ row, cells });
        for (const cell of cells) if (typeof cell === 'number' && cell > farthest) farthest = cell;
      });
      const part = partOfSheet(sheet);
      const start = archive.fileBytes - textsBytes;
      // Other sheets are no part of the way, but of the file.
      const scale = archive.bytes / Math.max(part.packedBytes + (textsPart?.packedBytes ?? 0), 1);
      const fileBytes = () => Math.min(Math.round((archive.fileBytes - start) * scale), archive.bytes);
      const tell = () => onProgress?.({ bytes: fileBytes(), ofBytes: archive.bytes });
      for await (const bytes of archive.unpack(part, signal)) {
        reader.push(bytes);
        await reach(farthest, signal, tell);
        for (const { row, cells } of rows) lines.add(row, shownIn(cells));
        rows = [];
        for (const piece of lines.pieces()) yield { bytes: piece, fileBytes: fileBytes() };
      }
      reader.end();
      for (const piece of lines.rest()) yield { bytes: piece, fileBytes: fileBytes() };
    },
  };
}
