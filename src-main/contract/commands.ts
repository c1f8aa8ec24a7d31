import { z } from 'zod';
import { columnOptionsSchema, columnTargetSchema, rulesSchema } from './audience.ts';
import { senderCodeSchema } from './connection.ts';
import { consentFileChoiceSchema } from './consent.ts';
import { type Failure, failureSchema } from './failure.ts';
import { fieldCheckSchema } from './field-check.ts';
import { readingSchema } from './reading.ts';
import { LONGEST_NAME } from './remembered-mapping.ts';
import { LARGEST_PAGE, reviewedRowSchema, rowFilterSchema } from './rows.ts';
import { REPORT_FORMATS } from './run.ts';
import { exchangeSchema, importPreviewSchema, runDetailSchema, sampleChoiceSchema } from './sending.ts';
import { stateSchema } from './state.ts';
import { stepSchema } from './steps.ts';

const nothing = z.null();
/** What a name may be is said in a sentence by `Accounts`. */
const accountName = z.string().trim().max(100);
const anyAccount = z.strictObject({ account: z.string().max(100) });
const purpose = z.enum(['sample', 'push']);
const mappingName = z.string().trim().min(1).max(LONGEST_NAME);
const anyMapping = z.strictObject({ id: z.string().max(100) });
const anyRun = z.strictObject({ runId: z.string().regex(/^[\w-]{1,100}$/) });
const savedFile = z.strictObject({ savedAs: z.string().nullable(), folder: z.string().nullable() });

const someAnswers = z.array(z.string().max(200)).max(1100);
const someMeanings = z.strictObject({ yes: someAnswers, no: someAnswers });

