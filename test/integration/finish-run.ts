import { finishRun, followRun, reviewRun } from '../../src-main/application/resume.ts';
import type { RunReport } from '../../src-main/contract/run.ts';
import { type Prepared, type pushing, QUICK } from './pushing.ts';

/** Goes on with a push that was cut off, by the user's word to send again what may have arrived. */
export async function finishSending(
  it: ReturnType<typeof pushing>,
  { connection }: Prepared,
  largestImportBytes: number,
): Promise<RunReport> {
  const now = () => new Date();
  const tell = () => {};
  const setting = { connection, kept: it.kept, runId: 'run', now, follow: QUICK, tell };
  const progress = await followRun(setting);
  const reviewed = await reviewRun(it.reader, connection, progress, now, tell);
  const choice = { sendsAgain: true, check: QUICK, largestImportBytes };
  return await finishRun(setting, it.reader, reviewed, progress, choice);
}
