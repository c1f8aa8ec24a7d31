import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { noNotes } from '../../../../src-main/worker/source/audience-text.ts';
import { openWorkbook } from '../../../../src-main/worker/source/xlsx/workbook.ts';
import { openZip } from '../../../../src-main/worker/source/zip-archive.ts';
import { type Cell, type Parts, workbookParts, writeZip } from '../../../fixtures/write-workbook.mjs';

/** Lends a path at which a file may be written, which is gone afterwards. */
export async function withFile<T>(use: (path: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'workbook-'));
  try {
    return await use(join(folder, 'audience.xlsx'));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The CSV of a workbook's sheet, the first one where none is named. */
export async function csvOfFile(path: string, sheet?: string): Promise<string> {
  const archive = await openZip(path);
  try {
    const workbook = await openWorkbook(archive, {});
    const pieces: Uint8Array[] = [];
    for await (const { bytes } of workbook.csv(sheet ?? workbook.sheets[0]!.name, {}, noNotes()))
      pieces.push(bytes);
    return Buffer.concat(pieces).toString();
  } finally {
    await archive.close();
  }
}

export async function csvOf(parts: Parts, sheet?: string): Promise<string> {
  return await withFile(async (path) => {
    await writeZip(path, parts);
    return await csvOfFile(path, sheet);
  });
}

/** The CSV of these rows. */
export async function csvOfRows(
  rows: Cell[][],
  more: { styles?: (number | string)[]; date1904?: boolean } = {},
) {
  return await csvOf(workbookParts({ sheets: [{ name: 'Audience', rows }], ...more }));
}

/** The CSV of what stands between `<sheetData>` and `</sheetData>`, and of these shared strings' `<si>` elements. */
export async function csvOfXml(data: string, strings = ''): Promise<string> {
  return await csvOf({
    ...workbookParts({ sheets: [{ name: 'Audience', rows: [] }] }),
    'xl/worksheets/sheet1.xml': `<worksheet><sheetData>${data}</sheetData></worksheet>`,
    'xl/sharedStrings.xml': `<sst>${strings}</sst>`,
  });
}
