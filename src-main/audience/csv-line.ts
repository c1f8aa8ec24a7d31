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
