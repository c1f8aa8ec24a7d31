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
  { client, senderCode }: Connection,
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
  const delivered = (
    id: string | null,
    status: string,
    end: Delivered['end'],
    error: AppError | null,
  ): Delivered => ({ outcome: { id, rows, bytes: file.bytes, status }, end, error, unrecorded });

  await journal.write({ kind: 'uploading', ...place, bytes: file.bytes });
  let importId: string;
  try {
    importId = await client.startImport(senderCode.id, file, mappingsOf(order.fields), {
      signal,
      onSent: (bytes, ofBytes) => tell({ stage: 'uploading', purpose, part, ofParts, rows, bytes, ofBytes }),
    });
  } catch (error) {
    const mayHaveArrived = error instanceof ListrakError && error.mayHaveTakenEffect;
    await note({ kind: 'notTaken', ...place, code: codeOf(error), mayHaveArrived });
    if (!mayHaveArrived) throw error;
    return delivered(null, 'may have arrived', 'mayHaveArrived', lostSight(error, file.name));
  }
  await note({ kind: 'accepted', ...place, importId });

  const started = performance.now();
  let status = 'taken by Listrak';
  for (let look = 1; ; look++) {
    try {
      const state = await client.importState(senderCode.id, importId, { signal });
      status = state.status;
      tell({ stage: 'following', purpose, importId, status });
      if (state.state !== 'working') {
        await note({ kind: 'over', ...place, importId, status });
        const error = state.state === 'failed' ? importFailed(importId, status) : null;
        return delivered(importId, status, state.state, error);
      }
      const wait = nextWait(look, performance.now() - started, pace);
      if (wait === null) return delivered(importId, status, 'stillRunning', stillRunning(importId, null));
      await sleep(wait, undefined, signal ? { signal } : {});
    } catch (error) {
      // Listrak has the import: whatever goes wrong now is about watching it, not about sending it.
      const trouble = error instanceof ListrakError ? error : null;
      return delivered(importId, status, 'stillRunning', stillRunning(importId, trouble));
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
      hint: 'It goes on in Listrak by itself. Look at its state there before you send anything again.',
    },
    { cause: trouble },
  );
}
