import { z } from 'zod';
import { consentSummarySchema } from './consent.ts';
import { failureSchema } from './failure.ts';
import { rowCountsSchema } from './review.ts';
import {
  checkSchema,
  contactUpdatesSchema,
  differenceSchema,
  RUN_STATES,
  refusedRowSchema,
  runReportSchema,
} from './run.ts';

export const LARGEST_SAMPLE = 100;

/** What a user types to send everything without a sample that matches. */
export const WITHOUT_SAMPLE = 'send without a sample';

export const sampleChoiceSchema = z.strictObject({
  kind: z.enum(['random', 'first', 'chosen']),
  count: z.int().min(1).max(LARGEST_SAMPLE),
  /** Of the random choice: the same seed chooses the same rows. */
  seed: z.int(),
  /** Of the user's choice: places among all rows of the file, as in `ReviewedRow.row`. */
  rows: z.array(z.int()).max(LARGEST_SAMPLE),
});
export type SampleChoiceState = z.infer<typeof sampleChoiceSchema>;

const purpose = z.enum(['sample', 'push']);

/** What is happening while something is being sent. Bytes of the audience file or of the upload, and counts. */
export const stageSchema = z.discriminatedUnion('stage', [
  z.strictObject({ stage: z.literal('optOuts'), count: z.int() }),
  z.strictObject({ stage: z.literal('planning'), bytes: z.int(), ofBytes: z.int() }),
  z.strictObject({
    stage: z.literal('uploading'),
    purpose,
    part: z.int(),
    ofParts: z.int(),
    rows: z.int(),
    bytes: z.int(),
    ofBytes: z.int(),
  }),
  z.strictObject({ stage: z.literal('following'), purpose, importId: z.string(), status: z.string() }),
  z.strictObject({ stage: z.literal('updating'), purpose, done: z.int(), of: z.int() }),
  z.strictObject({
    stage: z.literal('checking'),
    purpose,
    done: z.int(),
    of: z.int(),
    round: z.int(),
  }),
]);
export type Stage = z.infer<typeof stageSchema>;

/** A sending that is under way. Times are ISO. */
export const activeSendingSchema = z.strictObject({
  /** `rest`: what a run that was cut off had not sent. */
  what: z.enum(['sample', 'push', 'rest']),
  runId: z.string(),
  rows: z.int(),
  /** Whether imports carry some of the fields, and whether some are changed contact by contact. */
  byImport: z.boolean(),
  byContact: z.boolean(),
  startedAt: z.string(),
  stage: stageSchema,
  stageStartedAt: z.string(),
  /** How many imports everything takes; null until that is known, and for a sample. */
  ofParts: z.int().nullable(),
  /** `asked`: the import that is under way ends first. */
  pause: z.enum(['no', 'asked', 'paused']),
  stopping: z.boolean(),
  /** When the computer last woke from sleep during it. */
  wokeAt: z.string().nullable(),
});
export type ActiveSending = z.infer<typeof activeSendingSchema>;

export const sentSchema = z.strictObject({
  report: runReportSchema,
  endedAt: z.string(),
  /** Whether file, mapping, sender code and rows are still those that were sent. */
  upToDate: z.boolean(),
});
export type Sent = z.infer<typeof sentSchema>;

export const sendingSchema = z.strictObject({
  active: activeSendingSchema.nullable(),
  choice: sampleChoiceSchema,
  /** How many rows the sample has by that choice: rows that were chosen may not be ready any more. */
  sampleRows: z.int(),
  sample: sentSchema.nullable(),
  push: sentSchema.nullable(),
  /** The sample of what stands on screen was sent and matches: everything may be sent. */
  proven: z.boolean(),
  /** Why the last sending did not even begin. */
  failure: z.strictObject({ what: purpose, failure: failureSchema }).nullable(),
  /** How many requests of the last sending can be looked at. */
  exchanges: z.int(),
});
export type SendingState = z.infer<typeof sendingSchema>;