/** Everything that the page may ask of the main process: what each call takes, and what it answers. */
export const COMMANDS = {
  state: { input: nothing, answer: stateSchema },
  goTo: { input: z.strictObject({ step: stepSchema }), answer: nothing },

  /** The secret goes in here and never comes out again. */
  addAccount: {
    input: z.strictObject({
      name: accountName,
      clientId: z.string().trim().min(1).max(500),
      clientSecret: z.string().trim().min(1).max(500),
    }),
    answer: nothing,
  },
  renameAccount: { input: z.strictObject({ from: z.string().max(100), to: accountName }), answer: nothing },
  removeAccount: { input: anyAccount, answer: nothing },
  /** Signs in and reads the sender codes; changes nothing. */
  testAccount: { input: anyAccount, answer: z.strictObject({ senderCodes: z.array(senderCodeSchema) }) },
  readAccounts: { input: nothing, answer: nothing },
  connect: { input: anyAccount, answer: nothing },
  disconnect: { input: nothing, answer: nothing },
  chooseSenderCode: { input: z.strictObject({ id: z.int() }), answer: nothing },
  refreshFields: { input: nothing, answer: nothing },

  /** Opens the system's dialog. */
  chooseFile: { input: nothing, answer: nothing },
  openFile: { input: z.strictObject({ token: z.string().max(100) }), answer: nothing },
  openSampleAudience: { input: nothing, answer: nothing },
  forgetRecentFiles: { input: nothing, answer: nothing },
  /** Opens the chosen file anew and reads it in another way; what is not named stays as it was chosen, but for the header's row if the sheet is another one. */
  readAs: { input: readingSchema.partial(), answer: nothing },
  stopOpening: { input: nothing, answer: nothing },

  mapColumn: { input: z.strictObject({ position: z.int(), target: columnTargetSchema }), answer: nothing },
  chooseColumnOptions: {
    input: z.strictObject({ position: z.int(), ...columnOptionsSchema.shape }),
    answer: nothing,
  },
  setConstant: { input: z.strictObject({ field: z.int(), value: z.string().max(5000) }), answer: nothing },
  removeConstant: { input: z.strictObject({ field: z.int() }), answer: nothing },
  /** Whether system fields that the account does not list are changed contact by contact. */
  chooseByContact: { input: z.strictObject({ byContact: z.boolean() }), answer: nothing },
  /** Undoes every choice about columns, so that they go by their names alone. */
  mapByNames: { input: nothing, answer: nothing },

  /** Keeps what the columns become now, for the account and files with these columns. */
  rememberMapping: { input: z.strictObject({ name: mappingName }), answer: nothing },
  useMapping: { input: anyMapping, answer: nothing },
  renameMapping: { input: z.strictObject({ id: z.string().max(100), name: mappingName }), answer: nothing },
  deleteMapping: { input: anyMapping, answer: nothing },
  /** Asks for a place with the system's dialog. */
  exportMapping: { input: anyMapping, answer: savedFile },
  /** Asks for a file with the system's dialog; answers the mapping's name, or null when the user changed their mind. */
  importMapping: { input: nothing, answer: z.strictObject({ name: z.string().nullable() }) },

  /** Whether the columns fit the profile fields; the same as plain text besides. */
  checkFields: { input: nothing, answer: z.strictObject({ check: fieldCheckSchema, text: z.string() }) },
  /** Puts a text onto the system's clipboard. */
  copyText: { input: z.strictObject({ text: z.string().max(1_000_000) }), answer: nothing },

  chooseConsent: {
    input: z.strictObject({
      column: z.int().nullable(),
      meanings: someMeanings.nullable(),
      withoutInformation: z.boolean(),
      withoutOptOuts: z.boolean(),
    }),
    answer: nothing,
  },
  /** Asks for a second file with the system's dialog, and reads who opted in from it. */
  chooseConsentFile: { input: nothing, answer: nothing },
  /** Reads it anew, by other columns or other rows of it. */
  changeConsentFile: {
    input: consentFileChoiceSchema.extend({ meanings: someMeanings.nullable() }),
    answer: nothing,
  },
  stopConsentFile: { input: nothing, answer: nothing },
  forgetConsentFile: { input: nothing, answer: nothing },
  chooseRules: { input: rulesSchema, answer: nothing },

  /** Reads and judges the file anew. */
  reviewAgain: { input: nothing, answer: nothing },
  stopReview: { input: nothing, answer: nothing },
  readOptOuts: { input: nothing, answer: nothing },
  stopOptOuts: { input: nothing, answer: nothing },
  /**
   * Lays out the rows to look at; `count` is how many there are. Replaces the layout before it. While it looks for a text,
   * the state tells how many were found. A search that was stopped is not `complete`.
   */
  findRows: {
    input: z.strictObject({ revision: z.int(), filter: rowFilterSchema }),
    answer: z.strictObject({ layout: z.int(), count: z.int(), complete: z.boolean() }),
  },
  stopFinding: { input: nothing, answer: nothing },
  /** A page of the rows that `findRows` laid out, or has found so far. */
  rows: {
    input: z.strictObject({
      layout: z.int(),
      from: z.int().min(0),
      count: z.int().min(1).max(LARGEST_PAGE),
    }),
    answer: z.strictObject({ rows: z.array(reviewedRowSchema) }),
  },
  /** Asks for a place with the system's dialog; answers the file's name and its folder's, or nulls when the user changed their mind. */
  saveLeftOut: { input: nothing, answer: savedFile },
  stopSaving: { input: nothing, answer: nothing },

  chooseSample: { input: sampleChoiceSchema, answer: nothing },
  previewImport: { input: z.strictObject({ what: purpose }), answer: importPreviewSchema },
  /** `rows` is the count of ready rows, and `choice` the sample's, that the user saw. */
  sendSample: { input: z.strictObject({ rows: z.int(), choice: sampleChoiceSchema }), answer: nothing },
  /** `rows` is the count that the user typed; `withoutSample` what they typed to send without a sample that matches. */
  push: {
    input: z.strictObject({ rows: z.int(), withoutSample: z.string().max(100).nullable() }),
    answer: nothing,
  },
  pause: { input: z.strictObject({ paused: z.boolean() }), answer: nothing },
  stopSending: { input: nothing, answer: nothing },
  /** Tries at once what waits to be tried again. */
  tryNow: { input: nothing, answer: nothing },
  exchanges: { input: nothing, answer: z.strictObject({ exchanges: z.array(exchangeSchema) }) },

  readHistory: { input: nothing, answer: nothing },
  openRun: { input: anyRun, answer: runDetailSchema },
  /** Looks in Listrak what became of the imports of an unfinished run that it took. */
  followRun: { input: anyRun, answer: nothing },
  /** Reads an unfinished run's file again, in place of the one that is open, and counts what would be sent now. */
  prepareRun: { input: anyRun, answer: nothing },
  /** Stops following or reading, and forgets what was counted. */
  stopRun: { input: nothing, answer: nothing },
  /** Sends what was counted. `rows` is the count that the user saw; `sendsAgain` what may have arrived, too. */
  finishRun: { input: anyRun.extend({ rows: z.int(), sendsAgain: z.boolean() }), answer: nothing },
  abandonRun: { input: anyRun, answer: nothing },
  /** Deletes the record of a run; nothing changes at Listrak. */
  deleteRun: { input: anyRun, answer: nothing },
  /** Asks for a place with the system's dialog. */
  saveRunReport: {
    input: anyRun.extend({
      format: z.enum(REPORT_FORMATS),
      /** The audience file is read again for them, since the record has none. */
      showPhones: z.boolean(),
    }),
    answer: savedFile,
  },
} as const satisfies Record<string, { input: z.ZodType; answer: z.ZodType }>;

export type CommandName = keyof typeof COMMANDS;
export type CommandInput<Name extends CommandName> = z.infer<(typeof COMMANDS)[Name]['input']>;
export type CommandAnswer<Name extends CommandName> = z.infer<(typeof COMMANDS)[Name]['answer']>;

/** Failures cross as values: a thrown error would keep only its message. */
export type Result<Value> = { ok: true; value: Value } | { ok: false; failure: Failure };

export const resultSchema = <T extends z.ZodType>(value: T) =>
  z.discriminatedUnion('ok', [
    z.strictObject({ ok: z.literal(true), value }),
    z.strictObject({ ok: z.literal(false), failure: failureSchema }),
  ]);
