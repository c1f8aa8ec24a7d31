import { z } from 'zod';
import { failureSchema } from './failure.ts';
import { runReportSchema } from './run.ts';

/** A run that was begun and of which something is left to finish or to find out. All but `ready` and `senderCodeId` counts rows of everything, not of a sample. */
export const unfinishedRunSchema = z.strictObject({
  runId: z.string(),
  started: z.string(),
  file: z.string(),
  account: z.string(),
  senderCode: z.string(),
  senderCodeId: z.int(),
  /** Rows that were ready when it began. */
  ready: z.int(),
  /** In imports that Listrak took, and did not end in failure. */
  sent: z.int(),
  /** Of those, in imports whose end was not seen. */
  taken: z.int(),
  /** In imports that left without an answer. */
  mayHaveArrived: z.int(),
  /** In imports that Listrak ended in failure: which of them were updated is not known. */
  failed: z.int(),
  /** Certainly not sent; null when nothing was planned yet, so that it is everything. */
  notSent: z.int().nullable(),
  /** Its sample, where one left that is not known to have come out well. */
  sampleOpen: z.boolean(),
  /** It was there when the app was started. */
  fromBefore: z.boolean(),
});
export type UnfinishedRun = z.infer<typeof unfinishedRunSchema>;

/** What is being done about one of them, one at a time. */
export const unfinishedWorkSchema = z.discriminatedUnion('status', [
  z.strictObject({ status: z.literal('none') }),
  /** Listrak is asked what became of the imports that it took. */
  z.strictObject({ status: z.literal('following'), runId: z.string() }),
  /** Its file is read again; bytes of it. */
  z.strictObject({ status: z.literal('reading'), runId: z.string(), bytes: z.int(), ofBytes: z.int() }),
  z.strictObject({ status: z.literal('askingOptOuts'), runId: z.string(), count: z.int() }),
  /** Counted, and waiting for the user's word. */
  z.strictObject({
    status: z.literal('counted'),
    runId: z.string(),
    /** Of what was certainly not sent, the rows that are ready now. */
    rows: z.int(),
    /** Of what may have arrived or ended in failure. */
    again: z.int(),
    /** Rows of a sample that goes before them, and is sent whatever was sent of it before; 0 where none does. */
    sample: z.int(),
    /** People whom Listrak says are opted out, among the file's rows; null where it could not be asked. */
    optedOut: z.int().nullable(),
    /** Why it was not sent at the user's word. */
    failure: failureSchema.nullable(),
  }),
  z.strictObject({ status: z.literal('failed'), runId: z.string(), failure: failureSchema }),
]);
export type UnfinishedWork = z.infer<typeof unfinishedWorkSchema>;

export const unfinishedSchema = z.strictObject({
  runs: z.array(unfinishedRunSchema),
  work: unfinishedWorkSchema,
  /** The last one that was gone on with, and what came of it. */
  finished: z.strictObject({ file: z.string(), report: runReportSchema, endedAt: z.string() }).nullable(),
});
export type UnfinishedState = z.infer<typeof unfinishedSchema>;
