import { INVALID, MALFORMED, type Marks } from './marks.ts';
import type { RowIndex } from './row-index.ts';

/**
 * Rows that show what would be sent, in the file's order: ready ones before those that are left out for another reason than
 * their values, and these before those with a bad value. Malformed rows show nothing.
 */
export function exampleRowsOf(index: RowIndex, count: number): number[] {
  const isSound = (marks: Marks) => !(marks & (INVALID | MALFORMED));
  const kinds: ((row: number) => boolean)[] = [
    (row) => index.isReady(row),
    (row) => !index.isReady(row) && isSound(index.marks(row)),
    (row) => !isSound(index.marks(row)) && !(index.marks(row) & MALFORMED),
  ];
  const rows: number[] = [];
  for (const isOfKind of kinds)
    for (let row = 0; row < index.length && rows.length < count; row++) if (isOfKind(row)) rows.push(row);
  return rows.sort((one, other) => one - other);
}
