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

export const importSchema = z.strictObject({
  /** Listrak's id, or null when it never answered: then it may have arrived. */
  id: z.string().nullable(),
  rows: z.int(),
  bytes: z.int(),
  /** Listrak's own word for its state, or what happened instead. */
  status: z.string(),
});
export type ImportOutcome = z.infer<typeof importSchema>;

export const RUN_STATES = [
  /** All that was planned was sent, and all that was asked again matches. */
  'finished',
  /** All was sent; the check found differences. */
  'finishedWithDifferences',
  /** All was sent; reading some of it back did not succeed. */
  'notChecked',
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
] as const;

const sampleSchema = z.strictObject({
  ...checkSchema.shape,
  /** What its import carried. */
  rows: z.int(),
  bytes: z.int(),
  choice: z.string(),
  seed: z.int().nullable(),
  importId: z.string().nullable(),
  status: z.string(),
  differences: z.array(differenceSchema),
});

/** The report of a push: what `push --json` prints, and what History shows. */
export const runReportSchema = z.strictObject({
  runId: z.string(),
  /** Null when the sample was skipped. */
  sample: sampleSchema.nullable(),
  imports: z.array(importSchema),
  /** Rows in imports that Listrak took. The sample's are not counted again. */
  sent: z.int(),
  check: checkSchema.nullable(),
  differences: z.array(differenceSchema),
  rows: rowCountsSchema,
  state: z.enum(RUN_STATES),
  /** What went wrong, for the states that are no success. */
  error: failureSchema.nullable(),
});
export type RunReport = z.infer<typeof runReportSchema>;
