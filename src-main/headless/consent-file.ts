import { basename, resolve } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import type { CountryCode } from 'libphonenumber-js/max';
import type { AudienceReader, Watch } from '../application/ports.ts';
import { nameKey } from '../audience/column-names.ts';
import { listColumns, type MappedColumn, mapColumns } from '../audience/mapping.ts';
import { chosenColumn } from '../audience/mapping-choices.ts';
import { PHONE_NAMES } from '../audience/name-aliases.ts';
import {
  type ConsentFileChoice,
  type ConsentFileRead,
  isComplete,
  type Meanings,
  USUAL_MEANINGS,
} from '../contract/consent.ts';
import { AppError } from '../contract/failure.ts';
import { type Options, splitPair, WrongUse } from './arguments.ts';

/** A column that says who opted in, and what its answers mean; null for what is found, and for the usual. */
export interface AnswerOption {
  column: string | null;
  meanings: Meanings | null;
}

/** What the options say of a second file that says who opted in. */
export interface ConsentFileOptions {
  path: string;
  /** By what it is joined; null where that is found. `column` is null where the phone's is found. */
  key: { by: 'phone' | 'name'; column: string | null } | null;
  answer: AnswerOption;
  where: (readonly [column: string, values: string])[];
}

/** The audience's columns, by their names in the file and by what becomes of them. */
export interface AudienceColumns {
  header: readonly string[];
  columns: readonly MappedColumn[];
}

/** An opt-in column may be given alone, or with the answers that mean yes: "Consent=yes,ja". */
export function answerOption(name: 'opt-in' | 'consent-answer', text: string | undefined): AnswerOption {
  if (text === undefined) return { column: null, meanings: null };
  if (!text.includes('=')) return { column: text, meanings: null };
  const [column, yes] = splitPair(name, text);
  if (yes === '')
    throw new WrongUse(`--${name} names no answers that mean yes, as in --${name} "Consent=yes,ja".`);
  return { column, meanings: { ...USUAL_MEANINGS, yes: yes.split(',') } };
}

/** @throws WrongUse */
export function consentFileOptions(options: Options): ConsentFileOptions | null {
  const path = options['consent-file'];
  const { 'consent-key': key, 'consent-answer': answer, 'consent-where': where = [], out, rejects } = options;
  if (path === undefined) {
    const idle = (['consent-key', 'consent-answer', 'consent-where'] as const).find((name) => options[name]);
    if (idle) throw new WrongUse(`--${idle} speaks of a second file: name it with --consent-file FILE.`);
    return null;
  }
  if (options['no-consent-information']) {
    throw new WrongUse(
      '--no-consent-information and --consent-file cannot go together: the file says who opted in.',
    );
  }
  for (const written of [out, rejects]) {
    if (written !== undefined && resolve(written) === resolve(path))
      throw new WrongUse('The output would overwrite the consent file.', 'Choose another name.');
  }
  return {
    path,
    key: key === undefined ? null : keyOption(key),
    answer: answerOption('consent-answer', answer),
    where: where.map((text) => splitPair('consent-where', text)),
  };
}

/** `phone`, `phone=Column` where the consent file calls it otherwise, or a column that both files have. */
function keyOption(text: string): ConsentFileOptions['key'] {
  if (nameKey(text) === 'phone') return { by: 'phone', column: null };
  const column = /^phone=(.+)$/i.exec(text)?.[1];
  return column === undefined ? { by: 'name', column: text } : { by: 'phone', column };
}

/**
 * Reads the consent file. The names and values that the options give are looked up in what a first reading finds; where
 * they ask for anything else than what it took by itself, the file is read once more.
 * @throws AppError `consentFile.*`
 */
export async function readChosenConsentFile(
  reader: AudienceReader,
  options: ConsentFileOptions,
  audience: AudienceColumns,
  country: CountryCode,
  watch: Watch,
): Promise<ConsentFileRead> {
  const read = (choice: ConsentFileChoice | null) =>
    reader
      .readConsentFile(options.path, choice, audience.header, country, watch)
      .catch((error) => Promise.reject(cannotUse(options.path, error)));
  const found = await read(null);
  const choice = choiceOf(options, found, audience.columns);
  if (isDeepStrictEqual(choice, found.choice)) return found;
  const again = await read(choice);
  if (again.sha256 !== found.sha256) throw changedMeanwhile(found.name);
  return again;
}

function changedMeanwhile(name: string): AppError {
  return new AppError({
    code: 'consentFile.changed',
    message: `The consent file “${name}” changed while it was read. Nothing was sent.`,
    hint: 'Wait until it is complete, then give the command again.',
  });
}

/** Says of which of the two files it is told, and by a code of its own, since the options for reading are the audience's. */
function cannotUse(path: string, error: unknown): unknown {
  if (!(error instanceof AppError) || !error.code.startsWith('file.')) return error;
  const { code, message, hint } = error;
  return new AppError({
    code: code.replace(/^file\./, 'consentFile.'),
    message: `The consent file “${basename(path)}” cannot be used. ${message}`,
    hint,
  });
}

