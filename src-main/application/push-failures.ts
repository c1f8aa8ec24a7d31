import { refusalWords } from '../contract/contact-update-words.ts';
import { AppError, type Failure } from '../contract/failure.ts';
import type { Check, ContactUpdates, RefusedRow, RunReport } from '../contract/run.ts';
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

/**
 * Adds to a failure what is known to have been sent, what may have arrived, and that it is all.
 * @param byContact whether some of the fields are changed contact by contact.
 */
export function withWhatWasSent(failure: Failure, report: RunReport, byContact: boolean): Failure {
  const message = failure.message.replace(/ Nothing was sent\.$/, '');
  return { ...failure, message: `${message} ${whatWasSent(report, byContact)}` };
}

function whatWasSent({ sample, imports, sent, updates, rows }: RunReport, byContact: boolean): string {
  const said: string[] = [];
  if (sample && sample.bytes > 0)
    said.push(sample.importId === null ? 'the sample may have arrived' : 'the sample was sent');
  if (sample?.updates) said.push(`of the sample ${changedWords(sample.updates)}`);
  const taken = imports.filter(({ id }) => id !== null).length;
  const all = sent === rows.ready;
  if (taken > 0 && all && !byContact) return `All ${count(sent)} rows were sent.`;
  if (taken > 0)
    said.push(`${all ? 'all ' : ''}${count(sent)} rows in ${taken} import${taken > 1 ? 's' : ''} were sent`);
  const lost = imports.find(({ id }) => id === null);
  if (lost) said.push(`${count(lost.rows)} rows may have arrived`);
  if (updates) said.push(changedWords(updates));
  return said.length === 0 ? 'Nothing was sent.' : `So far ${said.join(', ')}, and nothing else.`;
}

const count = (number: number) => number.toLocaleString('en-US');

function changedWords({ changed, unsure }: ContactUpdates): string {
  const sure = `${count(changed)} ${changed === 1 ? 'contact was' : 'contacts were'} changed one by one`;
  return unsure === 0 ? sure : `${sure} (of ${count(unsure)} more it is not known)`;
}

/** What can be done about contacts that Listrak refuses. */
function hintOf(refused: readonly RefusedRow[]): string {
  return refused[0]!.code === 'ERROR_SEGMENTATION_FIELD_DISABLED'
    ? 'These contacts hold a value in a profile field that is disabled in Listrak, and Listrak takes none back with it: enable the field there.'
    : 'Look at the values of the columns that are changed contact by contact in those rows, or leave those columns out.';
}

/**
 * Why the changing of contacts one by one was broken off.
 * @param more whether others were to come.
 */
export function allRefused(refused: readonly RefusedRow[], more: boolean): AppError {
  return new AppError({
    code: 'contacts.refused',
    message: `Listrak refused what was to be written for each of the last ${count(refused.length)} contacts: ${refusalWords(refused[0]!.code)}${more ? ', so the others were not tried' : ''}.`,
    hint: hintOf(refused),
  });
}

/** Why a sample is no proof of which Listrak refused some contacts. */
export function sampleRefused(refused: readonly RefusedRow[]): Failure {
  const who =
    refused.length === 1
      ? 'one of the sample’s contacts'
      : `${count(refused.length)} of the sample’s contacts`;
  return {
    code: 'sample.refused',
    message: `Listrak refused what was to be written for ${who} (row ${count(refused[0]!.row)}: ${refusalWords(refused[0]!.code)}), so nothing but the sample was sent.`,
    hint: `${hintOf(refused)} Then send the sample again.`,
  };
}

export function nothingMapped(): AppError {
  return new AppError({
    code: 'mapping.noFields',
    message:
      'No column of the file goes to a profile field, so there is nothing to update. Nothing was sent.',
    hint: 'Map at least one column, or create the profile field in Listrak first; names must agree but for case and underscores.',
  });
}

/** Two at once would send the same rows twice. */
export function goneOnElsewhere(): AppError {
  return new AppError({
    code: 'run.goneOnElsewhere',
    message: 'The run’s record is not what it was when its rows were counted. Nothing was sent.',
    hint: 'Another window or command may have gone on with it. Look again at what is left of it, then finish it.',
  });
}

export function sendingElsewhere(): AppError {
  return new AppError({
    code: 'push.sendingElsewhere',
    message:
      'Another window or command of this app is sending to this sender code just now. Nothing was sent from here.',
    hint: 'Wait until that is over, then send.',
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
