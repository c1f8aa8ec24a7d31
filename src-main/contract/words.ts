import type { ColumnOptions } from './audience.ts';
import type { ColumnSummary, ExcelDamage } from './column-summary.ts';
import type { FieldCheck } from './field-check.ts';
import type { NoteCode, Outcome, ReasonCode } from './outcome.ts';
import type { FileFacts, ReviewedColumn } from './review.ts';
import type { RunSummary, SealedRecords } from './sending.ts';

/** What the outcomes are called wherever a person reads them. */
export const OUTCOME_WORDS: Record<Outcome, string> = {
  ready: 'will be sent',
  notOptedIn: 'left out: not opted in',
  invalid: 'left out: a value cannot be used',
  duplicate: 'left out: the phone stands in another row',
  malformed: 'left out: the row itself is broken',
};

/** How a run came out: `word` in a list, `sentence` above its report, which may be handed on. */
export const RUN_STATE_WORDS: Record<RunSummary['state'], { word: string; sentence: string }> = {
  finished: {
    word: 'Finished',
    sentence: 'Everything that was ready was sent, and nothing that was read back differs.',
  },
  finishedWithDifferences: {
    word: 'Finished, with differences',
    sentence:
      'Everything that was ready was sent, but for some contacts Listrak holds other values, or refused those that were sent.',
  },
  notChecked: {
    word: 'Sent, not checked',
    sentence: 'Everything that was ready was sent, but nothing shows yet that it arrived.',
  },
  sampleSent: {
    word: 'Sample matches',
    sentence: 'Only the sample was sent, as planned, and nothing that was read back differs.',
  },
  stoppedAfterSample: {
    word: 'Sample does not match',
    sentence: 'Only the sample was sent: it did not come out as expected.',
  },
  nothingToSend: { word: 'Nothing to send', sentence: 'Nothing was sent: no row was ready.' },
  importFailed: { word: 'Import failed', sentence: 'Listrak ended an import in failure.' },
  mayHaveArrived: {
    word: 'May have arrived',
    sentence: 'An import left, but Listrak never answered: it may have arrived.',
  },
  stillRunning: {
    word: 'Listrak still works on it',
    sentence: 'Listrak took an import and was still working on it when it was last asked.',
  },
  stopped: { word: 'Stopped', sentence: 'Stopped on request.' },
  abandoned: { word: 'Left as it was', sentence: 'Cut off, and left as it was on request.' },
  failed: { word: 'Broken off', sentence: 'Broken off.' },
  unfinished: { word: 'Unfinished', sentence: 'The record has no end: the run was cut off.' },
  beingSent: { word: 'Being sent', sentence: 'It is being sent just now.' },
};

export const REASON_WORDS: Record<ReasonCode, string> = {
  'row.tooManyCells': 'The row has more values than the header has columns.',
  'row.unclosedQuote': 'A quotation mark in the row is not closed properly.',
  'row.tooLong': 'The row is longer than a million characters.',
  'consent.no': 'They did not opt in.',
  'consent.unknown': 'It is not known whether they opted in; unknown counts as no.',
  'consent.conflict': 'Another row with the same phone does not say yes.',
  'consent.optedOutInListrak': 'They are opted out in Listrak, whatever the file says.',
  'phone.missing': 'There is no phone.',
  'phone.invalid': 'The phone is no possible number.',
  'phone.excelDamaged': 'A spreadsheet cut digits off the phone, and nobody can know them.',
  'phone.hasExtension': 'The phone has an extension, so it is no mobile.',
  'phone.notMobile': 'The phone is a toll-free or premium-rate number.',
  'email.invalid': 'The email address is not one.',
  'date.invalid':
    'The date is impossible, or not written in a way that is certain, such as 1984-03-15 or 03/15/1984.',
  'date.future': 'The birthday lies in the future.',
  'number.invalid': 'The number is not one.',
  'checkbox.invalid': 'The value is neither yes nor no.',
  'text.tooLong': 'The text is longer than the profile field allows.',
  'text.unreadable': 'Some characters cannot be read; the file may not be UTF-8.',
  'postal.invalid': 'The postal code is not one.',
  'value.excelDamaged': 'A spreadsheet changed the value, and nobody can know what it was.',
  'duplicate.phone': 'The same phone is sent from another row.',
};

export const NOTE_WORDS: Record<NoteCode, string> = {
  'phone.repaired': 'The phone stood in scientific notation and was repaired.',
  'number.rounded': 'The number was rounded to two decimals.',
  'postal.padded': 'The postal code had lost its leading zeros; they were put back.',
  'postal.trimmed': 'The postal code ended in “.0”; that was taken away.',
  'value.excelRepaired':
    'The value was written as a spreadsheet writes it; it is sent as it was before that.',
  'text.lineBreak': 'A line break within the text was turned into a space.',
  'value.sentBlank': 'A value that cannot be used is sent as blank, as you chose for its column.',
  'row.missingCells': 'The row ends early; its missing values count as blank.',
  'value.placeholder': 'A word such as NULL or #N/A counts as blank.',
  'date.orderAssumed':
    'The date could be read two ways: it was read as most others of its column, or else as month/day/year.',
};

