import { dirname } from 'node:path';
import { AppError } from '../contract/failure.ts';
import type { Head } from '../contract/reading.ts';
import type { RunPlan } from '../contract/run-plan.ts';
import type { AudienceReader, Watch } from './ports.ts';

/**
 * Opens the audience file of an earlier run once more, where it lay and as it was read.
 * @throws AppError `file.*`; one that is gone is looked for by nobody, so the user is told where it has to be.
 */
export async function openAgain(
  reader: AudienceReader,
  { path, reading }: Pick<RunPlan, 'path' | 'reading'>,
  watch?: Watch,
): Promise<Head> {
  const { beginning } = await reader.open(path, reading, watch).catch((error: unknown) => {
    if (!(error instanceof AppError) || error.code !== 'file.missing') throw error;
    const hint = `Put the file back under this name, in ${dirname(path)}, then try again.`;
    throw new AppError({ ...error.toFailure(), hint });
  });
  if (beginning.failure !== null) throw new AppError(beginning.failure);
  return beginning.head;
}
