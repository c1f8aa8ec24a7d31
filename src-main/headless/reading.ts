import { resolve } from 'node:path';
import type { CountryCode } from 'libphonenumber-js/max';
import { type Connection, connect } from '../application/connect.ts';
import { type OptOuts, readOptOuts } from '../application/opt-outs.ts';
import type { AudienceReader, OpenedFile, ReadProgress, Watch } from '../application/ports.ts';
import type { PushSource } from '../application/push-order.ts';
import { type ReviewChoices, type ReviewedFile, reviewFile, todayOf } from '../application/review.ts';
import { writeFileWhole } from '../application/write-file.ts';
import { type ColumnOptions, SAFE_OPTIONS } from '../audience/column-options.ts';
import type { MappedColumn } from '../audience/mapped-column.ts';
import { mapColumns } from '../audience/mapping.ts';
import { AppError } from '../contract/failure.ts';
import type { ProfileField } from '../contract/profile-field.ts';
import { DELIMITERS, ENCODINGS, headerRowSchema, type Reading } from '../contract/reading.ts';
import { unlistedSystemFields } from '../listrak/contact-values.ts';
import { startThreadedReader } from '../worker/threaded-reader.ts';
import { type CommandLine, type Options, oneOf, splitPair, WrongUse, wholeNumber } from './arguments.ts';
import { fieldsOfFile, type NamedAccount, openAccount } from './connection.ts';
import { answerOption, consentFileOptions, consentFileWords, readChosenConsentFile } from './consent-file.ts';
import { mapAdvice, withLikelyPhones } from './map-advice.ts';
import type { Progress } from './progress.ts';
import { DELIMITER_NAMES, headerSuggestion } from './report-text.ts';

/** What a command works with once its file is reviewed. */
export interface ReadAudience {
  reader: AudienceReader;
  reviewed: ReviewedFile;
  connection: Connection | null;
  /** The profile fields that the columns could go to. */
  fields: readonly ProfileField[];
  /** What is asked of columns that are matched to nothing, by their positions. */
  advice: ReadonlyMap<number, string>;
  /** Listrak could not be asked who is opted out, and the user goes on all the same. */
  withoutOptOuts: boolean;
  /** Where it was read, and how. */
  source: PushSource;
}

/**
 * Does the part that review, normalise and push share, runs `work`, and closes all that was opened.
 * @param sends whether the command may send: then Listrak is asked for its fields and opt-outs, whatever the options.
 */
export async function withReading<Result>(
  { operands, options }: CommandLine,
  sends: boolean,
  progress: Progress,
  signal: AbortSignal,
  work: (audience: ReadAudience) => Promise<Result>,
): Promise<Result> {
  const path = onlyFile(operands);
  const choices = readChoices(options);
  const consentFile = consentFileOptions(options);
  if (options.fields !== undefined && (options.account !== undefined || options.api !== undefined)) {
    throw new WrongUse('--fields and --account cannot go together: both say which profile fields there are.');
  }
  const asksListrak = sends || options.account !== undefined || options.api !== undefined;
  if (options['check-opt-outs'] && !asksListrak) {
    throw new WrongUse('--check-opt-outs needs --account, since Listrak is asked.');
  }
  let account: NamedAccount | null = null;
  const reader = startThreadedReader(new URL('./review-worker.js', import.meta.url));
  try {
    if (asksListrak) account = await openAccount(options, progress);
    const connection = account && (await openConnection(account, options, progress, signal));
    const listed = connection ? connection.fields : options.fields ? await fieldsOfFile(options.fields) : [];
    const fields = options['contact-by-contact'] ? [...listed, ...unlistedSystemFields(listed)] : listed;
    if (!connection && options.fields === undefined) {
      progress.say(
        'No profile fields were given (--fields or --account), so only phones and consent are looked at.',
      );
    }
    const country = (
      options.country ??
      (connection?.senderCode.country || 'US')
    ).toUpperCase() as CountryCode;
    const onProgress = (read: ReadProgress) => progress.show({ stage: 'reading', ...read });
    const whole = { ...choices, country };
    const source: PushSource = { path: resolve(path), reading: choices.reading, consentFile: null };
    const readConsent = async (header: readonly string[], columns: readonly MappedColumn[]) => {
      if (!consentFile) return;
      const show = (read: ReadProgress) => progress.show({ stage: 'consentFile', ...read });
      const watch = { onProgress: show, signal };
      const read = await readChosenConsentFile(reader, consentFile, { header, columns }, country, watch);
      source.consentFile = {
        path: resolve(consentFile.path),
        choice: read.choice,
        readAt: read.readAt,
        sha256: read.sha256,
      };
      progress.finish(`${read.rows.toLocaleString('en-US')} rows`);
      progress.say(consentFileWords(read));
    };
    const watch = { onProgress, signal };
    const reviewed = await reviewWithAdvice(reader, path, fields, whole, readConsent, watch);
    refuseIdleOptions(reviewed.columns);
    progress.finish(`${reviewed.review.rows.total.toLocaleString('en-US')} rows`);
    if (reviewed.suggestedHeaderRow !== null) progress.say(headerSuggestion(reviewed.suggestedHeaderRow));
    let withoutOptOuts = false;
    if (connection && (sends || options['check-opt-outs'])) {
      const optedOut = await askOptOuts(connection, country, options, sends, progress, signal);
      if (optedOut) reviewed.review = await reader.leaveOut(optedOut);
      else withoutOptOuts = true;
    }
    if (options.rejects !== undefined)
      await writeFileOf(options.rejects, path, reader.rejectsBytes({ signal }));
    const advice = mapAdvice(reviewed.columns, fields, country);
    return await work({ reader, reviewed, connection, fields, advice, withoutOptOuts, source });
  } finally {
    await reader.close();
    await account?.close();
  }
}

