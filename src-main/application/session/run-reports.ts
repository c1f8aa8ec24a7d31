import { basename, dirname } from 'node:path';
import type { CommandAnswer, CommandInput } from '../../contract/commands.ts';
import { saveReport } from '../save-report.ts';
import { refuseWhileSending, type StepContext } from './surroundings.ts';

/** Asks where to save the report of a run, and saves it there. */
export async function saveRunReport(
  context: StepContext,
  { runId, format, showPhones }: CommandInput<'saveRunReport'>,
): Promise<CommandAnswer<'saveRunReport'>> {
  // Its record has no end yet, and a report of half of it would be taken for the whole.
  if (context.store.state.sending.active?.runId === runId) refuseWhileSending(context);
  const place = await context.pickPlace(`run-${runId}.${format}`);
  if (place === null) return { savedAs: null, folder: null };
  // Another than the one whose file is open.
  const reader = showPhones ? context.startReader() : null;
  try {
    await saveReport(context.kept, runId, format, place, reader);
  } finally {
    await reader?.close();
  }
  return { savedAs: basename(place), folder: basename(dirname(place)) };
}
