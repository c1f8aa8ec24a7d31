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

/** Nobody is sent who was not counted on screen. `before` and `now` are counts of ready rows. */
export function rowsChanged(what: 'sample' | 'push', before: number, now: number): AppError {
  const [seen, found] = [before, now].map((count) => count.toLocaleString('en-US'));
  const ready =
    before === now
      ? `still ${found} rows are ready, but not the same ones`
      : `${found} rows are ready, not ${seen}`;
  return new AppError({
    code: 'sending.countChanged',
    message: `By now ${ready}, so nothing was sent.`,
    hint:
      what === 'sample'
        ? 'Listrak’s opt-outs were read only now. Look at the sample, which is chosen anew, and send it.'
        : 'Listrak’s opt-outs are read again before every sending. Look at the new count and confirm it.',
  });
}

export function choiceChanged(): AppError {
  return new AppError({
    code: 'sample.choiceChanged',
    message: 'The sample that was asked for is not the one on screen. Nothing was sent.',
    hint: 'Look at the sample and send it again.',
  });
}
