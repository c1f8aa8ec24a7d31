import { styleText } from 'node:util';
import { connect } from '../application/connect.ts';
import { contactsLeft } from '../application/contact-pass.ts';
import { abandonRun, finishRun, followRun, reviewRun } from '../application/resume.ts';
import { readProgress } from '../application/run-journal.ts';
import { runReportSchema } from '../contract/run.ts';
import { totalOf } from '../delivery/contact-updates.ts';
import { CHECKING, FOLLOWING } from '../delivery/pacing.ts';
import type { RunProgress } from '../delivery/run-progress.ts';
import { isOnlyCheckLeft, isUnfinished, type RunRest, restOf } from '../delivery/run-rest.ts';
import { LARGEST_IMPORT_BYTES, meansFailure } from '../listrak/assumptions.ts';
import { startThreadedReader } from '../worker/threaded-reader.ts';
import type { Answer } from './answer.ts';
import { type CommandLine, WrongUse } from './arguments.ts';
import { ENVIRONMENT_ACCOUNT, openAccount } from './connection.ts';
import { keptAt, sayIfPlain } from './kept.ts';
import type { Progress } from './progress.ts';
import { exitCodeOf } from './push-file.ts';
import { reviewText, runText } from './report-text.ts';

const count = (value: number) => value.toLocaleString('en-US');
const counts = (value: number, what: string) => `${count(value)} ${what}${value === 1 ? '' : 's'}`;
const time = (iso: string) => `${iso.slice(0, 16).replace('T', ' ')} UTC`;
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
  const kept = keptAt(options);
  const now = () => new Date();
  if (options.abandon) {
    if (options.yes || options['send-again'])
      throw new WrongUse('--abandon sends nothing: leave the others out.');
    await sayIfPlain(kept, progress);
    await abandonRun(kept, runId, now);
    return { text: 'The run is left as it is.', json: { runId, state: 'abandoned' }, exitCode: 0 };
  }
  const { planned } = await readProgress(kept, runId);
  refuseOtherSenderCode(options, planned.senderCode.id);
  const account = await openAccount(placeOf(options, planned.account), progress);
  const reader = startThreadedReader(new URL('./review-worker.js', import.meta.url));
  try {
    progress.stage('Signing in to Listrak');
    const connection = await connect(account.client, account.name, planned.senderCode.id, signal);
    progress.finish(`${connection.senderCode.merchant}, ${connection.senderCode.code}`);
    await sayIfPlain(kept, progress);
    const setting = { connection, kept, runId, now, follow: FOLLOWING, tell: progress.show, signal };
    const come = await followRun(setting);
    progress.finish();
    const rest = restOf(come, meansFailure);
    const known = whatIsKnown(come, rest);
    if (!isUnfinished(come, rest)) {
      return {
        text: `${known}\n${whyOver(come)}`,
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
    progress.finish();
    const sendsAgain = options['send-again'] ?? false;
    const parts = rest.unsent ?? null;
    const again = sendsAgain ? rest.open.map(({ part }) => come.parts![part]!) : [];
    const measured = await Promise.all([...(parts ?? []), ...again].map((part) => reader.measurePart(part)));
    const left = parts === null ? reviewed.review.rows.ready : total(measured);
    // What may have arrived may still be going on, and would write over what is changed one by one.
    const waits = rest.open.length > 0 && !sendsAgain;
    const contacts = waits ? 0 : await contactsLeft(reader, reviewed.review.rows.ready, come);
    const onlyCheck = isOnlyCheckLeft(come, rest);
    const willSend = [
      reviewText(reviewed.review, new Map(), planned.withoutOptOuts),
      '',
      known,
      ...(onlyCheck ? ['Nothing is left to be sent; some of it would be read back.'] : []),
      ...(!onlyCheck && (left > 0 || contacts === 0) ? [`${counts(left, 'row')} would be sent now.`] : []),
      ...(contacts > 0
        ? [`${counts(contacts, 'contact')} would be changed one by one, once every import is over.`]
        : []),
    ].join('\n');
    if (!options.yes) {
      const how =
        left === 0 && contacts === 0 && !onlyCheck
          ? 'Nothing was sent: --send-again --yes sends what may have arrived once more, --abandon leaves it as it is.'
          : 'Nothing was sent: give the same command with --yes.';
      return {
        text: `${willSend}\n${how}`,
        json: { ...jsonOf(come, rest), left, contacts },
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
      text: runText(report, reviewed.review.consent, planned.withoutOptOuts, kept.dataDir, options),
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
  if (account === undefined && isLoopback(own)) {
    throw new WrongUse(
      `The run was sent to a server on this computer (${own}), so it cannot be looked up at Listrak.`,
      'Say where that server is with --api and --auth.',
    );
  }
  return { account: account ?? own };
}

/** Runs at a practice server go by its address; credentials that are meant for it must not go to Listrak. */
function isLoopback(account: string): boolean {
  return /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])(:\d+)?$/.test(account);
}

/** It is the run's own; whoever pastes it along with an address may name it all the same. */
function refuseOtherSenderCode({ 'sender-code': given }: CommandLine['options'], own: number): void {
  if (given === undefined || given === String(own)) return;
  throw new WrongUse(
    `The run is of the sender code with the id ${own}, and can be finished for that one alone.`,
  );
}

/** Why nothing of a run is left to be sent. */
function whyOver({ ended }: RunProgress): string {
  if (ended?.state === 'abandoned') return 'It was left as it is, on request.';
  const unchecked = ended?.state === 'notChecked' ? ', and none of it was read back' : '';
  return `There is nothing left to send${unchecked}.`;
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

/** A sample that is not known to have come out well is sent once more before everything. */
function sampleWords({ imports, sampleProven }: RunProgress): string[] {
  const sample = imports.find(({ purpose, state }) => purpose === 'sample' && state !== 'notTaken');
  if (!sample || sampleProven) return [];
  const was =
    sample.importId === null ? 'may have arrived' : `was taken by Listrak as import ${sample.importId}`;
  return [`  Its sample of ${counts(sample.rows, 'row')} ${was}; a sample goes once more before the rest.`];
}

/** Sent, perhaps sent, and not sent. */
function whatIsKnown(come: RunProgress, { done, open, unsent }: RunRest): string {
  const { planned, updates, updatesLeft, ended } = come;
  const lines = [
    styleText(
      'bold',
      `The run of ${planned.file.name}, begun ${time(planned.at)}, to ${planned.account} ${planned.senderCode.code}:`,
    ),
    `  ${counts(total(done), 'row')} sent, in ${counts(done.length, 'import')} that Listrak took.`,
    ...sampleWords(come),
  ];
  const isLeft = ended?.state !== 'abandoned';
  for (const { rows, state, status, importId } of open) {
    lines.push(
      state === 'over'
        ? `  ${count(rows)} rows: Listrak ended import ${importId} with “${status}”; which of them were updated is not known.${isLeft ? ' --send-again sends them again.' : ''}`
        : `  ${count(rows)} rows may have arrived: the import left, and no answer is on record.${isLeft ? ' --send-again sends them again, which does no harm unless somebody changed them since.' : ''}`,
    );
  }
  if (updates) {
    const { changed, unsure } = totalOf(updates);
    const unknown = unsure > 0 ? ` (of ${count(unsure)} more it is not known)` : '';
    const others = updatesLeft ? '; the others are left' : '';
    lines.push(`  ${counts(changed, 'contact')} changed one by one${unknown}${others}.`);
  }
  lines.push(
    unsent === null
      ? '  Of everything, nothing had been sent yet.'
      : `  ${counts(total(unsent), 'row')}, in ${counts(unsent.length, 'import')}, certainly not sent.`,
  );
  return lines.join('\n');
}
