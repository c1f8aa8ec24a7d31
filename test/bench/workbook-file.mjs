import { readFileSync } from 'node:fs';
import Papa from 'papaparse';
import { writeWorkbook } from '../fixtures/write-workbook.mjs';

/** Writes the first rows of a CSV file as a workbook: whole numbers as numbers, as when a colleague has opened it. */
export async function writeWorkbookOf(csv, path, rowCount) {
  const { data } = Papa.parse(readFileSync(csv, 'utf8'), { preview: rowCount + 1 });
  const rows = data.map((cells) => cells.map((cell) => (/^[1-9]\d*$/.test(cell) ? Number(cell) : cell)));
  await writeWorkbook(path, { sheets: [{ name: 'Audience', rows }] });
}
