import { isByContact } from '../contract/profile-field.ts';
import { type ContactUpdates, MOST_ROWS_TOLD, type RefusedRow } from '../contract/run.ts';
import type { JournalEntry, Planned } from './journal-entry.ts';

/** What became of one stretch of contacts that were changed one by one; rows by their numbers in a spreadsheet. */
export type UpdatedStretch = Pick<
  Extract<JournalEntry, { kind: 'updated' }>,
  'whole' | 'changed' | 'alreadySo' | 'unknownRows' | 'optedOutRows' | 'refused' | 'unsure'
>;

/** Stretches as far as they come to something: those that were gone through whole, and one that broke off after them. */
export interface UpdatesTally {
  whole: ContactUpdates;
  brokenOff: UpdatedStretch | null;
}

export function nothingUpdated(fields: readonly string[]): UpdatesTally {
  const counts = { changed: 0, alreadySo: 0, unknownNumber: 0, optedOut: 0, refused: 0, unsure: 0 };
  return { whole: { fields: [...fields], ...counts, refusedRows: [] }, brokenOff: null };
}

/**
 * Counts one more stretch. After one that broke off it is the same once more: whom that had changed is changed, and not
 * already so. One that breaks off again may not have come to all of those.
 */
export function withStretch({ whole, brokenOff }: UpdatesTally, next: UpdatedStretch): UpdatesTally {
  const before = brokenOff?.changed ?? 0;
  const again = Math.min(before, next.alreadySo);
  const changed = next.changed + (next.whole ? again : before);
  const stretch = { ...next, changed, alreadySo: next.alreadySo - again };
  return next.whole ? { whole: sumOf(whole, stretch), brokenOff: null } : { whole, brokenOff: stretch };
}

/** All that it comes to. */
export function totalOf({ whole, brokenOff }: UpdatesTally): ContactUpdates {
  return brokenOff ? sumOf(whole, brokenOff) : whole;
}

function sumOf(updates: ContactUpdates, stretch: UpdatedStretch): ContactUpdates {
  return {
    ...updates,
    changed: updates.changed + stretch.changed,
    alreadySo: updates.alreadySo + stretch.alreadySo,
    unknownNumber: updates.unknownNumber + stretch.unknownRows.length,
    optedOut: updates.optedOut + stretch.optedOutRows.length,
    refused: updates.refused + stretch.refused.length,
    refusedRows: [...updates.refusedRows, ...stretch.refused].slice(0, MOST_ROWS_TOLD),
    unsure: stretch.unsure,
  };
}

/** The names of the fields that a run changes contact by contact. */
export function byContactOf({ mapping }: Pick<Planned, 'mapping'>): string[] {
  return mapping.flatMap(({ field, fieldId }) => (isByContact({ id: fieldId }) ? [field] : []));
}

/** Of a stretch that was begun, as long as nothing else is on record of it. */
const nothingKnown = (rows: number): UpdatedStretch => ({
  ...{ whole: false, changed: 0, alreadySo: 0, unknownRows: [], optedOutRows: [], refused: [] },
  unsure: rows,
});

/**
 * What became of a sample's, or of everything's, contacts that were changed one by one; null where that had not begun. A
 * sample is one stretch; where it was sent again, the last one counts.
 */
export function updatesOf(
  purpose: 'sample' | 'push',
  planned: Planned,
  entries: readonly JournalEntry[],
): UpdatesTally | null {
  const nothing = nothingUpdated(byContactOf(planned));
  let tally: UpdatesTally | null = null;
  /** As it was before the stretch that was begun last. */
  let before = nothing;
  for (const entry of entries) {
    if ((entry.kind !== 'updating' && entry.kind !== 'updated') || entry.purpose !== purpose) continue;
    if (entry.kind === 'updating') {
      before = purpose === 'sample' ? nothing : (tally ?? nothing);
      // What had been changed of it stays so.
      const known = before.brokenOff?.changed ?? 0;
      tally = { whole: before.whole, brokenOff: { ...nothingKnown(entry.rows), changed: known } };
    } else {
      tally = withStretch(before, entry);
      before = tally;
    }
  }
  return tally;
}

/** All rows whose values Listrak refused, each once. */
export function refusedOf(entries: readonly JournalEntry[]): RefusedRow[] {
  const byRow = new Map<number, RefusedRow>();
  for (const entry of entries) {
    if (entry.kind === 'updated') for (const refused of entry.refused) byRow.set(refused.row, refused);
  }
  return [...byRow.values()];
}