/** What of the consent file counts, in words. */
export function consentFileWords(read: ConsentFileRead): string {
  const { columns, choice, rows, chosen, unreadable, people } = read;
  const header = (position: number | null) => `“${columns[position!]!.header}”`;
  const only = choice.where.map(
    ({ column, values }) => `${header(column)} is ${values.map((value) => value || '(blank)').join(' or ')}`,
  );
  const count = (number: number) => number.toLocaleString('en-US');
  return [
    `Joined by the ${choice.key === 'phone' ? 'phone' : 'id'} in ${header(choice.keyColumn)}; ${header(choice.answerColumn)} says who opted in.`,
    `${count(chosen)} of its ${count(rows)} rows count, of ${count(people)} ${choice.key === 'phone' ? 'phones' : 'ids'}${
      only.length > 0 ? `: those whose ${only.join(' and ')}` : ''
    }.`,
    ...(unreadable > 0 ? [`${count(unreadable)} cannot be read.`] : []),
  ].join(' ');
}

function choiceOf(
  { key, answer, where }: ConsentFileOptions,
  found: ConsentFileRead,
  audience: readonly MappedColumn[],
): ConsentFileChoice {
  const columns = mapColumns(
    found.columns.map(({ header }) => header),
    [],
    new Map(),
    null,
    () => {},
  );
  const ofFile = `The consent file “${found.name}”`;
  const columnOf = (name: string) => columnNamed(columns, name, ofFile);
  const choice: ConsentFileChoice = {
    ...found.choice,
    ...keyOf(key, found.choice, columnOf, (name) => columnNamed(audience, name, 'The audience')),
    answerColumn: answer.column === null ? found.choice.answerColumn : columnOf(answer.column).position,
    meanings: answer.meanings,
    where: whereOf(where, found, columnOf),
  };
  if (isComplete(choice)) return choice;
  const itsColumns = `Its columns are: ${listColumns(columns)}.`;
  throw choice.answerColumn === null
    ? consentFileError(
        'noAnswer',
        `No column of the consent file “${found.name}” is known to say who opted in.`,
        `Name the one that does. ${itsColumns}`,
      )
    : consentFileError(
        'noKey',
        `No column of the consent file “${found.name}” is known to hold the phone.`,
        `Name the one that does, or an id that both files have. ${itsColumns}`,
      );
}

function keyOf(
  key: ConsentFileOptions['key'],
  found: ConsentFileChoice,
  columnOf: (name: string) => MappedColumn,
  inAudience: (name: string) => MappedColumn,
): Partial<ConsentFileChoice> {
  if (key === null) return {};
  if (key.column === null) {
    return { key: 'phone', keyColumn: found.key === 'phone' ? found.keyColumn : null, audienceColumn: null };
  }
  const keyColumn = columnOf(key.column).position;
  const joined = key.by === 'phone' || PHONE_NAMES.has(nameKey(key.column)) ? null : inAudience(key.column);
  // Phones are compared as phones, however they are written.
  if (joined === null || joined.role === 'phone') return { key: 'phone', keyColumn, audienceColumn: null };
  return { key: 'id', keyColumn, audienceColumn: joined.position };
}

function whereOf(
  where: ConsentFileOptions['where'],
  found: ConsentFileRead,
  columnOf: (name: string) => MappedColumn,
): ConsentFileChoice['where'] {
  const chosen = new Map<number, Set<string>>();
  for (const [name, text] of where) {
    const { position, header } = columnOf(name);
    const listed = found.columns[position]!.values;
    if (listed === null) {
      throw consentFileError(
        'tooManyValues',
        `The column “${header}” of the consent file has too many different values, or too long ones, to choose rows by.`,
        'Choose by a column with few values, such as a brand, a region or an SMS program.',
      );
    }
    const values = new Set(listed.map(({ value }) => value));
    const wanted = values.has(text) ? [text] : text.split(',').map((value) => value.trim());
    const missing = wanted.find((value) => !values.has(value));
    if (missing !== undefined) {
      throw consentFileError(
        'unknownValue',
        `The column “${header}” of the consent file has no value “${missing}”.`,
        `Its values are: ${listValues([...values])}.`,
      );
    }
    chosen.set(position, new Set([...(chosen.get(position) ?? []), ...wanted]));
  }
  return [...chosen].map(([column, values]) => ({ column, values: [...values] }));
}

/** A column's values for a message; those that look like a customer's are not quoted. */
function listValues(values: readonly string[]): string {
  return values
    .map((value) => {
      if (value === '') return '(blank)';
      return value.includes('@') || value.replace(/\D/g, '').length >= 7 ? '…' : value;
    })
    .join(', ');
}

function columnNamed(columns: readonly MappedColumn[], name: string, file: string): MappedColumn {
  try {
    return chosenColumn(columns, name);
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'mapping.unknownColumn') throw error;
    throw consentFileError('unknownColumn', `${file} has no column named “${name}”.`, error.hint);
  }
}

function consentFileError(problem: string, message: string, hint: string): AppError {
  return new AppError({ code: `consentFile.${problem}`, message: `${message} Nothing was sent.`, hint });
}
