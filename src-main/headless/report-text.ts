import { join } from 'node:path';
import { styleText } from 'node:util';
import type { ColumnSummary } from '../contract/column-summary.ts';
import type { ConsentSummary } from '../contract/consent.ts';
import { contactCost, refusalWords, updateLines } from '../contract/contact-update-words.ts';
import { OUTCOMES, type Outcome } from '../contract/outcome.ts';
import { isByContact } from '../contract/profile-field.ts';
import type { Delimiter, HeaderRow } from '../contract/reading.ts';
import type { FileFacts, Review, RowCounts } from '../contract/review.ts';
import type { Check, ContactUpdates, RunReport } from '../contract/run.ts';
import {
  excelWords,
  lacksField,
  NOTE_WORDS,
  OUTCOME_WORDS,
  REASON_WORDS,
  RUN_STATE_WORDS,
  sheetWords,
} from '../contract/words.ts';
import type { Options } from './arguments.ts';
import { consentLines } from './consent-text.ts';

const count = (number: number): string => number.toLocaleString('en-US');
const counts = (number: number, what: string): string => `${count(number)} ${what}${number === 1 ? '' : 's'}`;
const COLOURS = {
  ready: 'green',
  notOptedIn: 'yellow',
  invalid: 'red',
  duplicate: 'yellow',
  malformed: 'red',
} as const;
const SIGNS = { ready: '✓', notOptedIn: '○', invalid: '✗', duplicate: '=', malformed: '✗' } as const;

export const DELIMITER_NAMES: Record<Delimiter, string> = {
  ',': 'comma',
  ';': 'semicolon',
  '\t': 'tab',
  '|': 'pipe',
};

/**
 * The review of a file, for a person to read.
 * @param advice what is asked of columns that are matched to nothing, by their positions.
 * @param withoutOptOuts Listrak could not be asked who is opted out, and the user went on.
 */
export function reviewText(
  { file, columns, rows, reasons, notes, consent }: Review,
  advice: ReadonlyMap<number, string>,
  withoutOptOuts = false,
): string {
  const lines = [
    styleText('bold', `${file.name}: ${counts(rows.total, 'row')}, ${count(file.bytes)} bytes`),
    `  ${howRead(file)}`,
    ...sheetWords(file).map((words) => `  ${words}`),
    '',
    ...columns.flatMap((column, position) => {
      const { header, role, field, note, summary } = column;
      const becomes =
        role === 'field'
          ? `→ ${field!.name} (${field!.dataType})${isByContact(field!) ? ', contact by contact' : ''}`
          : {
              phone: '→ the phone, by which Listrak finds the contact',
              optIn: '→ tells who opted in; not sent',
              ignored: 'not sent',
              unmatched: lacksField(column) ? 'not sent: no profile field of that name' : 'not sent',
            }[role];
      const asked = advice.get(position);
      return [
        `  ${header.padEnd(24)} ${becomes}${note ? ` (${note})` : ''}`,
        ...[...(asked === undefined ? [] : [asked]), ...misfits(summary)].map((line) =>
          styleText('yellow', `  ${' '.repeat(24)} ${line}`),
        ),
      ];
    }),
    '',
    outcomeBar(rows),
    ...outcomeLines(rows),
    ...byContactLines(columns, rows.ready),
    '',
    ...consentLines(consent, withoutOptOuts),
  ];
  const unasked = rows.notOptedIn > 0 && consent.column === null && consent.file === null;
  if (unasked && reasons.some(({ code }) => code === 'consent.unknown')) {
    lines.push(
      '',
      'No column says who opted in, and unknown counts as no. Name the column with --opt-in COLUMN, or a second',
      'file with --consent-file FILE, or go on without any such information with --no-consent-information.',
    );
  }
  if (reasons.length > 0) {
    lines.push('', 'Why rows are left out (a row can have several reasons):');
    for (const reason of reasons)
      lines.push(...counted(reason.count, REASON_WORDS[reason.code], reason.code, reason.rows));
  }
  if (notes.length > 0) {
    lines.push('', 'Worth knowing about the rows that will be sent:');
    for (const note of notes) lines.push(...counted(note.count, NOTE_WORDS[note.code], note.code, note.rows));
  }
  return lines.join('\n');
}

