import { setTimeout as sleep } from 'node:timers/promises';
import { AppError } from '../contract/failure.ts';
import type { ProfileField } from '../contract/profile-field.ts';
import type { ImportOutcome } from '../contract/run.ts';
import { nextWait, type Pace } from '../delivery/pacing.ts';
import type { ImportFile } from '../listrak/import-body.ts';
import { ListrakError } from '../listrak/listrak-error.ts';
import type { Connection } from './connect.ts';
import { mappingsOf } from './import-file.ts';
import type { Tell } from './push-events.ts';
import type { NewEntry, RunJournal } from './run-journal.ts';

export interface ImportOrder {
  purpose: 'sample' | 'push';
  /** Its place among the imports of its purpose, from 0. */
  part: number;
  ofParts: number;
  file: ImportFile;
  rows: number;
  fields: readonly ProfileField[];
}

/** How an import came out; `error` is there unless Listrak says that it succeeded. */
export interface Delivered {
  outcome: ImportOutcome;
  end: 'finished' | 'failed' | 'mayHaveArrived' | 'stillRunning';
  error: AppError | null;
  /** The journal could not be written after Listrak had the import: nothing may be sent after it. */
  unrecorded: AppError | null;
}

/**
 * Sends one import and follows it to its end, with a line in the journal before each step.
 * @throws AppError when the import was certainly not taken, and the signal's reason when it was stopped before it left.
 */
export async function deliverImport(
  connection: Connection,
  order: ImportOrder,
  journal: RunJournal,
  pace: Pace,
  tell: Tell,
  signal?: AbortSignal,
): Promise<Delivered> {
  const { purpose, part, ofParts, file, rows } = order;
  const place = { purpose, part, rows };
  let unrecorded: AppError | null = null;
  // Once the import may be in Listrak's hands, a record that cannot be written must not hide how it came out.
  const note = async (entry: NewEntry) => {
    await journal.write(entry).catch((error: AppError) => {
      unrecorded ??= error;
    });
  };
  await journal.write({ kind: 'uploading', ...place, bytes: file.bytes });
  let importId: string;
  try {
    importId = await connection.client.startImport(connection.senderCode.id, file, mappingsOf(order.fields), {
      signal,
      onSent: (bytes, ofBytes) => tell({ stage: 'uploading', purpose, part, ofParts, rows, bytes, ofBytes }),
    });
  } catch (error) {
    const mayHaveArrived = error instanceof ListrakError && error.mayHaveTakenEffect;
    await note({ kind: 'notTaken', ...place, code: codeOf(error), mayHaveArrived });
    if (!mayHaveArrived) throw error;
    const outcome = { id: null, rows, bytes: file.bytes, status: 'may have arrived' };
    return { outcome, end: 'mayHaveArrived', error: lostSight(error, file.name), unrecorded };
  }
  await note({ kind: 'accepted', ...place, importId });
  const taken = { purpose, part, rows, bytes: file.bytes, importId };
  return await followImport(connection, taken, journal, pace, tell, signal, unrecorded);
}

/** An import that Listrak took. */
export interface TakenImport {
  purpose: 'sample' | 'push';
  part: number;
  rows: number;
  bytes: number;
  importId: string;
}

/**
 * Follows an import that Listrak took to its end, and notes that.
 * @param unrecorded why something about it could not be noted before.
 */
export async function followImport(
  { client, senderCode }: Connection,
  { purpose, part, rows, bytes, importId }: TakenImport,
  journal: RunJournal,
  pace: Pace,
  tell: Tell,
  signal: AbortSignal | undefined,
  unrecorded: AppError | null,
): Promise<Delivered> {
  let unnoted = unrecorded;
  const delivered = (status: string, end: Delivered['end'], error: AppError | null): Delivered => ({
    outcome: { id: importId, rows, bytes, status },
    end,
    error,
    unrecorded: unnoted,
  });
  const started = performance.now();
  let status = 'taken by Listrak';
  for (let look = 1; ; look++) {
    let trouble: ListrakError | null = null;
    try {
      const state = await client.importState(senderCode.id, importId, { signal }).catch((error: unknown) => {
        // A network that is lost may be found again, and the import goes on meanwhile.
        if (!(error instanceof ListrakError) || !error.transient) throw error;
        trouble = error;
        return null;
      });
      status = state?.status ?? status;
      tell({ stage: 'following', purpose, importId, status });
      if (state && state.state !== 'working') {
        await journal
          .write({ kind: 'over', purpose, part, rows, importId, status })
          .catch((error: AppError) => {
            unnoted ??= error;
          });
        const error = state.state === 'failed' ? importFailed(importId, status) : null;
        return delivered(status, state.state, error);
      }
      const wait = nextWait(look, performance.now() - started, pace);
      if (wait === null) return delivered(status, 'stillRunning', stillRunning(importId, trouble));
      await sleep(wait, undefined, signal ? { signal } : {});
    } catch (error) {
      // Listrak has the import: whatever goes wrong now is about watching it, not about sending it.
      const why = error instanceof ListrakError ? error : trouble;
      return delivered(status, 'stillRunning', stillRunning(importId, why));
    }
  }
}

function codeOf(error: unknown): string {
  return error instanceof AppError ? error.code : error instanceof Error ? error.name : 'unknown';
}

function lostSight(cause: ListrakError, fileName: string): AppError {
  return new AppError(
    {
      code: cause.code,
      message: `${cause.message} The import had left by then and may have arrived.`,
      hint: `See in Listrak whether there is an import of ${fileName}. If not, send again: an update that is repeated does no harm.`,
    },
    { cause },
  );
}

function importFailed(importId: string, status: string): AppError {
  return new AppError({
    code: 'import.failed',
    message: `Listrak ended import ${importId} with “${status}”; which of its contacts were updated is not known.`,
    hint: 'Look at the import in Listrak. To send again does no harm: an update that is repeated changes nothing more.',
  });
}

function stillRunning(importId: string, trouble: ListrakError | null): AppError {
  return new AppError(
    {
      code: trouble?.code ?? 'import.stillRunning',
      message: `${trouble ? `${trouble.message} ` : ''}Import ${importId} was taken by Listrak and had not ended when the watching stopped.`,
      hint: `${trouble && !trouble.transient ? '' : 'It goes on in Listrak by itself. '}Look at its state there before you send anything again.`,
    },
    { cause: trouble },
  );
}
