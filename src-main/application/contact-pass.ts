import { isByContact } from '../contract/profile-field.ts';
import type { ContactUpdates } from '../contract/run.ts';
import { nothingUpdated, totalOf, type UpdatesTally, withStretch } from '../delivery/contact-updates.ts';
import type { RunProgress } from '../delivery/run-progress.ts';
import type { AudienceReader, ReadyRow } from './ports.ts';
import type { PushOrder } from './push-order.ts';
import type { RunJournal } from './run-journal.ts';
import { type UpdateOrder, updateContacts } from './update-contacts.ts';

/** Told what all of it comes to, whenever that has changed. */
type Note = (updates: ContactUpdates) => void;

/** The part of a push that an import cannot carry: system fields that are changed contact by contact. */
export class ContactPass {
  /** The names of those fields. */
  readonly fields: readonly string[];
  /** Rows of the file whose numbers Listrak turned out not to know. */
  readonly unknownRows: number[] = [];
  /** Rows whose contacts were not to be changed, or could not be: there is nothing of them to check. */
  readonly #skipped = new Set<number>();
  readonly #order: PushOrder;
  readonly #journal: RunJournal;
  readonly #passGate: () => Promise<void>;

  constructor(order: PushOrder, journal: RunJournal, passGate: () => Promise<void>) {
    this.#order = order;
    this.#journal = journal;
    this.#passGate = passGate;
    this.fields = order.reviewed.fields.filter(isByContact).map(({ name }) => name);
  }

  /** @throws AppError like `updateContacts` */
  async updateSample(rows: readonly ReadyRow[], note: Note): Promise<void> {
    await this.#update('sample', rows.length, async (from, to) => rows.slice(from, to), null, note);
  }

  /**
   * Goes through all ready rows, or through those that an earlier attempt at the run had not come to.
   * @throws AppError like `updateContacts`
   */
  async updateAll(note: Note): Promise<void> {
    if (this.fields.length === 0) return;
    const { reader, reviewed, earlier } = this.#order;
    const { ready } = reviewed.review.rows;
    const first = earlier ? await placeAfter(reader, ready, earlier.progress.updatedUpTo) : 0;
    const before = earlier?.progress.updates ?? null;
    for (const row of earlier?.progress.refusedRows ?? []) this.#skipped.add(row);
    const rowsAt: UpdateOrder['rowsAt'] = (from, to) =>
      reader.readyRows(Array.from({ length: to - from }, (_, step) => first + from + step));
    await this.#update('push', ready - first, rowsAt, before, note);
  }

  /** Those of these rows that can be checked. */
  checkable(rows: readonly ReadyRow[]): ReadyRow[] {
    return rows.filter(({ fileRow }) => !this.#skipped.has(fileRow));
  }

  async #update(
    purpose: 'sample' | 'push',
    count: number,
    rowsAt: UpdateOrder['rowsAt'],
    before: UpdatesTally | null,
    note: Note,
  ): Promise<void> {
    if (this.fields.length === 0) return;
    const { connection, reviewed, tell, signal } = this.#order;
    let tally = before ?? nothingUpdated(this.fields);
    note(totalOf(tally));
    const about = { connection, fields: reviewed.fields, purpose, count, rowsAt, tell, signal };
    const order = { ...about, journal: this.#journal, passGate: this.#passGate };
    await updateContacts(order, (stretch) => {
      tally = withStretch(tally, stretch);
      note(totalOf(tally));
      this.unknownRows.push(...stretch.unknownRows);
      for (const row of stretch.optedOutRows) this.#skipped.add(row);
      for (const { row } of stretch.refused) this.#skipped.add(row);
    });
  }
}

/** How many of the ready rows' contacts a run that was cut off has still to change one by one. */
export async function contactsLeft(
  reader: AudienceReader,
  ready: number,
  { updatesLeft, updatedUpTo }: RunProgress,
): Promise<number> {
  return updatesLeft ? ready - (await placeAfter(reader, ready, updatedUpTo)) : 0;
}

/** The place, among the ready rows, of the first after this row of the file; their number where there is none. */
async function placeAfter(reader: AudienceReader, ready: number, fileRow: number): Promise<number> {
  let [low, high] = [0, ready];
  while (low < high) {
    const middle = (low + high) >> 1;
    const [row] = await reader.readyRows([middle]);
    if (row!.fileRow > fileRow) high = middle;
    else low = middle + 1;
  }
  return low;
}