/** What it costs to change contacts one by one, where some of the columns want that. */
function byContactLines(columns: Review['columns'], ready: number): string[] {
  const fields = columns.flatMap(({ field }) => (field && isByContact(field) ? [field.name] : []));
  return fields.length === 0
    ? []
    : ['', `  ${fields.join(', ')}: changed contact by contact, ${contactCost(ready)}.`];
}

/** What of a column's values needs a look. */
function misfits(summary: ColumnSummary | null): string[] {
  if (!summary) return [];
  const { filled, invalid, excel } = summary;
  const lines = excel.map(excelWords);
  if (invalid > 0) lines.unshift(`${count(invalid)} of ${count(filled)} values do not fit`);
  return lines;
}

/** How a file was read, in a few words. */
function howRead({ encoding, delimiter, compression, sheet, headerRow }: FileFacts): string {
  return [
    ...(sheet === null ? [] : [`sheet “${sheet}”`]),
    ...(compression === null ? [] : [`unpacked from ${compression}`]),
    ...(encoding === null ? [] : [encoding]),
    ...(delimiter === null ? [] : [`separated by ${DELIMITER_NAMES[delimiter]}s`]),
    headerRow === null ? 'no header' : `header in row ${count(headerRow)}`,
  ].join(', ');
}

/** Says that the header seems to be elsewhere, and how to have it read there. */
export function headerSuggestion(row: HeaderRow): string {
  return row === 'none'
    ? 'The first row looks like data; if the file has no header: --header-row none'
    : `Row ${row} looks like the header; if it is: --header-row ${row}`;
}

function counted(number: number, words: string, code: string, rows: readonly number[]): string[] {
  const examples = `row${rows.length > 1 ? 's' : ''} ${rows.join(', ')}${number > rows.length ? ', …' : ''}`;
  return [
    `  ${count(number).padStart(9)}  ${words}`,
    `             ${styleText('dim', `${code}: ${examples}`)}`,
  ];
}

const BAR_CELLS = 60;

function outcomeBar(rows: RowCounts): string {
  const shown = [...OUTCOMES].reverse().filter((outcome) => rows[outcome] > 0);
  const cells = shown.map((outcome) => Math.max(1, Math.round((rows[outcome] / rows.total) * BAR_CELLS)));
  return `  ${shown.map((outcome, place) => styleText(COLOURS[outcome], '█'.repeat(cells[place]!))).join('')}`;
}

function outcomeLines(rows: RowCounts, ready = OUTCOME_WORDS.ready): string[] {
  const line = (outcome: Outcome) =>
    `  ${styleText(COLOURS[outcome], SIGNS[outcome])} ${count(rows[outcome]).padStart(9)}  ${outcome === 'ready' ? ready : OUTCOME_WORDS[outcome]}${
      outcome === 'ready' && rows.adjusted > 0
        ? ` (${count(rows.adjusted)} with a value repaired or rounded)`
        : ''
    }`;
  return [...OUTCOMES].reverse().map(line);
}

/**
 * The report of a push, for a person to read: every number with what it means.
 * @param consent who opted in, as it was when the push began.
 * @param withoutOptOuts Listrak could not be asked who is opted out, and the user went on.
 * @param dataDir where the run's record lies; the options say whether that was asked for.
 */
