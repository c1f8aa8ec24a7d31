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
  importId: z.string().nullable(),
  status: z.string(),
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
  check: checkSchema.nullable(),
  differences: z.array(differenceSchema),
  /** Rows of the file whose numbers Listrak does not know and dropped without a word, of the sample and of the check. */
  unknownRows: z.array(z.int()),
  rows: rowCountsSchema,
  state: z.enum(RUN_STATES),
  /** What went wrong, for the states that are no success. */
  error: failureSchema.nullable(),
});
export type RunReport = z.infer<typeof runReportSchema>;
