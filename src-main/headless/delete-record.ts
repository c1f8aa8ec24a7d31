import { dataFolder } from '../application/data-folder.ts';
import { deleteRun } from '../application/delete-run.ts';
import type { Answer } from './answer.ts';
import type { Options } from './arguments.ts';

/** Deletes the record of a run; without `--yes` it says what that means. @param run as `runs` lists it, so that a damaged one may be named by its file. */
export async function deleteRecord(run: string, options: Options): Promise<Answer> {
  const runId = run.replace(/\.jsonl$/, '');
  if (!options.yes) {
    const error = {
      code: 'runs.notConfirmed',
      message: `The record of the run “${runId}” was not deleted, since --yes was not given.`,
      hint: 'Once it is deleted, nothing on this computer says what that run sent, and an unfinished run can no longer be finished or followed; nothing changes at Listrak, and the audience file stays. If that is what you want, give the same command with --yes.',
    };
    return { text: `${error.message}\n${error.hint}`, json: { error }, exitCode: 2 };
  }
  await deleteRun(dataFolder(options['data-dir']), runId);
  return {
    text: `The record of the run “${runId}” is deleted from this computer.`,
    json: { deleted: runId },
    exitCode: 0,
  };
}