export function runText(
  report: RunReport,
  consent: ConsentSummary,
  withoutOptOuts: boolean,
  dataDir: string,
  { 'data-dir': askedDir }: Options,
): string {
  const { sample, imports, sent, updates, check, rows, state, error } = report;
  const good = state === 'finished' && error === null;
  const lines = [
    styleText(
      good ? 'green' : 'yellow',
      styleText('bold', `${good ? '✓' : '!'} ${RUN_STATE_WORDS[state].sentence}`),
    ),
    ...(error ? [`  ${error.message}`, `  ${error.hint}`] : []),
    '',
    `  Of the ${count(rows.total)} rows in the file:`,
    ...outcomeLines(rows, 'ready to be sent'),
    '',
    ...consentLines(consent, withoutOptOuts),
    '',
  ];
  if (sample) {
    const how = { first: 'the first rows', random: `random, seed ${sample.seed}`, chosen: 'chosen by hand' }[
      sample.choice
    ];
    const by =
      sample.bytes > 0
        ? `import ${sample.importId ?? 'without an id'}, ${sample.status}`
        : 'without an import';
    lines.push(`  The sample, ${by}: ${counts(sample.rows, 'row')}, ${how}`);
    if (sample.updates) lines.push(...updatedLines(sample.updates));
    if (sample.asked > 0) lines.push(...checkLines(sample), ...differenceLines(sample.differences));
    else lines.push('    none of it was read back');
  }
  for (const { id, rows: inImport, bytes, status } of imports) {
    lines.push(
      `  Import ${id ?? 'without an id'}: ${counts(inImport, 'row')}, ${count(bytes)} bytes, ${status}`,
    );
  }
  if (imports.length > 0)
    lines.push(`  ${count(sent)} of ${count(rows.ready)} ready rows are in imports that Listrak took.`);
  if (updates) lines.push(...updatedLines(updates));
  if (check) {
    lines.push(`  The check after the push: ${count(check.asked)} of them, chosen at random, were read back`);
    lines.push(...checkLines(check), ...differenceLines(report.differences));
  }
  lines.push(...unknownLines(report, askedDir));
  lines.push('', styleText('dim', `  On record: ${join(dataDir, 'runs', `${report.runId}.jsonl`)}`));
  return lines.join('\n');
}

function updatedLines(updates: ContactUpdates): string[] {
  const { fields, refusedRows } = updates;
  return [
    `  Contact by contact (${fields.join(', ')}):`,
    ...updateLines(updates).map(
      ({ count: contacts, word, means }) => `    ${count(contacts).padStart(5)} ${word}: ${means}`,
    ),
    ...refusedRows.slice(0, 10).map(({ row, code }) => `      row ${row}: ${refusalWords(code)}`),
  ];
}

function checkLines({ match, differ, unknownNumber, blank }: Check): string[] {
  return [
    `    ${count(match).padStart(5)} match: Listrak holds every value that was sent`,
    `    ${count(differ).padStart(5)} differ: Listrak holds something else in a field`,
    `    ${count(unknownNumber).padStart(5)} unknown to Listrak, which drops such numbers without a word`,
    ...(blank > 0
      ? [`    ${count(blank).padStart(5)} had nothing but blanks to send, so there was nothing to compare`]
      : []),
  ];
}

/** Which rows Listrak dropped, of those that were read back. */
function unknownLines({ runId, unknownRows }: RunReport, askedDir: string | undefined): string[] {
  if (unknownRows.length === 0) return [];
  const first = unknownRows.slice(0, 10).map(count).join(', ');
  const more = unknownRows.length > 10 ? ` and ${count(unknownRows.length - 10)} more` : '';
  return [
    `  Unknown to Listrak: row${unknownRows.length === 1 ? '' : 's'} ${first}${more}. As a file: report ${runId} --out REPORT.csv --show-phones${askedDir === undefined ? '' : ` --data-dir ${JSON.stringify(askedDir)}`}`,
  ];
}

function differenceLines(differences: RunReport['differences']): string[] {
  return differences
    .slice(0, 10)
    .map(
      ({ row, phone, field, sent, stored }) =>
        `      row ${row} (${phone}), ${field}: sent “${sent}”, Listrak holds “${stored}”`,
    );
}
