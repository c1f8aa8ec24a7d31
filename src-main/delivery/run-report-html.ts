import type { ConsentSummary } from '../contract/consent.ts';
import { refusalWords, updateLines } from '../contract/contact-update-words.ts';
import type { Outcome } from '../contract/outcome.ts';
import type { Check, ContactUpdates } from '../contract/run.ts';
import type { RunDetail } from '../contract/sending.ts';
import { OUTCOME_WORDS, RUN_STATE_WORDS } from '../contract/words.ts';
import { type Html, html } from './html.ts';
import { orBlank } from './run-report-csv.ts';
import { REPORT_STYLE } from './run-report-style.ts';
import type { ShownPhones } from './shown-phones.ts';

/** A longer list than this nobody reads on paper; the CSV has it all. */
const MOST_LISTED = 200;

const count = (number: number): string => number.toLocaleString('en-US');
const counts = (number: number, what: string): string => `${count(number)} ${what}${number === 1 ? '' : 's'}`;
/** Whoever reads the report may be anywhere, so its times are no place's own. */
const time = (iso: string): string => `${iso.slice(0, 19).replace('T', ' ')} UTC`;

/**
 * The report of a run on record, for a person to read, print and hand on: one file with all that it takes and nothing that
 * runs. Phones, emails and values stand in it as in the record, masked or not at all, unless the user wants the phones shown.
 */
