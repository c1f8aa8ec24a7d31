import { styleText } from 'node:util';
import { connect } from '../application/connect.ts';
import { dataFolder } from '../application/data-folder.ts';
import { abandonRun, finishRun, followRun, reviewRun } from '../application/resume.ts';
import { readProgress } from '../application/run-journal.ts';
import { runReportSchema } from '../contract/run.ts';
import { CHECKING, FOLLOWING } from '../delivery/pacing.ts';
import type { RunProgress } from '../delivery/run-progress.ts';
import { isUnfinished, type RunRest, restOf } from '../delivery/run-rest.ts';
import { LARGEST_IMPORT_BYTES, meansFailure } from '../listrak/assumptions.ts';
import { startThreadedReader } from '../worker/threaded-reader.ts';
import type { Answer } from './answer.ts';
import { type CommandLine, WrongUse } from './arguments.ts';
import { ENVIRONMENT_ACCOUNT, openAccount } from './connection.ts';
import type { Progress } from './progress.ts';
import { exitCodeOf } from './push-file.ts';
import { reviewText, runText } from './report-text.ts';

const count = (value: number) => value.toLocaleString('en-US');
const total = (of: readonly { rows: number }[]) => of.reduce((sum, { rows }) => sum + rows, 0);

/**
 * A run that was cut off: says what is known of it, follows what Listrak took, and, with `--yes`, sends the rest. What may
 * have arrived is sent again only with `--send-again`.
 */
export async function resumeRun(
  { operands, options }: CommandLine,
  progress: Progress,
  signal: AbortSignal,
): Promise<Answer> {
  const [runId, extra] = operands;
  if (runId === undefined || extra !== undefined) throw new WrongUse('Name one run, as `runs` lists them.');
  const dataDir = dataFolder(options['data-dir']);
  const now = () => new Date();
  if (options.abandon) {
    if (options.yes || options['send-again'])
      throw new WrongUse('--abandon sends nothing: leave the others out.');
    await abandonRun(dataDir, runId, now);
    return { text: 'The run is left as it is.', json: { runId, state: 'abandoned' }, exitCode: 0 };
  }
  const { planned } = await readProgress(dataDir, runId);
  const account = await openAccount(placeOf(options, planned.account), progress);
  const reader = startThreadedReader(new URL('./review-worker.js', import.meta.url));
  try {
    progress.stage('Signing in to Listrak');
    const connection = await connect(account.client, account.name, planned.senderCode.id, signal);
    progress.finish(`${connection.senderCode.merchant}, ${connection.senderCode.code}`);
    const setting = { connection, dataDir, runId, now, follow: FOLLOWING, tell: progress.show, signal };
    const come = await followRun(setting);
    progress.finish();
    const rest = restOf(come, meansFailure);
    const known = whatIsKnown(come, rest);
    if (!isUnfinished(come, rest)) {
      return {
        text: `${known}\nThere is nothing left to send.`,
        json: { ...jsonOf(come, rest), left: 0 },
        exitCode: 0,
      };
    }
    const reviewed = await reviewRun(
      reader,
      connection,
      come,
      now,
      progress.show,
      signal,
      options['without-opt-outs'],
    );
    progress.finish(`${count(reviewed.review.rows.total)} rows`);
    const sendsAgain = options['send-again'] ?? false;
    const parts = rest.unsent ?? null;
    const again = sendsAgain ? rest.open.map(({ part }) => come.parts![part]!) : [];
    const measured = await Promise.all([...(parts ?? []), ...again].map((part) => reader.measurePart(part)));
    const left = parts === null ? reviewed.review.rows.ready : total(measured);
    const willSend = `${reviewText(reviewed.review, new Map(), planned.withoutOptOuts)}\n\n${known}\n${count(left)} rows would be sent now.`;
    if (!options.yes) {
      return {
        text: `${willSend} Nothing was sent: give the same command with --yes.`,
        json: { ...jsonOf(come, rest), left },
        exitCode: 2,
      };
    }
    progress.say(`\n${willSend}\n`);
    const report = await finishRun(setting, reader, reviewed, come, {
      sendsAgain,
      check: CHECKING,
      largestImportBytes: LARGEST_IMPORT_BYTES,
    });
    if (report.error === null) progress.finish();
    else progress.breakOff();
    progress.say('');
    return {
      text: runText(report, reviewed.review.consent, planned.withoutOptOuts, dataDir),
      json: runReportSchema.parse(report),
      exitCode: exitCodeOf(report, options),
    };
  } finally {
    await reader.close();
    await account.close();
  }
}

/** Where the command line says that Listrak is, else the run's own account. */
function placeOf({ account, api, auth }: CommandLine['options'], own: string): CommandLine['options'] {
  if (api !== undefined || auth !== undefined) return { ...(api && { api }), ...(auth && { auth }) };
  // The environment's credentials go by that name.
  if (account === undefined && own === ENVIRONMENT_ACCOUNT) return {};
  return { account: account ?? own };
}

function jsonOf({ planned }: RunProgress, { done, open, unsent }: RunRest) {
  return {
    runId: planned.runId,
    sent: total(done),
    mayHaveArrived: total(open),
    imports: [...done, ...open].map(({ importId, rows, state, status }) => ({
      id: importId,
      rows,
      state,
      status,
    })),
    planned: unsent === null ? null : unsent.length,
  };
}

/** Sent, perhaps sent, and not sent. */
function whatIsKnown({ planned }: RunProgress, { done, open, unsent }: RunRest): string {
  const lines = [
    styleText(
      'bold',
      `The run of ${planned.file.name}, begun ${planned.at}, to ${planned.account} ${planned.senderCode.code}:`,
    ),
    `  ${count(total(done))} rows were sent, in ${done.length} imports that Listrak took.`,
  ];
  for (const { rows, state, status, importId } of open) {
    lines.push(
      state === 'over'
        ? `  ${count(rows)} rows: Listrak ended import ${importId} with “${status}”; which of them were updated is not known. --send-again sends them again.`
        : `  ${count(rows)} rows may have arrived: the import left, and no answer is on record. --send-again sends them again, which does no harm.`,
    );
  }
  lines.push(
    unsent === null
      ? '  Of everything, nothing had been sent yet.'
      : `  ${count(total(unsent))} rows, in ${unsent.length} imports, were certainly not sent.`,
  );
  return lines.join('\n');
}
