import { setTimeout as sleep } from 'node:timers/promises';
import type { ProfileField } from '../contract/profile-field.ts';
import type { ImportOutcome } from '../contract/run.ts';
import { nextWait, type Pace } from '../delivery/pacing.ts';
import { type ImportFile, importMappings } from '../listrak/import-body.ts';
import { ListrakError } from '../listrak/listrak-error.ts';
import type { Connection } from './connect.ts';
import type { Tell } from './push-events.ts';
import type { RunJournal } from './run-journal.ts';

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
  error: ListrakError | null;
}

/**
 * Sends one import and follows it to its end, with a line in the journal before each step.
 * @throws ListrakError (or the reader's AppError) when the import was certainly not taken.
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
  const outcome = (id: string | null, status: string): ImportOutcome => ({
    id,
    rows,
    bytes: file.bytes,
    status,
  });
  await journal.write({ kind: 'uploading', purpose, part, rows, bytes: file.bytes });
  let importId: string;
  try {
    importId = await client.startImport(
      senderCode.id,
      file,
      importMappings(order.fields.map(({ id }) => id)),
      {
        signal,
        onSent: (bytes, ofBytes) => tell({ stage: 'uploading', purpose, part, ofParts, bytes, ofBytes }),
      },
    );
  } catch (error) {
    const mayHaveArrived = error instanceof ListrakError && error.mayHaveTakenEffect;
    const code = (error as { code?: string }).code ?? 'unknown';
    await journal.write({ kind: 'notTaken', purpose, part, rows, code, mayHaveArrived });
    if (mayHaveArrived) return { outcome: outcome(null, 'may have arrived'), end: 'mayHaveArrived', error };
    throw error;
  }
  await journal.write({ kind: 'accepted', purpose, part, rows, importId });

  const started = performance.now();
  let status = 'taken by Listrak';
  for (let look = 1; ; look++) {
    try {
      const state = await client.importState(senderCode.id, importId, { signal });
      status = state.status;
      tell({ stage: 'following', purpose, importId, status });
      if (state.state !== 'working') {
        await journal.write({ kind: 'over', purpose, part, rows, importId, status });
        return {
          outcome: outcome(importId, status),
          end: state.state,
          error: state.state === 'failed' ? importFailed(importId, status) : null,
        };
      }
      const wait = nextWait(look, performance.now() - started, pace);
      if (wait === null)
        return { outcome: outcome(importId, status), end: 'stillRunning', error: stillRunning(importId) };
      await sleep(wait, undefined, signal ? { signal } : {});
    } catch (error) {
      // Listrak has the import: whatever goes wrong now is about watching it, not about sending it.
      const why = signal?.aborted
        ? stillRunning(importId)
        : error instanceof ListrakError
          ? error
          : stillRunning(importId);
      return { outcome: outcome(importId, status), end: 'stillRunning', error: why };
    }
  }
}

function importFailed(importId: string, status: string): ListrakError {
  return new ListrakError(
    {
      code: 'import.failed',
      message: `Listrak ended import ${importId} with “${status}”; which of its contacts were updated is not known.`,
      hint: 'Look at the import in Listrak. To send again does no harm: an update that is repeated changes nothing more.',
    },
    { mayHaveTakenEffect: true },
  );
}

function stillRunning(importId: string): ListrakError {
  return new ListrakError(
    {
      code: 'import.stillRunning',
      message: `Import ${importId} was taken by Listrak and had not ended when the watching stopped.`,
      hint: 'It goes on in Listrak by itself. Look at its state there before you send anything again.',
    },
    { mayHaveTakenEffect: true },
  );
}