export function runReportHtml(run: RunDetail, phones: ShownPhones = null): string {
  const { counts: rows, imports, sampleCheck, sampleUpdates, updates, check, consent } = run;
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>Report of the run ${run.runId}</title>
<style>${REPORT_STYLE}</style>
</head>
<body>
<h1>Update of SMS profiles in Listrak</h1>
<p class="soft">${run.file} → ${run.account}, sender code ${run.senderCode} · ${time(run.started)}</p>
${stateBox(run)}
${warningsOf(run).map((words) => html`<p class="warning">! ${words}</p>\n`)}
${facts(run)}
${part(`All ${counts(rows.total, 'row')} of the file`, html`${picture(rows)}${legend(rows)}`)}
${part('Who opted in', consent ? consentTable(consent) : nothing('This record does not tell.'))}
${imports.length === 0 && updates ? '' : part('Imports', imports.length > 0 ? importsTable(imports) : nothing('None left.'))}
${sampleCheck ? part(`The sample, read back: ${counts(sampleCheck.asked, 'contact')}`, checkTable(sampleCheck)) : ''}
${sampleUpdates ? part('The sample, contact by contact', updatesTable(sampleUpdates)) : ''}
${updates ? part(`Contact by contact: ${updates.fields.join(', ')}`, updatesTable(updates)) : ''}
${check ? part(`Everything, read back: ${counts(check.asked, 'contact')}, chosen at random`, checkTable(check)) : ''}
${differencesPart(run, phones)}
${unknownPart(run, phones)}
${part(
  'Mapping',
  table(
    ['Column in the file', 'Profile field'],
    run.mapping.map(({ column, field }) => [column, field]),
  ),
)}
<footer>
<p>Made from the record of the run ${run.runId}. ${
    phones
      ? 'It shows phone numbers of customers: keep it as you keep the audience file.'
      : 'Phones and emails are masked.'
  } Values are not kept on record.</p>
</footer>
</body>
</html>
`.markup;
}

const TONES: Partial<Record<RunDetail['state'], 'good' | 'bad'>> = {
  finished: 'good',
  sampleSent: 'good',
  importFailed: 'bad',
  failed: 'bad',
};
const SIGNS = { good: '✓', warn: '!', bad: '✗' };

function stateBox({ state, error }: RunDetail): Html {
  const tone = TONES[state] ?? 'warn';
  const why = error ? html`<p>${error.message}</p><p class="soft">${error.hint}</p>` : '';
  return html`<div class="state ${tone}"><strong>${SIGNS[tone]} ${RUN_STATE_WORDS[state].sentence}</strong>${why}</div>`;
}

function warningsOf(run: RunDetail): string[] {
  return [
    run.sampleSkipped && 'It was sent without a sample that matches, on the user’s word.',
    run.withoutConsentInformation && 'Nothing in the file said who opted in; it was sent on the user’s word.',
    run.withoutOptOuts &&
      'Listrak could not be asked right before sending who is opted out; it was sent all the same, on the user’s word.',
  ].filter((words) => words !== false);
}

const SCOPES = { sample: 'A sample', push: 'Everything', both: 'A sample, then everything' };

function facts(run: RunDetail): Html {
  const sample = run.imports.filter(({ purpose, id }) => purpose === 'sample' && id !== null);
  const inSample = sample.reduce((sum, { rows }) => sum + rows, 0);
  const all: [string, string][] = [
    ['Began', time(run.started)],
    ['Ended', run.ended ? time(run.ended) : 'Not on record'],
    ['Meant to send', SCOPES[run.scope]],
    ...(run.updates === null
      ? []
      : [['Changed one by one', counts(run.updates.changed, 'contact')] satisfies [string, string]]),
    ['Sent', `${count(run.sent)} of ${counts(run.ready, 'ready row')} are in imports that Listrak took`],
    // Its rows are among those of everything, if that was sent.
    ...(inSample > 0 ? [['Sent as a sample', counts(inSample, 'row')] satisfies [string, string]] : []),
    ['Account', run.account],
    ['Sender code', `${run.senderCode} (ID ${run.senderCodeId})`],
    ['File', `${run.file}, ${count(run.fileBytes)} bytes`],
    ['The file’s SHA-256', run.sha256],
    ['Run', run.runId],
    ...(run.provenBy !== null ? [['Sample sent by run', run.provenBy] satisfies [string, string]] : []),
  ];
  return html`<table class="facts"><tbody>
${all.map(([name, value]) => html`<tr><th scope="row">${name}</th><td>${value}</td></tr>\n`)}</tbody></table>`;
}

/** Best first, as people ask: how many go, and then what keeps the others. */
const ORDER: readonly Outcome[] = ['ready', 'notOptedIn', 'invalid', 'duplicate', 'malformed'];
const COLOURS: Record<Outcome, string> = {
  ready: '#14713d',
  notOptedIn: '#8a93a3',
  invalid: '#b3261e',
  duplicate: '#d9a441',
  malformed: '#7a1f4b',
};

function wordsOf(outcome: Outcome): string {
  return outcome === 'ready' ? 'Ready to be sent' : OUTCOME_WORDS[outcome].replace(/^l/, 'L');
}

/** A bar in which each outcome has its share. */
function picture(rows: RunDetail['counts']): Html {
  const total = Math.max(rows.total, 1);
  const told = ORDER.map((outcome) => `${wordsOf(outcome)}: ${count(rows[outcome])}`).join('; ');
  let at = 0;
  const shares = ORDER.map((outcome) => {
    const [x, width] = [(100 * at) / total, (100 * rows[outcome]) / total];
    at += rows[outcome];
    return html`<rect x="${x}%" width="${width}%" height="100%" fill="${COLOURS[outcome]}"/>`;
  });
  return html`<svg class="picture" role="img" aria-label="${told}"><rect width="100%" height="100%" fill="#f1f3f7"/>${shares}</svg>`;
}

function legend(rows: RunDetail['counts']): Html {
  const lines = ORDER.map((outcome) => {
    const share = rows.total === 0 ? 0 : (100 * rows[outcome]) / rows.total;
    const nearest = share > 0 && share < 0.1 ? 'under 0.1' : share.toFixed(1);
    return html`<tr><th scope="row"><svg class="swatch" width="12" height="12" aria-hidden="true"><rect width="12" height="12" fill="${COLOURS[outcome]}"/></svg>${wordsOf(outcome)}</th><td class="figure">${count(rows[outcome])}</td><td class="figure">${nearest}%</td></tr>\n`;
  });
  const adjusted =
    rows.adjusted > 0
      ? html`<p class="soft">${count(rows.adjusted)} of those ready had a value that was repaired or rounded.</p>`
      : '';
  return html`<table><thead><tr><th scope="col">Outcome</th><th scope="col" class="figure">Rows</th><th scope="col" class="figure">Share</th></tr></thead><tbody>
${lines}</tbody></table>${adjusted}`;
}

function consentTable({ asked, column, file, listrak, outcome }: ConsentSummary): Html {
  const answers = (of: { yes: number; no: number; unknown: number }) => [
    count(of.yes),
    count(of.no),
    count(of.unknown),
  ];
  const sources = [
    column && [`Column “${column.header}”`, ...answers(column), time(column.readAt)],
    file && [`File “${file.name}”`, ...answers(file), time(file.readAt)],
    ['All together', ...answers(outcome), ''],
  ].filter((row) => row !== null);
  const besides = [
    file &&
      `Of the file’s no and unknown, ${count(file.notThere)} are not in it, and ${count(file.conflicting)} stand in it with a yes and another answer.`,
    `Taken back by another row with the same phone: ${count(outcome.conflicting)}. Opted out in Listrak, whatever the files say: ${count(outcome.optedOutInListrak)}.`,
    listrak
      ? `Listrak was asked ${time(listrak.readAt)}: it has ${counts(listrak.optedOut, 'row')} opted out.`
      : 'Listrak was not asked who is opted out.',
  ].filter((words) => words !== null);
  return html`<p>Of ${counts(asked, 'row')} that were asked, <strong>${count(outcome.yes)} count as opted in</strong>. A yes must stand in every source.</p>
${table(['Source', 'Yes', 'No', 'Unknown', 'Read'], sources, [1, 2, 3])}${besides.map((words) => html`<p class="soft">${words}</p>`)}`;
}

function importsTable(imports: RunDetail['imports']): Html {
  return table(
    ['Import', 'What', 'Rows', 'Listrak’s state'],
    imports.map(({ id, purpose, rows, status }) => [
      id ?? 'without an id',
      purpose === 'sample' ? 'Sample' : 'Everything',
      count(rows),
      status,
    ]),
    [2],
  );
}

function updatesTable(updates: ContactUpdates): Html {
  const shown = updates.refusedRows
    .slice(0, MOST_LISTED)
    .map(({ row, code }) => [count(row), refusalWords(code)]);
  return html`${table(
    ['Contacts', 'Outcome', 'What it means'],
    updateLines(updates).map((line) => [count(line.count), line.word, line.means]),
    [0],
  )}${shown.length > 0 ? table(['Row refused', 'Listrak’s reason'], shown, [0]) : ''}${andMore(updates.refused - shown.length, 'row')}`;
}

/** What is left out of a list that nobody would read. */
function andMore(left: number, what: string): Html | string {
  return left > 0
    ? html`<p class="soft">${counts(left, `more ${what}`)}: the report as CSV has them all.</p>`
    : '';
}

function checkTable({ match, differ, unknownNumber, blank }: Check): Html {
  const lines: [string, number, string][] = [
    ['Match', match, 'Listrak holds every value that was sent'],
    ['Differ', differ, 'Listrak holds something else in a field'],
    ['Unknown number', unknownNumber, 'Listrak does not know the number, and drops it without a word'],
    ['Only blanks', blank, 'Only blanks were sent, so there was nothing to compare'],
  ];
  return table(
    ['Contacts that', 'Count', 'What it means'],
    lines.map(([name, contacts, means]) => [name, count(contacts), means]),
    [1],
  );
}

function differencesPart({ differences }: RunDetail, phones: ShownPhones): Html | string {
  if (differences.length === 0) return '';
  const left = differences.length - MOST_LISTED;
  const shown = table(
    ['Row', 'Phone', 'Profile field', 'Sent', 'Listrak holds'],
    [...differences]
      .sort((one, other) => one.row - other.row)
      .slice(0, MOST_LISTED)
      .map(({ row, phone, field, sent, stored }) => [
        count(row),
        String(phones?.get(row) ?? phone),
        field,
        orBlank(sent),
        orBlank(stored),
      ]),
    [0],
  );
  const more = andMore(left, 'difference');
  return part('Where Listrak held something else', html`${shown}${more}`);
}

function unknownPart({ unknownRows }: RunDetail, phones: ShownPhones): Html | string {
  if (unknownRows.length === 0) return '';
  const told = unknownRows.slice(0, phones ? unknownRows.length : MOST_LISTED);
  const rows = phones
    ? table(
        ['Row', 'Phone'],
        told.map((row) => [count(row), String(phones.get(row) ?? '')]),
        [0],
      )
    : html`<p>${told.map(count).join(' · ')}</p>`;
  return part(
    'Numbers that Listrak does not know',
    html`<p>Of the contacts that were read back or changed one by one, those of these rows of the file are unknown to Listrak; what an import brings for such numbers it drops without a word.</p>
${rows}${andMore(unknownRows.length - told.length, 'row')}`,
  );
}

function part(title: string, content: Html): Html {
  return html`<section><h2>${title}</h2>${content}</section>\n`;
}

function nothing(words: string): Html {
  return html`<p class="nothing">${words}</p>`;
}

/** @param figures the columns that hold numbers. */
function table(
  head: readonly string[],
  rows: readonly (readonly string[])[],
  figures: readonly number[] = [],
): Html {
  const kind = (place: number) => (figures.includes(place) ? html` class="figure"` : '');
  const titles = head.map((name, place) => html`<th scope="col"${kind(place)}>${name}</th>`);
  const lines = rows.map(
    (cells) => html`<tr>${cells.map((cell, place) => html`<td${kind(place)}>${cell}</td>`)}</tr>\n`,
  );
  return html`<table><thead><tr>${titles}</tr></thead><tbody>
${lines}</tbody></table>`;
}