const EXCEL_WORDS: Record<ExcelDamage, string> = {
  scientific: 'Excel wrote a long number in scientific notation (1.23457E+15), which may cut digits off.',
  roundedNumber: 'Excel keeps 15 digits of a number: longer ones end in zeros that were other digits.',
  lostZeros: 'Excel took leading zeros for needless and dropped them.',
  dateSerial: 'Excel wrote a date as the number of its day (45000 is 15 March 2023).',
  monthYear: 'Excel cut a date down to month and year (Mar-84) or day and month.',
  errorWord: 'Excel wrote an error, such as #N/A, where a formula had no answer.',
  tooNarrow: 'Excel wrote ######## since the column was too narrow for the value.',
};

/** What a spreadsheet did to values of a column, and whether that is undone. */
export function excelWords({ kind, count: values, repaired }: ColumnSummary['excel'][number]): string {
  const undone = kind === 'errorWord' ? 'read as blank' : repaired ? 'put back' : 'cannot be put back';
  return `${EXCEL_WORDS[kind]} ${count(values)} value${values === 1 ? '' : 's'}: ${undone}.`;
}

/** Whether a column is not sent for want of a profile field of its name; where it is for anything else, its note says so. */
export const lacksField = ({ role, note }: Pick<ReviewedColumn, 'role' | 'note'>): boolean =>
  role === 'unmatched' && note === null;

/** What to do where a column lacks its field. Source of the menus: Listrak's help centre. */
export const newFieldSteps = (column: string): string[] => [
  'In Listrak, open Contacts › SMS Contacts Profile Fields (in the NextGen platform: Profile Fields).',
  `Add a field named “${column}”, of the type that its values ask for: Text, Number, Date or Checkbox.`,
  'Refresh the fields here: the column is then matched by its name.',
];

/** Which of the account's profile fields get nothing from the file. */
export function unusedFieldsWords({ columns, unusedFields }: FieldCheck): string {
  if (unusedFields.length > 0) {
    const names = unusedFields.map(({ name, dataType }) => `${name} (${dataType})`);
    return `Profile fields that no column goes to: ${names.join(', ')}.`;
  }
  return columns.some(({ field }) => field !== null)
    ? 'No enabled profile field is left over.'
    : 'There is no enabled profile field.';
}

type Dates = NonNullable<ColumnSummary['dates']>;

const ORDER_WORDS = { monthFirst: 'month/day/year', dayFirst: 'day/month/year' };

/** How the dates of a column are read where nobody chooses. @param chosen what somebody chose in place of that. */
export function dateOrderByEvidence(dates: Dates, chosen: ColumnOptions['dateOrder']): string {
  const { monthFirst, dayFirst, read } = dates;
  if (monthFirst + dayFirst === 0) return `As nothing shows their order: ${ORDER_WORDS.monthFirst}`;
  if (monthFirst === dayFirst) return `As they disagree evenly: ${ORDER_WORDS.monthFirst}`;
  return `As most of them show${chosen === null ? ` (${ORDER_WORDS[read]})` : ''}`;
}

/** What the dates of a column show of their order. */
export function dateEvidenceWords({ monthFirst, dayFirst, either }: Dates): string {
  const found = [
    { dates: monthFirst, are: 'can only be month first' },
    { dates: dayFirst, are: 'can only be day first' },
    { dates: either, are: 'could be either' },
  ].filter(({ dates }) => dates > 0);
  if (found.length === 0) return 'None of its dates is written with slashes, so the order changes nothing.';
  return `${found.map(({ dates, are }) => `${count(dates)} date${dates === 1 ? '' : 's'} ${are}`).join(', ')}.`;
}

/** What the sheet that was read holds that its cells do not show; nothing for other files. */
export function sheetWords({ hiddenRows, emptyFormulas }: FileFacts): string[] {
  const words: string[] = [];
  if (hiddenRows > 0) {
    const rows = hiddenRows === 1 ? 'One row of the sheet is' : `${count(hiddenRows)} rows of the sheet are`;
    words.push(
      `${rows} hidden in Excel, by a filter or by hand. Hidden rows are read, and sent, like all others.`,
    );
  }
  if (emptyFormulas > 0) {
    const formulas = emptyFormulas === 1 ? 'One formula has' : `${count(emptyFormulas)} formulas have`;
    words.push(
      `${formulas} no value yet, which is read as blank. Open the workbook in Excel and save it first.`,
    );
  }
  return words;
}

/** How many records nobody can open now, and why. */
export function sealedWords({ names, why }: SealedRecords): string {
  const [records, key, them] =
    names.length === 1
      ? ['1 record is', 'its key', 'it is not listed']
      : [`${count(names.length)} records are`, 'their key', 'they are not listed'];
  return why === 'noKeychain'
    ? `${records} encrypted, and the keychain that has ${key} cannot be opened, so ${them}.`
    : `${records} encrypted, and this computer’s keychain does not have ${key}, so ${them}.`;
}

const count = (number: number): string => number.toLocaleString('en-US');
