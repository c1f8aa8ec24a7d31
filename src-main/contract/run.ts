import { z } from 'zod';
import { failureSchema } from './failure.ts';
import { rowCountsSchema } from './review.ts';

/** How reading back a sample, or a part of a push, came out. Counts of contacts: `asked` is the sum of the others. */
export const checkSchema = z.strictObject({
  asked: z.int(),
  match: z.int(),
  differ: z.int(),
  unknownNumber: z.int(),
  /** Found, but every value sent was blank; what Listrak does with a blank is not known, so nothing was compared. */
  blank: z.int(),
});
export type Check = z.infer<typeof checkSchema>;

/** A value that Listrak holds otherwise than it was sent. Phones and emails are masked. */
export const differenceSchema = z.strictObject({
  row: z.int(),
  phone: z.string(),
  field: z.string(),
  sent: z.string(),
  stored: z.string(),
});
export type ReportedDifference = z.infer<typeof differenceSchema>;

/** One contact of a sample: what was sent, and what Listrak holds of it now. Phones and emails are masked. */
export const sampleContactSchema = z.strictObject({
  row: z.int(),
  phone: z.string(),
  outcome: z.enum(['match', 'differ', 'unknownNumber', 'blank']),
  /** `stored` is null where Listrak does not know the number. */
  values: z.array(
    z.strictObject({ field: z.string(), sent: z.string(), stored: z.string().nullable(), same: z.boolean() }),
  ),
});
export type SampleContact = z.infer<typeof sampleContactSchema>;

export const importSchema = z.strictObject({
  /** Listrak's id, or null when it never answered: then it may have arrived. */
  id: z.string().nullable(),
  rows: z.int(),
  bytes: z.int(),
  /** Listrak's own word for its state, or what happened instead. */
  status: z.string(),
});
export type ImportOutcome = z.infer<typeof importSchema>;

/** Of longer lists of rows a report in the window has so many; the record has all. */
export const MOST_ROWS_TOLD = 1000;

export const refusedRowSchema = z.strictObject({ row: z.int(), code: z.string() });
export type RefusedRow = z.infer<typeof refusedRowSchema>;

/**
 * What became of contacts that were changed one by one, since the account lists some system fields not as profile fields.
 * Counts of contacts: each that was gone through is in one of them.
 */
export const contactUpdatesSchema = z.strictObject({
  /** The names of the fields. */
  fields: z.array(z.string()),
  changed: z.int(),
  /** They held the values already, so nothing was written. */
  alreadySo: z.int(),
  unknownNumber: z.int(),
  /** Left alone, since they turned out to be opted out when they were to be changed. */
  optedOut: z.int(),
  refused: z.int(),
  /** Rows of the file whose values Listrak refused, with its code for why: the first of them. */
  refusedRows: z.array(refusedRowSchema),
  /** Of so many that were under way when the run was cut off nobody knows whether they were changed. */
  unsure: z.int(),
});
export type ContactUpdates = z.infer<typeof contactUpdatesSchema>;

/** What a run is to send: only a sample, only everything, or a sample and then, if it matches, everything. */
export const RUN_SCOPES = ['both', 'sample', 'push'] as const;

/** How the rows of a sample are chosen. */
export const SAMPLE_CHOICES = ['first', 'random', 'chosen'] as const;

export const RUN_STATES = [
  /** All that was planned was sent, and all that was asked again matches. */
  'finished',
  /** All was sent; the check found differences. */
  'finishedWithDifferences',
  /** All was sent; reading some of it back did not succeed. */
  'notChecked',
  /** The sample was sent and matches; everything else was not sent, as planned. */
  'sampleSent',
  /** The sample did not come out as sent, so nothing more was sent. */
  'stoppedAfterSample',
  /** Nothing was ready to be sent. */
  'nothingToSend',
  /** Listrak ended an import in failure. */
  'importFailed',
  /** An import left, and no answer came. */
  'mayHaveArrived',
  /** Listrak took an import, and its end was not waited for any longer. */
  'stillRunning',
  'stopped',
  'failed',
  /** The user left a run that was cut off as it was. */
  'abandoned',
] as const;

const sampleSchema = z.strictObject({
  ...checkSchema.shape,
  /** What its import carried. */
  rows: z.int(),
  bytes: z.int(),
  choice: z.enum(SAMPLE_CHOICES),
  seed: z.int().nullable(),
  /** Null when it never answered: then it may have arrived; and where it had no import, of 0 bytes. */
  importId: z.string().nullable(),
  status: z.string(),
  updates: contactUpdatesSchema.nullable(),
  differences: z.array(differenceSchema),
  /** Each of its contacts that was read back, in the file's order. */
  contacts: z.array(sampleContactSchema),
});

/** As what the report of a run can be saved. */
export const REPORT_FORMATS = ['html', 'csv', 'json'] as const;
export type ReportFormat = (typeof REPORT_FORMATS)[number];

/** The report of a push: what `push --json` prints, and what History shows. */
export const runReportSchema = z.strictObject({
  runId: z.string(),
  /** Null when this run sent none: it was skipped, or an earlier run had sent it. */
  sample: sampleSchema.nullable(),
  imports: z.array(importSchema),
  /** Rows in imports that Listrak took. The sample's are not counted again. */
  sent: z.int(),
  /** Null where no field is changed contact by contact, and before that began. */
  updates: contactUpdatesSchema.nullable(),
  check: checkSchema.nullable(),
  differences: z.array(differenceSchema),
  /**
   * Rows of the file whose numbers Listrak turned out not to know, when they were read back or changed one by one: the first
   * of them.
   */
  unknownRows: z.array(z.int()),
  rows: rowCountsSchema,
  state: z.enum(RUN_STATES),
  /** What went wrong, for the states that are no success. */
  error: failureSchema.nullable(),
});
export type RunReport = z.infer<typeof runReportSchema>;
