import { isByContact, type ProfileField } from '../contract/profile-field.ts';
import { differences } from '../delivery/compare.ts';
import type { UpdatedStretch } from '../delivery/contact-updates.ts';
import { contactWith, storedValues } from '../listrak/contact-values.ts';
import { ListrakError } from '../listrak/listrak-error.ts';
import type { Connection } from './connect.ts';
import { inParallel } from './in-parallel.ts';
import type { ReadyRow } from './ports.ts';
import type { Tell } from './push-events.ts';
import { allRefused } from './push-failures.ts';
import type { RunJournal } from './run-journal.ts';

/** Contacts between two lines of the journal. */
const STRETCH = 100;

/** When Listrak refuses all of so many contacts, it will refuse the others as well. */
const HOPELESS = 20;

/** Refusals that every other contact would meet as well. Source: vendor spec, its list of error codes. */
const NOT_ABOUT_VALUES = new Set(['ERROR_SENDER_CODE_DISABLED', 'ERROR_UNABLE_TO_LOCATE_RESOURCE']);

export interface UpdateOrder {
  connection: Connection;
  /** All fields that are mapped, in the order of a row's values. */
  fields: readonly ProfileField[];
  purpose: 'sample' | 'push';
  /** How many contacts there are. */
  count: number;
  /** Reads those from one place up to another, the latter not included. */
  rowsAt(from: number, to: number): Promise<ReadyRow[]>;
  journal: RunJournal;
  tell: Tell;
  /** Awaited before each stretch but the first. */
  passGate: () => Promise<void>;
  signal: AbortSignal | undefined;
}

/**
 * Changes, contact by contact, the system fields that the account does not list. Each contact is read first; only where it
 * holds other values is it written, with everything else as it was, and never where it is opted out. Before and after each
 * hundred there is a line in the journal.
 * @param onStretch told what became of each hundred, of one that broke off as well.
 * @throws AppError `contacts.refused`, `journal.cannotWrite`, `file.*`, ListrakError, and the signal's reason.
 */
export async function updateContacts(
  order: UpdateOrder,
  onStretch: (stretch: UpdatedStretch) => void,
): Promise<void> {
  const { purpose, count, rowsAt, journal, passGate, tell } = order;
  for (let from = 0; from < count; from += STRETCH) {
    if (from > 0) await passGate();
    const to = Math.min(from + STRETCH, count);
    const rows = await rowsAt(from, to);
    const place = { purpose, rows: rows.length, firstRow: rows[0]!.fileRow, lastRow: rows.at(-1)!.fileRow };
    await journal.write({ kind: 'updating', ...place });
    const became: UpdatedStretch = {
      whole: true,
      changed: 0,
      alreadySo: 0,
      unknownRows: [],
      optedOutRows: [],
      refused: [],
      unsure: 0,
    };
    let done = from;
    const stretch = updateStretch(order, rows, became, () =>
      tell({ stage: 'updating', purpose, done: ++done, of: count }),
    );
    const broke = await stretch.then(
      () => null,
      (error: unknown) => ({ error }),
    );
    became.whole = broke === null;
    onStretch(became);
    await journal.write({ kind: 'updated', ...place, ...became, last: became.whole && to === count });
    if (broke) throw broke.error;
    const { refused, unknownRows, optedOutRows } = became;
    const tried = rows.length - unknownRows.length - optedOutRows.length;
    if (refused.length >= HOPELESS && refused.length === tried) throw allRefused(refused, to < count);
  }
}

/** @param became where it is counted, as it goes on. */
async function updateStretch(
  { connection: { client, senderCode }, fields, signal }: UpdateOrder,
  rows: readonly ReadyRow[],
  became: UpdatedStretch,
  onDone: () => void,
): Promise<void> {
  await inParallel(rows, signal, async ({ fileRow, phone, values }, either) => {
    either.throwIfAborted();
    let outcome: 'alreadySo' | 'changed' | 'optedOut' = 'alreadySo';
    try {
      const known = await client.updateContact(
        senderCode.id,
        phone,
        (contact) => {
          if (contact.optedOut) {
            outcome = 'optedOut';
            return null;
          }
          const wrong = differences(fields, values, storedValues(contact, fields));
          // One that was written, and whose answer was lost, is not what it was.
          if (!wrong.some(({ field }) => isByContact(field))) return null;
          outcome = 'changed';
          // What the import brought may not show yet, and goes along, or what is read would take its place again.
          return contactWith(contact, wrong);
        },
        { signal: either },
      );
      if (!known) became.unknownRows.push(fileRow);
      else if ((outcome as string) === 'optedOut') became.optedOutRows.push(fileRow);
      else became[outcome as 'alreadySo' | 'changed']++;
    } catch (error) {
      if (!(error instanceof ListrakError) || error.status !== 400 || NOT_ABOUT_VALUES.has(error.code)) {
        if ((outcome as string) === 'changed') became.unsure++;
        throw error;
      }
      became.refused.push({ row: fileRow, code: error.code });
    }
    onDone();
  });
}
