import { randomBytes } from 'node:crypto';
import { dataFolder } from '../application/data-folder.ts';
import type { SampleOrder } from '../application/import-file.ts';
import { push } from '../application/push.ts';
import { newRunId } from '../application/run-id.ts';
import type { Review } from '../contract/review.ts';
import { type RunReport, runReportSchema } from '../contract/run.ts';
import { CHECKING, FOLLOWING } from '../delivery/pacing.ts';
import { LARGEST_IMPORT_BYTES } from '../listrak/assumptions.ts';
import type { Answer } from './answer.ts';
import { type CommandLine, type Options, oneOf, wholeNumber } from './arguments.ts';
import { withOptions } from './option-hints.ts';
import type { Progress } from './progress.ts';
import { withReading } from './reading.ts';
import { reviewText, runText } from './report-text.ts';
import { reviewJson } from './review-json.ts';

const DEFAULT_SAMPLE = 10;
const LARGEST_SAMPLE = 100;

/**
 * The whole job: review, Listrak's opt-outs, sample, check, everything, check. What will be sent and what will not is
 * shown before anything is; without `--yes` it ends there.
 */
export async function pushFile(line: CommandLine, progress: Progress, signal: AbortSignal): Promise<Answer> {
  const { options } = line;
  const seed =
    options.seed === undefined
      ? randomBytes(4).readUInt32BE()
      : wholeNumber('seed', options.seed, 0, 4_294_967_295);
  const sample = sampleOf(options, seed);
  return await withReading(line, true, progress, signal, async ({ reader, reviewed, connection }) => {
    if (!options.yes) return notConfirmed(reviewed.review);
    progress.say(`\n${reviewText(reviewed.review)}\n`);
    const dataDir = dataFolder(options['data-dir']);
    const report = await push({
      connection: connection!,
      reader,
      reviewed,
      scope: 'both',
      sample,
      provenBy: null,
      seed,
      withoutConsentInformation: !reviewed.columns.some(({ role }) => role === 'optIn'),
      dataDir,
      largestImportBytes: LARGEST_IMPORT_BYTES,
      runId: newRunId(new Date()),
      now: () => new Date(),
      follow: FOLLOWING,
      check: CHECKING,
      tell: progress.show,
      signal,
    });
    report.error &&= withOptions(report.error);
    if (report.error === null) progress.finish();
    else progress.breakOff();
    progress.say('');
    return {
      text: runText(report, dataDir),
      json: runReportSchema.parse(report),
      exitCode: exitCodeOf(report, options),
    };
  });
}

function sampleOf(options: Options, seed: number): SampleOrder | null {
  const count = wholeNumber('sample', options.sample ?? String(DEFAULT_SAMPLE), 1, LARGEST_SAMPLE);
  const kind = oneOf('sample-choice', options['sample-choice'] ?? 'random', ['random', 'first']);
  if (options['skip-sample']) return null;
  return { count, choice: kind === 'first' ? { kind } : { kind, seed } };
}

function notConfirmed(review: Review): Answer {
  const error = {
    code: 'push.notConfirmed',
    message: `${review.rows.ready.toLocaleString('en-US')} rows are ready to be sent; nothing was sent, since --yes was not given.`,
    hint: 'Look through the review, then give the same command with --yes.',
  };
  return {
    text: `${reviewText(review)}\n\n${error.message}\n${error.hint}`,
    json: { error, review: reviewJson(review) },
    exitCode: 2,
  };
}

function exitCodeOf({ state, rows, error }: RunReport, { strict }: Options): Answer['exitCode'] {
  switch (state) {
    case 'finished':
      return error || (strict && rows.ready < rows.total) ? 3 : 0;
    case 'failed':
    case 'importFailed':
    case 'mayHaveArrived':
    case 'stopped':
      return 1;
    default:
      return 3;
  }
}
