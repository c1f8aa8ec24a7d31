import type { ReviewedColumn } from '../../../src-main/contract/review.ts';
import type { ReviewedRow } from '../../../src-main/contract/rows.ts';

/** A column of the file as the grid shows it. */
export interface GridColumn {
  /** Its place in `ReviewedRow.cells`. */
  position: number;
  header: string;
  /** What becomes of it, in a word or two. */
  becomes: string;
  isPhone: boolean;
  width: number;
  /** Where it begins, right of the columns that are not the file's. */
  left: number;
}

const NARROWEST = 104;
const WIDEST = 312;
const CHARACTER = 7.5;
const PADDING = 26;
/** Characters that a phone or a date takes as it is sent, with the arrow before it. */
const CHANGE = 14;

const BECOMES = {
  phone: 'finds the contact',
  optIn: 'opt-in answer',
  ignored: 'not sent',
  unmatched: 'not sent',
} as const;

/** The phone first, then the others as they stand in the file; as wide as their first values ask for. */
export function gridColumns(
  columns: readonly ReviewedColumn[],
  samples: readonly (readonly string[])[],
): GridColumn[] {
  const shown = columns.map(({ header, role, field }, position) => {
    const becomes = role === 'field' ? `→ ${field?.name ?? ''}` : BECOMES[role];
    // A changed value stands beside the one before it.
    const change = role === 'phone' || field?.dataType === 'Date' ? CHANGE : 0;
    const values = (samples[position] ?? []).map(({ length }) => length + change);
    const longest = Math.max(header.length, becomes.length, ...values);
    const width = Math.min(WIDEST, Math.max(NARROWEST, longest * CHARACTER + PADDING));
    return { position, header, becomes, isPhone: role === 'phone', width };
  });
  let left = 0;
  return [...shown.filter(({ isPhone }) => isPhone), ...shown.filter(({ isPhone }) => !isPhone)].map(
    (column) => {
      const placed = { ...column, left };
      left += column.width;
      return placed;
    },
  );
}

/** Names the columns of a row's findings. */
export function nameIn(columns: readonly GridColumn[]): (position: number) => string {
  return (wanted) => columns.find(({ position }) => position === wanted)!.header;
}

/** Those of the columns that lie between two places, `to` not included. */
export function columnsBetween(columns: readonly GridColumn[], from: number, to: number): [number, number] {
  const first = columns.findIndex(({ left, width }) => left + width > from);
  const after = columns.findIndex(({ left }) => left >= to);
  return [first === -1 ? columns.length : first, after === -1 ? columns.length : after];
}

/** Those of the columns in which a row holds the text, as a search finds it; of a malformed row none. */
export function columnsHolding(
  columns: readonly GridColumn[],
  { outcome, cells }: ReviewedRow,
  search: string,
): GridColumn[] {
  const text = search.trim().toLowerCase();
  if (outcome === 'malformed' || text === '') return [];
  return columns.filter(({ position }) => cells[position]?.toLowerCase().includes(text));
}
