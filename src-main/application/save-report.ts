import type { ReportFormat } from '../contract/run.ts';
import { runReport } from '../delivery/run-report.ts';
import type { Kept } from './kept.ts';
import { phonesOfRun } from './phones-of-run.ts';
import type { AudienceReader } from './ports.ts';
import { readProgress, readRun } from './run-journal.ts';
import { writeFileWhole } from './write-file.ts';

/**
 * Writes the report of a run on record to a file, never over the audience file that the run sent.
 * @param phones what reads the audience file again, where phones are to be shown; null where they stay masked.
 * @throws AppError `journal.*`, `output.*`, and like `phonesOfRun`
 */
export async function saveReport(
  kept: Kept,
  runId: string,
  format: ReportFormat,
  path: string,
  phones: AudienceReader | null,
  signal?: AbortSignal,
): Promise<void> {
  const run = await readRun(kept, runId);
  const text = runReport(run, format, phones && (await phonesOfRun(phones, kept, run, signal)));
  const { planned } = await readProgress(kept, runId);
  async function* bytes() {
    yield Buffer.from(text);
  }
  await writeFileWhole(path, planned.plan?.path ?? '', bytes());
}
