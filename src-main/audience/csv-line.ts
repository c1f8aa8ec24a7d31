/** The marks of a CSV file. */
export interface CsvFormat {
  separator: string;
  /** Stands around a cell that needs it, and twice for itself inside. */
  qualifier: string;
  lineEnd: string;
}

/** As spreadsheets and RFC 4180 have it. */
export const PLAIN_CSV: CsvFormat = { separator: ',', qualifier: '"', lineEnd: '\r\n' };

/** One line of CSV with its line end. */
export function csvLine(cells: readonly string[], format: CsvFormat): string {
  return cells.map((cell) => csvCell(cell, format)).join(format.separator) + format.lineEnd;
}

function csvCell(cell: string, { separator, qualifier }: CsvFormat): string {
  const bare = !cell.includes(separator) && !cell.includes(qualifier) && !/[\r\n]|^\s|\s$/.test(cell);
  return bare ? cell : qualifier + cell.replaceAll(qualifier, qualifier + qualifier) + qualifier;
}

/**
 * One line of CSV for a person, who may open it in a spreadsheet. Never for what Listrak gets: there every cell goes as it
 * stands.
 */
export function spreadsheetLine(cells: readonly string[]): string {
  return csvLine(cells.map(neutralised), PLAIN_CSV);
}

/**
 * A cell that a spreadsheet takes for text: one that it would take for a formula, and run, gets an apostrophe before it.
 * Phones with their plus and negative numbers get one, too: what begins so may go on as a formula (`-1+cmd|…`), and which
 * does is for each spreadsheet to say. A phone keeps its plus and all its digits by that. Where such a file is read back, our
 * reader of phones forgives the apostrophe, a number with one is refused, and a text keeps it.
 */
export function neutralised(cell: string): string {
  return /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell;
}
