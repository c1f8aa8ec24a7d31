import { unlink } from 'node:fs/promises';
import { AppError } from '../contract/failure.ts';
import { recordPath, unknownRun, whileNotBeingSent } from './run-journal.ts';

/**
 * Deletes the record of a run, a damaged one too. Nothing changes at Listrak.
 * @throws AppError `journal.unknownRun`, `journal.cannotDelete`, `run.beingSent`
 */
export async function deleteRun(dataDir: string, runId: string): Promise<void> {
  const path = recordPath(dataDir, runId);
  await whileNotBeingSent(dataDir, runId, () =>
    unlink(path).catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') throw unknownRun();
      throw new AppError(
        {
          code: 'journal.cannotDelete',
          message: 'The record of this run cannot be deleted, and is still there.',
          hint: 'Check the folder in which this app keeps its data, and your permission to write there.',
        },
        { cause: error },
      );
    }),
  );
}
