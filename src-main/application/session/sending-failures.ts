import { AppError, type Failure } from '../../contract/failure.ts';
import { WITHOUT_SAMPLE } from '../../contract/sending.ts';

/** What went wrong before anything was sent. What nobody foresaw makes no such promise. */
export function sayingThatNothingWasSent(failure: Failure): Failure {
  const { code, message } = failure;
  if (code === 'internal' || /nothing was sent/i.test(message)) return failure;
  return { ...failure, message: `${message} Nothing was sent.` };
}

export function notProven(): AppError {
  return new AppError({
    code: 'push.notProven',
    message:
      'No sample of this file, as it would be sent now, has been sent and found to match. Nothing was sent.',
    hint: `Send a sample first, or type “${WITHOUT_SAMPLE}”.`,
  });
}

export function notReviewed(): AppError {
  return new AppError({
    code: 'sending.notReviewed',
    message: 'There is no review of the file to send by. Nothing was sent.',
    hint: 'Wait until the file is reviewed, or review it again.',
  });
}

export function nothingChosen(): AppError {
  return new AppError({
    code: 'sample.nothingChosen',
    message: 'None of the rows that you chose will be sent, so there is no sample. Nothing was sent.',
    hint: 'Choose other rows in Review, or take a random sample.',
  });
}

/** What the user saw, or stands now: rows that are ready, and rows opted out in Listrak, null before it was asked. */
export interface SeenRows {
  ready: number;
  optedOut: number | null;
}

/** Nobody is sent who was not counted on screen. */
export function rowsChanged(what: 'sample' | 'push', seen: SeenRows, now: SeenRows): AppError {
  const ready =
    seen.ready === now.ready
      ? `still ${rowsAre(now.ready)} ready, but not the same ones`
      : `${rowsAre(now.ready)} ready, not ${seen.ready.toLocaleString('en-US')}`;
  return new AppError({
    code: 'sending.countChanged',
    message: `By now ${ready}${inListrak(seen.optedOut, now.optedOut)}, so nothing was sent.`,
    hint:
      what === 'sample'
        ? 'Listrak’s opt-outs were read only now. Look at the sample, which is chosen anew, and send it.'
        : 'Listrak’s opt-outs are read again before every sending. Look at the new count and confirm it.',
  });
}

function inListrak(seen: number | null, now: number | null): string {
  if (now === null || now === seen) return '';
  if (seen === null) return `: ${rowsAre(now)} opted out in Listrak, which was asked only now`;
  const change = now > seen ? 'more ' : 'fewer ';
  return `: ${rowsAre(Math.abs(now - seen), change)} opted out in Listrak since you looked`;
}

function rowsAre(count: number, change = ''): string {
  return `${count.toLocaleString('en-US')} ${change}${count === 1 ? 'row is' : 'rows are'}`;
}

export function choiceChanged(): AppError {
  return new AppError({
    code: 'sample.choiceChanged',
    message: 'The sample that was asked for is not the one on screen. Nothing was sent.',
    hint: 'Look at the sample and send it again.',
  });
}

export function consentFileUnread(): AppError {
  return new AppError({
    code: 'consentFile.unread',
    message:
      'The consent file is still being read, so it is not known yet whom it leaves out. Nothing was sent.',
    hint: 'Wait until it is read and the audience is reviewed by it, then send; or stop reading it in Consent.',
  });
}
