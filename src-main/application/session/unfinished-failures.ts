import { PRACTICE_ACCOUNT } from '../../contract/connection.ts';
import { AppError } from '../../contract/failure.ts';
import type { UnfinishedRun } from '../../contract/unfinished.ts';

export function notListed(): AppError {
  return new AppError({
    code: 'run.notUnfinished',
    message: 'There is nothing left to finish of that run. Nothing was sent.',
    hint: 'Read History again, and see there what became of it.',
  });
}

export function otherConnection({ account, senderCode }: UnfinishedRun): AppError {
  const whose = account === PRACTICE_ACCOUNT ? 'the practice account' : `the account “${account}”`;
  return new AppError({
    code: 'connection.ofAnotherRun',
    message: `The run was of ${whose} and sender code ${senderCode}, which is not connected now. Nothing was sent.`,
    hint: 'Connect to that account and sender code, then finish the run in History.',
  });
}

export function notCounted(): AppError {
  return new AppError({
    code: 'run.notCounted',
    message: 'What is left of the run is not counted any more. Nothing was sent.',
    hint: 'Press “Finish this run” again, and look at the count.',
  });
}

export function nothingGoes(): AppError {
  return new AppError({
    code: 'run.nothingGoes',
    message: 'No row of the run would be sent now. Nothing was sent.',
    hint: 'Have what may have arrived sent again; or leave the run as it is.',
  });
}

export function alreadyOver(): AppError {
  return new AppError({
    code: 'run.alreadyOver',
    message:
      'There is nothing left to send of the run: Listrak has ended all of its imports. Nothing was sent.',
    hint: 'Its record in History says what was sent.',
  });
}

/** Split anew, its rows may fall into other imports than those that left. */
export function cannotBeCounted(): AppError {
  return new AppError({
    code: 'run.cannotBeFinished',
    message:
      'The run’s record is damaged: which rows its imports carried cannot be told any more. Nothing was sent.',
    hint: 'Open its file and send it anew: an update that is repeated does no harm.',
  });
}

export function workedOn(): AppError {
  return new AppError({
    code: 'run.workedOn',
    message: 'Something is being done about this run just now, so its record was not deleted.',
    hint: 'Stop that first (“Stop” or “Not now”), or wait until it is done.',
  });
}
