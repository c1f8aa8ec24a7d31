import { AppError, type Failure } from '../contract/failure.ts';
import type { Check, RunReport } from '../contract/run.ts';
import type { ReviewedFile } from './review.ts';

/** What went wrong in a push, in a sentence that does not yet say what was sent. */
export function failureOf(error: unknown): Failure {
  if (error instanceof AppError) return error.toFailure();
  if (error instanceof Error && error.name === 'AbortError') {
    return {
      code: 'stopped',
      message: 'Stopped, as you asked.',
      hint: 'Send again whenever you like: an update that is repeated does no harm.',
    };
  }
  return {
    code: 'internal',
    message: 'Something unexpected went wrong.',
    hint: 'Try again; if it stays, report it with the run’s record.',
  };
}

/** Adds to a failure what is known to have been sent, what may have arrived, and that it is all. */
export function withWhatWasSent(failure: Failure, report: RunReport): Failure {
  const message = failure.message.replace(/ Nothing was sent\.$/, '');
  return { ...failure, message: `${message} ${whatWasSent(report)}` };
}

function whatWasSent({ sample, imports, sent, rows }: RunReport): string {
  const said: string[] = [];
  if (sample) said.push(sample.importId === null ? 'the sample may have arrived' : 'the sample was sent');
  const taken = imports.filter(({ id }) => id !== null).length;
  if (taken > 0 && sent === rows.ready) return `All ${sent.toLocaleString('en-US')} rows were sent.`;
  if (taken > 0)
    said.push(`${sent.toLocaleString('en-US')} rows in ${taken} import${taken > 1 ? 's' : ''} were sent`);
  const lost = imports.find(({ id }) => id === null);
  if (lost) said.push(`${lost.rows.toLocaleString('en-US')} rows may have arrived`);
  return said.length === 0 ? 'Nothing was sent.' : `So far ${said.join(', ')}, and nothing else.`;
}

export function nothingMapped(): AppError {
  return new AppError({
    code: 'mapping.noFields',
    message:
      'No column of the file goes to a profile field, so there is nothing to update. Nothing was sent.',
    hint: 'Map at least one column, or create the profile field in Listrak first; names must agree but for case and underscores.',
  });
}

export function nothingReady({ review: { consent, rows } }: ReviewedFile): Failure {
  const unasked = consent.column === null && consent.file === null && rows.notOptedIn === rows.total;
  return {
    code: unasked ? 'push.noConsentInformation' : 'push.nothingReady',
    message: 'No row of the file is ready, so nothing was sent.',
    hint: unasked
      ? 'No column says who opted in: choose the opt-in column, or go on without consent information.'
      : 'Look at the reasons for which the rows are left out.',
  };
}

/** Why a run that was gone on with is not finished: the user left something open. */
export function leftAsItIs(imports: number): Failure {
  return {
    code: 'push.leftOpen',
    message: `Of ${imports === 1 ? 'one import' : `${imports} imports`} it is still not known whether Listrak has used it.`,
    hint: 'Look in Listrak whether it is there, or have it sent again: an update that is repeated does no harm.',
  };
}

/** Why the check after a push shows nothing, although nothing in it differs. */
export function checkProvesNothing({ unknownNumber, asked }: Check): Failure {
  return {
    code: unknownNumber === asked ? 'check.allUnknown' : 'check.blank',
    message:
      unknownNumber === asked
        ? `Listrak knows none of the ${asked.toLocaleString('en-US')} numbers that were read back, so the push may have changed nothing.`
        : 'None of the contacts that were read back had a value to compare.',
    hint: 'Check that this is the right account and sender code, and that the file’s values are in the columns you mapped.',
  };
}

/** Why a sample that was read back is no proof. */
export function sampleNotProven({ differ, unknownNumber, asked }: Check): Failure {
  if (differ > 0) {
    return {
      code: 'sample.differs',
      message: 'Listrak holds other values than the sample sent, so nothing but the sample was sent.',
      hint: 'Look at the differences: a profile field may be of another type than the column. Then send the sample again.',
    };
  }
  if (unknownNumber < asked) {
    return {
      code: 'sample.blank',
      message:
        'Of the sample’s contacts none that Listrak knows had a value to compare, so nothing but the sample was sent.',
      hint: 'Take a larger sample, or one of other rows.',
    };
  }
  return {
    code: 'sample.allUnknown',
    message: 'Listrak knows none of the sample’s numbers, so nothing but the sample was sent.',
    hint: 'Check that this is the right account, sender code and phone column, or take a larger sample.',
  };
}
