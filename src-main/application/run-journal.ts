import { constants, mkdir, open, readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '../contract/failure.ts';
import type { HistoryState, RunDetail, RunSummary } from '../contract/sending.ts';
import { type JournalEntry, journalEntrySchema } from '../delivery/journal-entry.ts';
import { progressOf, type RunProgress } from '../delivery/run-progress.ts';
import { detailRun, summariseRun } from '../delivery/run-record.ts';
import { type Kept, type Locked, unsealed } from './kept.ts';
import { isLocked, takeLock } from './lock.ts';

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
 * Opens the journal of a run, a new one or one to be gone on with: `<dataDir>/runs/<runId>.jsonl`, readable by its owner alone. Each line is
 * encrypted by itself, and flushed to the disk before `write` resolves.
 * @throws AppError `journal.cannotWrite`: without a record nothing is sent; `run.beingSent` while another process has it open.
 */
export async function openJournal(
  kept: Kept,
  runId: string,
  now: () => Date,
  how: 'begin' | 'goOn' = 'begin',
): Promise<RunJournal> {
  const folder = join(kept.dataDir, 'runs');
  const lock = await takeLock(lockOf(kept.dataDir, runId));
  if (!lock) throw beingSent();
  try {
    // Asked for once: a keychain that is locked later on must not keep the run from its record.
    const seal = await kept.seal();
    await mkdir(folder, { recursive: true, mode: 0o700 });
    // A record that was deleted meanwhile must not begin anew in the middle.
    const flags = how === 'begin' ? 'ax' : constants.O_WRONLY | constants.O_APPEND;
    const path = join(folder, `${runId}.jsonl`);
    const file = await open(path, flags, 0o600);
    let isEmpty = how === 'begin';
    // A line that was written in part must not spoil the next one.
    let before = how === 'begin' ? '' : '\n';
    return {
      async write(entry) {
        try {
          const line = JSON.stringify(journalEntrySchema.parse({ ...entry, at: now().toISOString() }));
          await file.appendFile(`${before}${seal?.close(line, runId) ?? line}\n`);
          before = '';
          await file.sync();
          isEmpty = false;
        } catch (error) {
          before = '\n';
          // Of a run that could not even be planned nothing was sent, and there is nothing to be read.
          if (isEmpty) await rm(path, { force: true }).catch(() => {});
          throw cannotWrite(error);
        }
      },
      close: async () => {
        await lock.release();
        await file.close();
      },
    };
  } catch (error) {
    await lock.release();
    const isGone = how === 'goOn' && (error as NodeJS.ErrnoException).code === 'ENOENT';
    throw isGone ? unknownRun() : cannotWrite(error);
  }
}

/**
 * All runs on record, newest first, and the names of the records of which not even the plan can be read, or whose key is not
 * here.
 * @throws AppError `journal.cannotRead` when the folder is there but closed.
 */
export async function listRuns(kept: Kept): Promise<Omit<HistoryState, 'failure'>> {
  const folder = join(kept.dataDir, 'runs');
  const names = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw cannotRead('The records of earlier runs cannot be read.', error);
  });
  const runs: RunSummary[] = [];
  const unreadable: string[] = [];
  const sealed = { names: [] as string[], why: null as Locked | null };
  for (const name of names.filter((candidate) => candidate.endsWith('.jsonl'))) {
    const read = async () =>
      await openedLines(
        kept,
        name.slice(0, -'.jsonl'.length),
        await readFile(join(folder, name), 'utf8').catch(() => ''),
      );
    const { lines, locked } = await read();
    const run = summariseRun(lines);
    if (locked) {
      sealed.names.push(name);
      sealed.why = locked;
    } else if (run) runs.push(await asOfNow(kept, run, async () => summariseRun((await read()).lines)));
    else unreadable.push(name);
  }
  runs.sort((one, other) => (one.started < other.started ? 1 : -1));
  const { why } = sealed;
  return { runs, unreadable, sealed: why && { ...sealed, why } };
}

