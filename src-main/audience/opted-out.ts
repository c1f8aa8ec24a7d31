import type { ReviewedRow } from '../contract/rows.ts';
import type { RowIndex } from './row-index.ts';

/** Who is opted out in Listrak: for each phone (E.164) when, and why. */
export interface OptedOutPhones {
  phones: Float64Array;
  /** Milliseconds since 1970, or NaN where Listrak does not tell. */
  dates: Float64Array;
  /** Places in `reasonTexts`. */
  reasons: Uint16Array;
  reasonTexts: string[];
  /** ISO time at which all were read. */
  readAt: string;
}

/** Adds to a page of rows when and why those who are opted out in Listrak were. Walks over all opt-outs once. */
export function withOptOuts(
  rows: readonly ReviewedRow[],
  index: RowIndex,
  optedOut: OptedOutPhones | null,
): ReviewedRow[] {
  const asked = new Set(
    rows
      .filter(({ reasons }) => reasons.includes('consent.optedOutInListrak'))
      .map(({ row }) => index.phone(row)),
  );
  if (!optedOut || asked.size === 0) return [...rows];
  const places = new Map<number, number>();
  optedOut.phones.forEach((phone, place) => {
    if (asked.has(phone)) places.set(phone, place);
  });
  return rows.map((row) => {
    const place = places.get(index.phone(row.row));
    if (place === undefined) return row;
    const date = optedOut.dates[place]!;
    return {
      ...row,
      optedOut: {
        at: Number.isNaN(date) ? null : new Date(date).toISOString(),
        why: optedOut.reasonTexts[optedOut.reasons[place]!]!,
      },
    };
  });
}
