import { AppError } from '../contract/failure.ts';
import type { RowIndex } from './row-index.ts';

/**
 * The index rows that stand at the given places (rising) among the ready rows.
 * @throws AppError `sample.outOfRange` for a place beyond the last ready row.
 */
export function rowsAtReadyPlaces(index: RowIndex, places: readonly number[]): number[] {
  const rows: number[] = [];
  let place = -1;
  for (let row = 0; row < index.length && rows.length < places.length; row++) {
    if (index.isReady(row) && ++place === places[rows.length]) rows.push(row);
  }
  if (rows.length < places.length) {
    throw new AppError({
      code: 'sample.outOfRange',
      message: 'The sample asks for rows that are not there. Nothing was sent.',
      hint: 'Review the file again and choose the sample anew.',
    });
  }
  return rows;
}

/** The places among the ready rows, rising, of those of the given rows (in any order) that are ready. */
export function readyPlacesOf(index: RowIndex, rows: readonly number[]): number[] {
  const wanted = new Set(rows);
  const last = rows.reduce((highest, row) => Math.max(highest, row), -1);
  const places: number[] = [];
  let ready = 0;
  for (let row = 0; row <= last && row < index.length; row++) {
    if (!index.isReady(row)) continue;
    if (wanted.has(row)) places.push(ready);
    ready++;
  }
  return places;
}

/** The phones of those of the given rows, by their numbers in a spreadsheet, that have a usable one; in the file's order. */
export function phonesOfRows(
  index: RowIndex,
  fileRows: readonly number[],
): [fileRow: number, phone: number][] {
  const wanted = new Set(fileRows);
  const found: [number, number][] = [];
  for (let row = 0; row < index.length && wanted.size > found.length; row++) {
    const fileRow = index.fileRow(row);
    const phone = index.phone(row);
    // 0 is no phone.
    if (wanted.has(fileRow) && phone !== 0) found.push([fileRow, phone]);
  }
  return found;
}

/** A number that tells one set of ready rows from another: equal sets give equal numbers, others hardly ever. */
export function readyDigest(index: RowIndex): number {
  let digest = 0x811c9dc5;
  for (let row = 0; row < index.length; row++) {
    if (index.isReady(row)) digest = Math.imul(digest ^ row, 0x01000193) ^ (digest >>> 15);
  }
  return digest >>> 0;
}