/** How far a run had come. @throws AppError like `readRun` */
export async function readProgress(kept: Kept, runId: string): Promise<RunProgress> {
  const progress = progressOf(await readLines(kept, runId));
  if (!progress) throw damagedRecord();
  return progress;
}

/**
 * All that is on record of one run.
 * @throws AppError `journal.unknownRun`, `journal.sealed` when its key is not here, and `journal.cannotRead` when there is a
 * record that says nothing.
 */
export async function readRun(kept: Kept, runId: string): Promise<RunDetail> {
  const read = async () => detailRun(await readLines(kept, runId));
  const run = await read();
  if (!run) throw damagedRecord();
  return await asOfNow(kept, run, read);
}

/**
 * A run whose record has no end, and which some process goes on with just now, is no unfinished one.
 * @param readAgain since it may have come to its end after its record was read, and before that was asked.
 */
async function asOfNow<Run extends Pick<RunSummary, 'runId' | 'state'>>(
  { dataDir }: Kept,
  run: Run,
  readAgain: () => Promise<Run | null>,
): Promise<Run> {
  if (run.state !== 'unfinished') return run;
  if (await isLocked(lockOf(dataDir, run.runId))) return { ...run, state: 'beingSent' };
  return (await readAgain()) ?? run;
}

/** What only one process has at a time. */
function lockOf(dataDir: string, runId: string): string {
  return `run ${dataDir} ${runId}`;
}

/**
 * Does something with a run that no process may go on with meanwhile.
 * @throws AppError `run.beingSent`
 */
export async function whileNotBeingSent(
  dataDir: string,
  runId: string,
  work: () => Promise<void>,
): Promise<void> {
  const lock = await takeLock(lockOf(dataDir, runId));
  if (!lock) throw beingSent();
  try {
    await work();
  } finally {
    await lock.release();
  }
}

/**
 * Where the record of a run lies. The id may come from a page, and must lead to no file but a run's.
 * @throws AppError `journal.unknownRun`
 */
export function recordPath(dataDir: string, runId: string): string {
  if (!/^[\w-]+$/.test(runId)) throw unknownRun();
  return join(dataDir, 'runs', `${runId}.jsonl`);
}

async function readLines(kept: Kept, runId: string): Promise<string[]> {
  const text = await readFile(recordPath(kept.dataDir, runId), 'utf8').catch(
    (error: NodeJS.ErrnoException) => {
      throw error.code === 'ENOENT'
        ? unknownRun()
        : cannotRead('The record of this run cannot be read.', error);
    },
  );
  const { lines, locked } = await openedLines(kept, runId, text);
  if (locked) throw sealedRecord(locked);
  return lines;
}

function beingSent(): AppError {
  return new AppError({
    code: 'run.beingSent',
    message:
      'Another window or command of this app is at work on this run just now, so nothing was done to it from here.',
    hint: 'Wait until that is over, then look at the run again.',
  });
}

function damagedRecord(): AppError {
  return cannotRead('The record of this run is damaged: not even its plan can be read.');
}

/** The lines of a record, opened. None where one of them is locked: without it the others might say that less was sent. */
async function openedLines(
  kept: Kept,
  runId: string,
  record: string,
): Promise<{ lines: string[]; locked: Locked | null }> {
  const lines: string[] = [];
  for (const line of record.split('\n')) {
    const { text, locked } = await unsealed(kept, line, runId);
    if (locked) return { lines: [], locked };
    if (text) lines.push(text);
  }
  return { lines, locked: null };
}

function sealedRecord(locked: Locked): AppError {
  return new AppError(
    locked === 'noKeychain'
      ? {
          code: 'journal.sealed',
          message: 'The record of this run is encrypted, and the keychain that has its key cannot be opened.',
          hint: 'Unlock this computer’s keychain and try again.',
        }
      : {
          code: 'journal.sealed',
          message:
            'The record of this run is encrypted with a key that this computer’s keychain does not have.',
          hint: 'Bring the keychain of that time back; Listrak’s own list of imports says what arrived.',
        },
  );
}

export function unknownRun(): AppError {
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
