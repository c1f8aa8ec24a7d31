import { setTimeout as sleep } from 'node:timers/promises';
import { styleText } from 'node:util';
import { AppError, type Failure } from './contract/failure.ts';
import type { Answer } from './headless/answer.ts';
import { readCommandLine, WrongUse } from './headless/arguments.ts';
import { commands } from './headless/commands.ts';
import { withOptions } from './headless/option-hints.ts';
import { Progress } from './headless/progress.ts';
import { KeychainUnavailable } from './keychain/keychain.ts';

/** npm passes on the signal that its terminal has sent to this process already. */
const DOUBLED_MS = 500;
/** By when it has come. */
const DOUBLED_COMES_MS = 150;

const stop = new AbortController();
let askedAt = 0;
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, askToStop);

/** The first Ctrl-C stops politely and reports; a later one does not wait for that. */
function askToStop(): void {
  if (!stop.signal.aborted) {
    askedAt = performance.now();
    stop.abort();
  } else if (performance.now() - askedAt > DOUBLED_MS) {
    process.exit(130);
  }
}

const args = process.argv.slice(2);
const asJson = args.includes('--json');

/** Commands about what was sent before, of which it would be untrue that nothing was. */
const ABOUT_RECORDS = new Set(['runs', 'report']);

const progress = new Progress();

async function run(): Promise<Answer['exitCode']> {
  try {
    const line = readCommandLine(args);
    const answer = await commands[line.command]!(line, progress, stop.signal);
    process.stdout.write(asJson ? `${JSON.stringify(answer.json, null, 2)}\n` : `${answer.text}\n`);
    return answer.exitCode;
  } catch (error) {
    progress.breakOff();
    const failure = withOptions(failureOf(error));
    process.stderr.write(`${styleText('red', '✗')} ${failure.message}\n  ${failure.hint}\n`);
    if (asJson) process.stdout.write(`${JSON.stringify({ error: failure }, null, 2)}\n`);
    return error instanceof WrongUse ? 2 : 1;
  }
}

/** Every failure is told in a sentence; what nobody foresaw is told without its details, which may hold data. */
function failureOf(error: unknown): Failure {
  if (error instanceof AppError) {
    // What goes wrong after something was sent is told in the run's report, so here nothing was.
    const { message, ...rest } = error.toFailure();
    const saysSo = /nothing was sent/i.test(message);
    const isAboutRecords = ABOUT_RECORDS.has(args[0] ?? '') && !(error instanceof WrongUse);
    if (saysSo || isAboutRecords) return { ...rest, message };
    return { ...rest, message: `${message.replace(/[^.!?”]$/, '$&.')} Nothing was sent.` };
  }
  if (error instanceof KeychainUnavailable) {
    return {
      code: 'keychain.unavailable',
      message: error.message,
      hint: 'Unlock the keychain and try again. Nothing was sent.',
    };
  }
  if (stop.signal.aborted) {
    return {
      code: 'stopped',
      message: 'Stopped, as you asked. Nothing was sent.',
      hint: 'Start again whenever you like.',
    };
  }
  const name = error instanceof Error ? error.name : typeof error;
  return {
    code: 'internal',
    message: `Something unexpected went wrong (${name}). The runs on record say what was sent, if anything was.`,
    hint: 'Try again; if it stays, report it with the command you gave.',
  };
}

process.exitCode = await run();
// A signal that comes while the process goes down would kill it, and take its exit code.
if (stop.signal.aborted) await sleep(Math.max(0, DOUBLED_COMES_MS - (performance.now() - askedAt)));
