import { randomBytes } from 'node:crypto';
import type { SampleOrder } from '../application/import-file.ts';
import { push } from '../application/push.ts';
import { nothingReady } from '../application/push-failures.ts';
import type { ReviewedFile } from '../application/review.ts';
import { newRunId } from '../application/run-id.ts';
import { type RunReport, runReportSchema } from '../contract/run.ts';
import { CHECKING, FOLLOWING } from '../delivery/pacing.ts';
import { LARGEST_IMPORT_BYTES } from '../listrak/assumptions.ts';
import type { Answer } from './answer.ts';
import { type CommandLine, type Options, oneOf, wholeNumber } from './arguments.ts';
import { keptAt, sayIfPlain } from './kept.ts';
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
  return await withReading(line, true, progress, signal, async (audience) => {
    const { reader, reviewed, connection, advice, withoutOptOuts, source } = audience;
    const text = reviewText(reviewed.review, advice, withoutOptOuts);
    if (!options.yes) return notConfirmed(reviewed, text);
    progress.say(`\n${text}\n`);
    const kept = keptAt(options);
    await sayIfPlain(kept, progress);
    const report = await push({
      connection: connection!,
      reader,
      reviewed,
      scope: 'both',
      sample,
      provenBy: null,
      seed,
      withoutOptOuts,
      source,
      kept,
      largestImportBytes: LARGEST_IMPORT_BYTES,
      runId: newRunId(new Date()),
      now: () => new Date(),
      follow: FOLLOWING,
      check: CHECKING,
      tell: progress.show,
      signal,
    });
    const { consent } = reviewed.review;
    report.error &&= withOptions(report.error);
    if (report.error === null) progress.finish();
    else progress.breakOff();
    progress.say('');
    return {
      text: runText(report, consent, withoutOptOuts, kept.dataDir, options),
      json: { ...runReportSchema.parse(report), consent, withoutOptOuts },
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

function notConfirmed(reviewed: ReviewedFile, text: string): Answer {
  const { ready } = reviewed.review.rows;
  const error =
    ready === 0
      ? withOptions(nothingReady(reviewed))
      : {
          code: 'push.notConfirmed',
          message: `${ready.toLocaleString('en-US')} rows are ready to be sent; nothing was sent, since --yes was not given.`,
          hint: 'Look through the review, then give the same command with --yes.',
        };
  return {
    text: `${text}\n\n${error.message}\n${error.hint}`,
    json: { error, review: reviewJson(reviewed.review) },
    exitCode: 2,
  };
}

/** Of a run that came to its end in some way. */
export function exitCodeOf({ state, rows, error }: RunReport, { strict }: Options): Answer['exitCode'] {
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
