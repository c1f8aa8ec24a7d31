import { isDeepStrictEqual } from 'node:util';
import type { CountryCode } from 'libphonenumber-js/max';
import { AppError } from '../contract/failure.ts';
import type { RunReport } from '../contract/run.ts';
import { isOfSenderCode } from '../contract/unfinished.ts';
import { totalOf } from '../delivery/contact-updates.ts';
import type { Pace } from '../delivery/pacing.ts';
import type { RunProgress } from '../delivery/run-progress.ts';
import { isUnfinished, restOf } from '../delivery/run-rest.ts';
import { meansFailure } from '../listrak/assumptions.ts';
import { unlistedSystemFields } from '../listrak/contact-values.ts';
import { ListrakError } from '../listrak/listrak-error.ts';
import type { Connection } from './connect.ts';
import { followImport } from './deliver-import.ts';
import type { Kept } from './kept.ts';
import { openAgain } from './open-again.ts';
import { readOptOuts } from './opt-outs.ts';
import type { AudienceReader, ReviewRequest } from './ports.ts';
import { push } from './push.ts';
import type { Tell } from './push-events.ts';
import type { ReviewedFile } from './review.ts';
import { openJournal, readProgress } from './run-journal.ts';

interface Setting {
  connection: Connection;
  kept: Kept;
  runId: string;
  now: () => Date;
  follow: Pace;
  tell: Tell;
  signal?: AbortSignal | undefined;
}

/**
 * Follows the imports of a run that Listrak took, and whose end was not seen, to their end, and notes it; also that the run is
 * over, if that was all. Sends nothing.
 * @returns how far the run has come then.
 * @throws AppError `run.otherAccount`, `journal.*`
 */
export async function followRun(setting: Setting): Promise<RunProgress> {
  const { connection, kept, runId, now, follow, tell, signal } = setting;
  const progress = await readProgress(kept, runId);
  assertSameAccount(progress, connection);
  const taken = progress.imports.filter(({ state }) => state === 'taken');
  const isSettled = progress.ended !== null || isUnfinished(progress, restOf(progress, meansFailure));
  if (taken.length === 0 && isSettled) return progress;
  const journal = await openJournal(kept, runId, now, 'goOn');
  try {
    // Somebody else may have followed or finished it until nobody else could any more.
    const stands = await readProgress(kept, runId);
    if (!isDeepStrictEqual(stands, progress)) return stands;
    for (const { importId, ...one } of taken) {
      const known = { ...one, importId: importId! };
      const { unrecorded } = await followImport(connection, known, journal, follow, tell, signal, null);
      if (unrecorded) throw unrecorded;
    }
    const come = await readProgress(kept, runId);
    const rest = restOf(come, meansFailure);
    const sent = rest.done.reduce((sum, { rows }) => sum + rows, 0);
    // All of it was sent, and nothing is left but to say so.
    if ((sent > 0 || come.updates) && !isUnfinished(come, rest))
      await journal.write({ kind: 'ended', state: endOf(come), sent, error: null });
  } finally {
    await journal.close();
  }
  return await readProgress(kept, runId);
}

/** How a run came out of which all was sent, and the end was not put on record. */
function endOf({ check, updates }: RunProgress): 'finished' | 'finishedWithDifferences' | 'notChecked' {
  if (check === null) return 'notChecked';
  if (check.differ > 0 || (updates && totalOf(updates).refused > 0)) return 'finishedWithDifferences';
  return check.match > 0 ? 'finished' : 'notChecked';
}

/**
 * Reads the file of a run that was cut off once more, and judges it just as it was: what of it is ready now, those left out
 * who have opted out in Listrak since.
 * @param withoutOptOuts whether the user goes on, by a new word, although Listrak cannot be asked who is opted out.
 * @throws AppError `run.*` when the run cannot be finished; then nothing was sent.
 */
