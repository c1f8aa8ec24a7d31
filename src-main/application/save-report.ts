import type { ReportFormat } from '../contract/run.ts';
import { runReport } from '../delivery/run-report.ts';
import { readProgress, readRun } from './run-journal.ts';
import { writeFileWhole } from './write-file.ts';

/**
 * Writes the report of a run on record to a file, never over the audience file that the run sent.
 * @throws AppError `journal.*`, `output.*`
 */
export async function saveReport(
  dataDir: string,
  runId: string,
  format: ReportFormat,
  path: string,
): Promise<void> {
  const text = runReport(await readRun(dataDir, runId), format);
  const { planned } = await readProgress(dataDir, runId);
  async function* bytes() {
    yield Buffer.from(text);
  }
  await writeFileWhole(path, planned.plan?.path ?? '', bytes());
}