/** Who is opted out in Listrak; null where it could not be asked, and the user goes on all the same. */
async function askOptOuts(
  connection: Connection,
  country: CountryCode,
  options: Options,
  sends: boolean,
  progress: Progress,
  signal: AbortSignal,
): Promise<OptOuts | null> {
  const onCount = (count: number) => progress.show({ stage: 'optOuts', count });
  try {
    const optedOut = await readOptOuts(connection, country, () => new Date(), onCount, signal);
    progress.finish();
    return optedOut;
  } catch (error) {
    if (!sends || signal.aborted || !(error instanceof AppError)) throw error;
    progress.breakOff();
    const { code, message, hint } = error;
    if (options['without-opt-outs']) {
      progress.say(
        `${message.replace(/ Nothing was sent\.$/, '')} You chose to go on although nobody knows who is opted out in Listrak (--without-opt-outs).`,
      );
      return null;
    }
    throw new AppError({
      code,
      message: `Listrak could not be asked who is opted out: ${message}`,
      hint: `${hint} Or go on although nobody knows who is opted out there, which is put on record (--without-opt-outs).`,
    });
  }
}

/** Reviews the file; where it has no phone, says which columns are likely to be it. */
async function reviewWithAdvice(
  reader: AudienceReader,
  path: string,
  fields: readonly ProfileField[],
  choices: ReviewChoices,
  readConsent: (header: readonly string[], columns: readonly MappedColumn[]) => Promise<void>,
  watch: Watch,
) {
  const { mapping, optIn, country } = choices;
  const opened: OpenedFile[] = [];
  const noting: AudienceReader = {
    ...reader,
    open: async (...parts) => {
      const file = await reader.open(...parts);
      opened.push(file);
      return file;
    },
  };
  return await reviewFile(noting, path, fields, choices, todayOf(new Date()), watch, readConsent).catch(
    (error: unknown) => {
      const head = opened[0]?.beginning.head;
      if (!head || !(error instanceof AppError) || error.code !== 'mapping.noPhone') throw error;
      const columns = mapColumns(head.header, fields, mapping, optIn);
      throw withLikelyPhones(error, columns, fields, head, country);
    },
  );
}

async function openConnection(
  account: NamedAccount,
  options: Options,
  progress: Progress,
  signal: AbortSignal,
) {
  const given = options['sender-code'];
  const senderCode =
    given === undefined ? account.defaultSenderCode : wholeNumber('sender-code', given, 1, 2_147_483_647);
  progress.stage('Signing in to Listrak');
  const connection = await connect(account.client, account.name, senderCode, signal);
  progress.finish(
    `${connection.senderCode.merchant}, ${connection.senderCode.code}, ${connection.fields.length} profile fields`,
  );
  return connection;
}

function onlyFile(operands: readonly string[]): string {
  const [path, extra] = operands;
  if (path === undefined) throw new WrongUse('Name the audience file.');
  if (extra !== undefined) throw new WrongUse('Only one audience file at a time.');
  return path;
}