/** The very import that goes, or would go, to Listrak. */
export const importPreviewSchema = z.strictObject({
  address: z.string(),
  fileName: z.string(),
  rows: z.int(),
  /** The file's first lines without their line ends, its header first; none where no import is needed. */
  lines: z.array(z.string()),
  settings: z.strictObject({
    importType: z.string(),
    hasColumnNames: z.boolean(),
    textQualifier: z.string(),
  }),
  mappings: z.array(
    z.strictObject({
      fileColumn: z.int(),
      fileColumnType: z.string(),
      segmentationFieldId: z.int(),
      /** The audience file's column, and the profile field's name or “Phone”. */
      from: z.string(),
      to: z.string(),
    }),
  ),
  /** What is changed contact by contact besides, after the import. */
  byContact: z
    .strictObject({
      /** Where contacts are read and written. */
      address: z.string(),
      columns: z.array(z.strictObject({ from: z.string(), to: z.string() })),
      /** The values of the same rows as above, each row as a line; the fields' names first. */
      lines: z.array(z.string()),
    })
    .nullable(),
});
export type ImportPreview = z.infer<typeof importPreviewSchema>;

/** One request and its answer. Never a token; phones and emails are masked. */
export const exchangeSchema = z.strictObject({
  at: z.string(),
  method: z.string(),
  address: z.string(),
  /** Bytes of the request's body, if it had one. */
  bytes: z.int().nullable(),
  /** Null when no answer came. */
  status: z.int().nullable(),
  ms: z.int(),
  answer: z.string(),
});
export type Exchange = z.infer<typeof exchangeSchema>;

const importOnRecord = z.strictObject({
  id: z.string().nullable(),
  purpose,
  rows: z.int(),
  status: z.string(),
});

/** A run as History lists it. */
export const runSummarySchema = z.strictObject({
  runId: z.string(),
  started: z.string(),
  file: z.string(),
  account: z.string(),
  senderCode: z.string(),
  ready: z.int(),
  imports: z.array(importOnRecord),
  sent: z.int(),
  /** Contacts that hold the values that were to be changed one by one; null where none were to be, or that had not begun. */
  updated: z.strictObject({ sample: z.int().nullable(), push: z.int().nullable() }),
  /** `beingSent`: some process of this computer is at work on it just now. */
  state: z.enum([...RUN_STATES, 'unfinished', 'beingSent']),
});
export type RunSummary = z.infer<typeof runSummarySchema>;

/** All that the record of a run says. */
export const runDetailSchema = z.strictObject({
  ...runSummarySchema.shape,
  ended: z.string().nullable(),
  fileBytes: z.int(),
  sha256: z.string(),
  senderCodeId: z.int(),
  mapping: z.array(z.strictObject({ column: z.string(), field: z.string() })),
  counts: rowCountsSchema,
  scope: z.enum(['sample', 'push', 'both']),
  /** The run whose sample proved this one's mapping, where it was another run. */
  provenBy: z.string().nullable(),
  consentColumn: z.string().nullable(),
  sampleSkipped: z.boolean(),
  withoutConsentInformation: z.boolean(),
  /** Listrak could not be asked who is opted out, and the user went on. */
  withoutOptOuts: z.boolean(),
  /** Who opted in, by each source; null in older records. */
  consent: consentSummarySchema.nullable(),
  /** Of the sample's contacts, and of everything's, that were changed one by one. */
  sampleUpdates: contactUpdatesSchema.nullable(),
  updates: contactUpdatesSchema.nullable(),
  sampleCheck: checkSchema.nullable(),
  check: checkSchema.nullable(),
  /** Of the sample and of the push, as the run's report told them. */
  differences: z.array(differenceSchema),
  /** Rows of the file whose numbers Listrak did not know when they were read back. None in older records. */
  unknownRows: z.array(z.int()),
  /** All whose values Listrak refused when they were to be changed one by one. */
  refusedRows: z.array(refusedRowSchema),
  error: failureSchema.nullable(),
});
export type RunDetail = z.infer<typeof runDetailSchema>;

/** Records that are encrypted, by their files' names, and that nobody can open now. */
const sealedRecordsSchema = z.strictObject({
  names: z.array(z.string()),
  /** The keychain cannot be opened, or it does not have their key. */
  why: z.enum(['noKeychain', 'otherKey']),
});
export type SealedRecords = z.infer<typeof sealedRecordsSchema>;

export const historySchema = z.strictObject({
  runs: z.array(runSummarySchema),
  unreadable: z.array(z.string()),
  sealed: sealedRecordsSchema.nullable(),
  failure: failureSchema.nullable(),
});
export type HistoryState = z.infer<typeof historySchema>;
