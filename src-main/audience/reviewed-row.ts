import type { ReviewedRow } from '../contract/rows.ts';
import type { MappedColumn } from './mapping.ts';
import { notesOf, outcomeOf, reasonsOf } from './marks.ts';
import type { ImportFormat } from './normalised.ts';
import type { RowFinder } from './row-findings.ts';
import type { RowIndex } from './row-index.ts';

/** Longest text that is shown of a cell, in UTF-16 units; longer ones are cut. */
const SHOWN_CHARACTERS = 2000;

/**
 * One row for showing.
 * @param cells as in the file; of a malformed row, the text that is shown of it.
 * @param again what was made of the cells and found in them, or null for a malformed row.
 */
export function reviewedRow(
  row: number,
  index: RowIndex,
  cells: readonly string[],
  again: ReturnType<RowFinder>,
  columns: readonly MappedColumn[],
  format: Pick<ImportFormat, 'writePhone'>,
): ReviewedRow {
  const marks = index.marks(row);
  const judged = again?.judged;
  let field = 0;
  const sent = columns.map(({ role }) => {
    if (!judged || !index.isReady(row)) return null;
    if (role === 'phone') return format.writePhone(judged.phone);
    return role === 'field' ? forShowing(judged.values[field++]!) : null;
  });
  return {
    row,
    fileRow: index.fileRow(row),
    outcome: outcomeOf(marks),
    reasons: reasonsOf(marks),
    notes: notesOf(marks),
    findings: again?.findings ?? [],
    cells: judged ? cells.map(forShowing) : [...cells],
    sent,
  };
}

/** A text of any length as it is shown; no character is cut in half. */
export function forShowing(text: string): string {
  if (text.length <= SHOWN_CHARACTERS) return text;
  return `${text.slice(0, SHOWN_CHARACTERS).replace(/[\ud800-\udbff]$/, '')}…`;
}
