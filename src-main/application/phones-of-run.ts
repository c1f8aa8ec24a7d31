import type { CountryCode } from 'libphonenumber-js/max';
import { AppError } from '../contract/failure.ts';
import type { RunDetail } from '../contract/sending.ts';
import type { Kept } from './kept.ts';
import { openAgain } from './open-again.ts';
import type { AudienceReader } from './ports.ts';
import { readProgress } from './run-journal.ts';

/**
 * The phones of the rows that a run's report speaks of, by their numbers in a spreadsheet. The record has none of them, so the
 * audience file is read again, just as it was read for the run.
 * @throws AppError `journal.*`, `report.*`, `file.*`
 */
export async function phonesOfRun(
  reader: AudienceReader,
  kept: Kept,
  run: RunDetail,
  signal?: AbortSignal,
): Promise<Map<number, number>> {
  const rows = rowsTold(run);
  if (rows.length === 0) return new Map();
  const watch = { signal };
  const { planned } = await readProgress(kept, run.runId);
  const { plan } = planned;
  if (!plan) throw noFile();
  await openAgain(reader, plan, watch);
  const { columns, keep, today } = plan;
  // A phone is the same whoever opted in.
  const consent = { kind: 'none' } as const;
  const country = plan.country as CountryCode;
  const review = await reader.review(
    { columns, consent, usesConsentFile: false, country, keep, today },
    watch,
  );
  if (review.file.sha256 !== planned.file.sha256) throw otherFile(planned.file.name);
  return new Map(await reader.phonesAt(rows));
}

function rowsTold({ differences, unknownRows, refusedRows }: RunDetail): number[] {
  return [...new Set([...unknownRows, ...[...differences, ...refusedRows].map(({ row }) => row)])];
}

function otherFile(name: string): AppError {
  return new AppError({
    code: 'report.otherFile',
    message: `“${name}” is not the file any more that the run was made of, so its phones cannot be shown.`,
    hint: 'Put the file of that time back in its place, or save the report without phones: it names the rows of the file.',
  });
}

function noFile(): AppError {
  return new AppError({
    code: 'report.noFile',
    message: 'The record of this run does not say where its file lay, so its phones cannot be shown.',
    hint: 'Save the report without them: it names the rows of the file.',
  });
}
