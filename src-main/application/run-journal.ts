import { mkdir, open, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '../contract/failure.ts';
import { type JournalEntry, type RunSummary, summariseRun } from '../delivery/run-record.ts';

/** Distributes over the union, so that each kind keeps its own fields. */
type WithoutTime<Entry> = Entry extends unknown ? Omit<Entry, 'at'> : never;

/** The record of one run, on disk before the step it speaks of begins. */
export interface RunJournal {
  write(entry: WithoutTime<JournalEntry>): Promise<void>;
  close(): Promise<void>;
}

/**
 * Opens the journal of a new run: `<dataDir>/runs/<runId>.jsonl`, readable by its owner alone. Each line is flushed
 * to the disk before `write` resolves.
 * @throws AppError `journal.cannotWrite`: without a record nothing is sent.
 */
export async function openJournal(dataDir: string, runId: string, now: () => Date): Promise<RunJournal> {
  const folder = join(dataDir, 'runs');
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const file = await open(join(folder, `${runId}.jsonl`), 'ax', 0o600);
    return {
      async write(entry) {
        try {
          await file.appendFile(`${JSON.stringify({ ...entry, at: now().toISOString() })}\n`);
          await file.sync();
        } catch (error) {
          throw cannotWrite(error);
        }
      },
      close: () => file.close(),
    };
  } catch (error) {
    throw cannotWrite(error);
  }
}

/** All runs on record, newest first. A record that cannot be read is passed over. */
export async function listRuns(dataDir: string): Promise<RunSummary[]> {
  const folder = join(dataDir, 'runs');
  const names = await readdir(folder).catch(() => [] as string[]);
  const runs: RunSummary[] = [];
  for (const name of names.filter((candidate) => candidate.endsWith('.jsonl'))) {
    const text = await readFile(join(folder, name), 'utf8').catch(() => '');
    const run = summariseRun(text.split('\n').filter((line) => line !== ''));
    if (run) runs.push(run);
  }
  return runs.sort((one, other) => (one.started < other.started ? 1 : -1));
}

function cannotWrite(cause: unknown): AppError {
  return new AppError(
    {
      code: 'journal.cannotWrite',
      message: 'The record of the run cannot be written, so nothing more was sent.',
      hint: 'Make room on the disk, or choose another folder with --data-dir.',
    },
    { cause },
  );
}