export async function reviewRun(
  reader: AudienceReader,
  connection: Connection,
  progress: RunProgress,
  now: () => Date,
  tell: Tell,
  signal?: AbortSignal,
  withoutOptOuts = false,
): Promise<ReviewedFile> {
  const { planned } = progress;
  const { plan } = planned;
  assertSameAccount(progress, connection);
  // Without the line that says how everything was split, nobody knows which rows an import had that is out.
  const isOut = progress.imports.some(({ purpose, state }) => purpose === 'push' && state !== 'notTaken');
  if (!plan || planned.scope === 'sample' || (isOut && progress.parts === null)) throw cannotBeFinished();
  const watch = {
    onProgress: (read: { bytes: number; ofBytes: number }) => tell({ stage: 'reading', ...read }),
    signal,
  };
  const { header } = await openAgain(reader, plan, watch);
  const country = plan.country as CountryCode;
  if (plan.consentFile) {
    const { path, choice, sha256 } = plan.consentFile;
    const read = await reader.readConsentFile(path, choice, header, country, watch);
    if (read.sha256 !== sha256) throw otherFile(read.name);
  }
  const known = [...connection.fields, ...unlistedSystemFields(connection.fields)];
  for (const { field } of plan.columns) {
    const live = field && known.find(({ id }) => id === field.id);
    if (field && (!live || live.disabled || live.dataType !== field.dataType)) throw fieldChanged(field.name);
  }
  const { columns, consent, keep, today } = plan;
  const request: ReviewRequest = {
    columns,
    consent,
    usesConsentFile: plan.consentFile !== null,
    country,
    keep,
    today,
  };
  const review = await reader.review(request, watch);
  if (review.file.sha256 !== planned.file.sha256) throw otherFile(planned.file.name);
  const fields = columns.flatMap(({ role, field }) => (role === 'field' && field ? [field] : []));
  const reviewed = { review, columns, fields, request };
  const onCount = (count: number) => tell({ stage: 'optOuts', count });
  try {
    reviewed.review = await reader.leaveOut(await readOptOuts(connection, country, now, onCount, signal));
  } catch (error) {
    if (signal?.aborted || !withoutOptOuts || !(error instanceof ListrakError)) throw error;
  }
  return reviewed;
}

/**
 * Sends what a run that was cut off had not sent yet. What may have arrived is sent again only by the user's word.
 * @param reviewed what `reviewRun` answered.
 * @throws AppError only while nothing was sent.
 */
export async function finishRun(
  setting: Setting,
  reader: AudienceReader,
  reviewed: ReviewedFile,
  progress: RunProgress,
  choice: { sendsAgain: boolean; check: Pace; largestImportBytes: number; gate?: () => Promise<void> },
): Promise<RunReport> {
  const { planned } = progress;
  const { plan, sample, seed, withoutOptOuts } = planned;
  const { sendsAgain, ...paces } = choice;
  const common = {
    ...setting,
    ...paces,
    reader,
    reviewed,
    seed,
    withoutOptOuts,
    source: plan!,
    earlier: { progress, sendsAgain },
  };
  if (planned.scope === 'push') {
    return await push({ ...common, scope: 'push', sample: null, provenBy: planned.provenBy });
  }
  return await push({ ...common, scope: 'both', sample, provenBy: null });
}

/**
 * Puts on record that a run that was cut off is left as it is.
 * @throws AppError `journal.*`, `run.beingSent`, and `run.notUnfinished` where nothing of it is left
 */
export async function abandonRun(kept: Kept, runId: string, now: () => Date): Promise<void> {
  const journal = await openJournal(kept, runId, now, 'goOn');
  try {
    const progress = await readProgress(kept, runId);
    if (!isUnfinished(progress, restOf(progress, meansFailure))) throw notUnfinished();
    const sent = progress.imports
      .filter(({ purpose, importId }) => purpose === 'push' && importId !== null)
      .reduce((sum, { rows }) => sum + rows, 0);
    await journal.write({ kind: 'ended', state: 'abandoned', sent, error: null });
  } finally {
    await journal.close();
  }
}

function notUnfinished(): AppError {
  return new AppError({
    code: 'run.notUnfinished',
    message: 'Nothing of this run is left to be finished, so its record stays as it is.',
    hint: 'Look at what came of it in its record.',
  });
}

function assertSameAccount({ planned }: RunProgress, { account, senderCode }: Connection): void {
  const { id, code } = planned.senderCode;
  const run = { account: planned.account, senderCode: code, senderCodeId: id };
  if (isOfSenderCode(run, { account, senderCode })) return;
  throw new AppError({
    code: 'run.otherAccount',
    message: `The run was of the account “${planned.account}” and sender code ${planned.senderCode.code}, not of this one. Nothing was sent.`,
    hint: 'Connect to that account and sender code first.',
  });
}

function cannotBeFinished(): AppError {
  return new AppError({
    code: 'run.cannotBeFinished',
    message: 'The record does not have all that it takes to finish the run. Nothing was sent.',
    hint: 'Open its file and send it anew: an update that is repeated does no harm.',
  });
}

function fieldChanged(name: string): AppError {
  return new AppError({
    code: 'run.fieldChanged',
    message: `The profile field “${name}” is not what it was when the run began, so the run cannot be finished. Nothing was sent.`,
    hint: 'Open the file and map it anew, then send it: an update that is repeated does no harm.',
  });
}

function otherFile(name: string): AppError {
  return new AppError({
    code: 'run.otherFile',
    message: `“${name}” is not the file that it was when the run began, so the run cannot be finished. Nothing was sent.`,
    hint: 'Put the file of that time back in its place; or open this one, look through it, and send it as a new run.',
  });
}
