import { basename, extname } from 'node:path';
import { saveReport } from '../application/save-report.ts';
import { REPORT_FORMATS } from '../contract/run.ts';
import { startThreadedReader } from '../worker/threaded-reader.ts';
import type { Answer } from './answer.ts';
import { type CommandLine, WrongUse } from './arguments.ts';
import { keptAt } from './kept.ts';
import { orWrongUse } from './reading.ts';

/** Writes the report of a run on record; the file's ending says as what. */
export async function reportRun({ operands, options }: CommandLine, signal: AbortSignal): Promise<Answer> {
  const [runId, extra] = operands;
  const { out } = options;
  if (runId === undefined || extra !== undefined) throw new WrongUse('Name one run, as `runs` lists them.');
  const ending = extname(out ?? '')
    .slice(1)
    .toLowerCase();
  const format = REPORT_FORMATS.find((one) => one === ending);
  if (out === undefined || format === undefined) {
    throw new WrongUse('Say where to write the report, as in --out REPORT.html, or .csv, or .json.');
  }
  const reader = options['show-phones']
    ? startThreadedReader(new URL('./review-worker.js', import.meta.url))
    : null;
  try {
    await orWrongUse(saveReport(keptAt(options), runId, format, out, reader, signal));
  } finally {
    await reader?.close();
  }
  return {
    text: `The report is saved as ${basename(out)}.`,
    json: { runId, out: basename(out) },
    exitCode: 0,
  };
}
