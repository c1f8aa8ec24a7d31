import { basename, extname } from 'node:path';
import { dataFolder } from '../application/data-folder.ts';
import { saveReport } from '../application/save-report.ts';
import { REPORT_FORMATS } from '../contract/run.ts';
import type { Answer } from './answer.ts';
import { type CommandLine, WrongUse } from './arguments.ts';
import { orWrongUse } from './reading.ts';

/** Writes the report of a run on record; the file's ending says as what. */
export async function reportRun({ operands, options }: CommandLine): Promise<Answer> {
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
  await orWrongUse(saveReport(dataFolder(options['data-dir']), runId, format, out));
  return {
    text: `The report is saved as ${basename(out)}.`,
    json: { runId, out: basename(out) },
    exitCode: 0,
  };
}
