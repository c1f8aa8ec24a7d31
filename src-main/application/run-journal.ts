import { mkdir, open, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '../contract/failure.ts';
import type { RunDetail, RunSummary } from '../contract/sending.ts';
import { progressOf, type RunProgress } from '../delivery/run-progress.ts';
import { detailRun, type JournalEntry, journalEntrySchema, summariseRun } from '../delivery/run-record.ts';

/** Distributes over the union, so that each kind keeps its own fields. */
type WithoutTime<Entry> = Entry extends unknown ? Omit<Entry, 'at'> : never;
export type NewEntry = WithoutTime<JournalEntry>;

/** The record of one run, on disk before the step it speaks of begins. */
export interface RunJournal {
  /** @throws AppError `journal.cannotWrite` */
  write(entry: NewEntry): Promise<void>;
  close(): Promise<void>;
}

/**
 * Opens the journal of a run, a new one or one to be gone on with: `<dataDir>/runs/<runId>.jsonl`, readable by its owner alone. Each line is flushed
 * to the disk before `write` resolves.
 * @throws AppError `journal.cannotWrite`: without a record nothing is sent.
 */
export async function openJournal(
  dataDir: string,
  runId: string,
  now: () => Date,
  how: 'begin' | 'goOn' = 'begin',
): Promise<RunJournal> {
  const folder = join(dataDir, 'runs');
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const file = await open(join(folder, `${runId}.jsonl`), how === 'begin' ? 'ax' : 'a', 0o600);
    // A line that was written in part must not spoil the next one.
    let before = how === 'begin' ? '' : '\n';
    return {
      async write(entry) {
        try {
          const line = journalEntrySchema.parse({ ...entry, at: now().toISOString() });
          await file.appendFile(`${before}${JSON.stringify(line)}\n`);
          before = '';
          await file.sync();
        } catch (error) {
          before = '\n';
          throw cannotWrite(error);
        }
      },
      close: () => file.close(),
    };
  } catch (error) {
    throw cannotWrite(error);
  }
}

/**
 * All runs on record, newest first, and the names of the records of which not even the plan can be read.
 * @throws AppError `journal.cannotRead` when the folder is there but closed.
 */
export async function listRuns(dataDir: string): Promise<{ runs: RunSummary[]; unreadable: string[] }> {
  const folder = join(dataDir, 'runs');
  const names = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw cannotRead('The records of earlier runs cannot be read.', error);
  });
  const runs: RunSummary[] = [];
  const unreadable: string[] = [];
  for (const name of names.filter((candidate) => candidate.endsWith('.jsonl'))) {
    const text = await readFile(join(folder, name), 'utf8').catch(() => '');
    const run = summariseRun(linesOf(text));
    if (run) runs.push(run);
    else unreadable.push(name);
  }
  runs.sort((one, other) => (one.started < other.started ? 1 : -1));
  return { runs, unreadable };
}

/** How far a run had come. @throws AppError like `readRun` */
export async function readProgress(dataDir: string, runId: string): Promise<RunProgress> {
  const progress = progressOf(await readLines(dataDir, runId));
  if (!progress) throw damagedRecord();
  return progress;
}

/**
 * All that is on record of one run.
 * @throws AppError `journal.unknownRun`, and `journal.cannotRead` when there is a record that says nothing.
 */
export async function readRun(dataDir: string, runId: string): Promise<RunDetail> {
  const run = detailRun(await readLines(dataDir, runId));
  if (!run) throw damagedRecord();
  return run;
}

async function readLines(dataDir: string, runId: string): Promise<string[]> {
  // The id may come from a page, and must lead to no file but a run's.
  if (!/^[\w-]+$/.test(runId)) throw unknownRun();
  const path = join(dataDir, 'runs', `${runId}.jsonl`);
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw error.code === 'ENOENT'
      ? unknownRun()
      : cannotRead('The record of this run cannot be read.', error);
  });
  return linesOf(text);
}

function damagedRecord(): AppError {
  return cannotRead('The record of this run is damaged: not even its plan can be read.');
}

function linesOf(text: string): string[] {
  return text.split('\n').filter((line) => line !== '');
}

function unknownRun(): AppError {
  return new AppError({
    code: 'journal.unknownRun',
    message: 'There is no record of such a run.',
    hint: 'Look through the list of runs again: its record may have been removed.',
  });
}

function cannotRead(message: string, cause?: unknown): AppError {
  return new AppError(
    {
      code: 'journal.cannotRead',
      message,
      hint: 'Check the folder in which this app keeps its data, and your permission to read it.',
    },
    { cause },
  );
}

function cannotWrite(cause: unknown): AppError {
  return new AppError(
    {
      code: 'journal.cannotWrite',
      message: 'The record of the run cannot be written.',
      hint: 'Check the folder in which this app keeps its data, your permission to write there, and the room on the disk.',
    },
    { cause },
  );
}