function readChoices(options: Options): Omit<ReviewChoices, 'country'> {
  const { column, meanings } = answerOption('opt-in', options['opt-in']);
  return {
    reading: readWay(options),
    mapping: readMapping(options.map ?? []),
    options: readColumnOptions(options),
    constants: (options.constant ?? []).map((text) => {
      const [field, value] = splitPair('constant', text, text.indexOf('='));
      return { field, value };
    }),
    optIn: column,
    meanings,
    usesConsentFile: options['consent-file'] !== undefined,
    withoutConsentInformation: options['no-consent-information'] ?? false,
    keep: oneOf('keep', options.keep ?? 'first', ['first', 'last']),
  };
}

/** What the options say of how the file is to be read. */
function readWay(options: Options): Reading {
  const { encoding, delimiter, sheet } = options;
  return {
    encoding: encoding === undefined ? null : oneOf('encoding', encoding, ENCODINGS),
    delimiter: delimiter === undefined ? null : delimiterNamed(delimiter),
    headerRow: readHeaderRow(options['header-row']),
    sheet: sheet ?? null,
    evenIfLarge: options['even-if-large'] ?? false,
  };
}

function delimiterNamed(text: string): Reading['delimiter'] {
  const name = oneOf('delimiter', text, Object.values(DELIMITER_NAMES));
  return DELIMITERS.find((delimiter) => DELIMITER_NAMES[delimiter] === name)!;
}

function readHeaderRow(text: string | undefined): Reading['headerRow'] {
  if (text === undefined) return null;
  const row = headerRowSchema.safeParse(/^\d+$/.test(text) ? Number(text) : text);
  if (!row.success) throw new WrongUse('--header-row takes a whole number from 1 to 1,000, or none.');
  return row.data;
}

function readMapping(pairs: readonly string[]): Map<string, string> {
  const mapping = new Map<string, string>();
  for (const pair of pairs) {
    const [column, field] = splitPair('map', pair);
    if (mapping.has(column)) throw new WrongUse(`--map is given twice for the column “${column}”.`);
    mapping.set(column, field);
  }
  return mapping;
}

/** Writes what the command line asks for; a place that cannot be is a wrong use of it. */
export async function writeFileOf(
  path: string,
  source: string,
  bytes: AsyncIterable<Uint8Array>,
): Promise<void> {
  await orWrongUse(writeFileWhole(path, source, bytes));
}

/** Waits for something to be written; that its place cannot be is a wrong use of the command line. */
export async function orWrongUse(writing: Promise<void>): Promise<void> {
  await writing.catch((error: unknown) => {
    const { code, message } = error as AppError;
    if (code === 'output.isAudience' || code === 'output.notAFile') throw new WrongUse(message);
    throw error;
  });
}

const DATE_ORDERS = { 'month-first': 'monthFirst', 'day-first': 'dayFirst' } as const;

function readColumnOptions(options: Options): Map<string, ColumnOptions> {
  const columns = new Map<string, ColumnOptions>();
  const change = (column: string, part: Partial<ColumnOptions>) =>
    columns.set(column, { ...(columns.get(column) ?? SAFE_OPTIONS), ...part });
  for (const text of options['date-order'] ?? []) {
    const [column, name] = splitPair('date-order', text);
    const dateOrder = DATE_ORDERS[oneOf('date-order', name, ['month-first', 'day-first'])];
    const before = columns.get(column)?.dateOrder ?? dateOrder;
    if (before !== dateOrder) throw new WrongUse(`--date-order says two orders for the column “${column}”.`);
    change(column, { dateOrder });
  }
  for (const column of options['send-without'] ?? []) change(column.trim(), { badValue: 'sentBlank' });
  return columns;
}

/** @throws WrongUse where what was asked for a column does nothing, since somebody counts on it. */
function refuseIdleOptions(columns: readonly MappedColumn[]): void {
  for (const { header, role, field, dateOrder, badValue } of columns) {
    if (badValue === 'sentBlank' && role !== 'field') {
      throw new WrongUse(
        `--send-without does nothing for the column “${header}”, which goes to no profile field.`,
        IDLE,
      );
    }
    if (dateOrder !== null && field?.dataType !== 'Date') {
      throw new WrongUse(
        `--date-order does nothing for the column “${header}”, which goes to no Date field.`,
        IDLE,
      );
    }
  }
}

const IDLE = 'Leave the option out, or map the column to such a field with --map "Column=Profile Field".';
