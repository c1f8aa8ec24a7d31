import { z } from 'zod';
import { PRACTICE_ACCOUNT, type SenderCode } from './connection.ts';
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
  /** Whether contacts are left that are to be changed one by one, which comes after all imports. */
  updatesLeft: z.boolean(),
  /** Whether all was sent, and nothing is left but to read some of it back. */
  onlyCheckLeft: z.boolean(),
  /** Its sample, where one left that is not known to have come out well. */
  sampleOpen: z.boolean(),
  /** It was there when the app was started. */
  fromBefore: z.boolean(),
});
export type UnfinishedRun = z.infer<typeof unfinishedRunSchema>;

/**
 * Whether a run was of the sender code that is connected. Its account may have another name by now; but what was practised is
 * never finished in earnest, nor the other way.
 */
export function isOfSenderCode(
  run: Pick<UnfinishedRun, 'account' | 'senderCode' | 'senderCodeId'>,
  connected: { account: string; senderCode: Pick<SenderCode, 'id' | 'code'> },
): boolean {
  const { account, senderCode } = connected;
  const alike = (run.account === PRACTICE_ACCOUNT) === (account === PRACTICE_ACCOUNT);
  return alike && run.senderCodeId === senderCode.id && run.senderCode === senderCode.code;
}

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
    /** Contacts that are left to be changed one by one. They have the rows above among them. */
    contacts: z.int(),
    /** Nothing is left to be sent: some of it is only read back. */
    onlyCheck: z.boolean(),
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
export type Counted = Extract<UnfinishedWork, { status: 'counted' }>;

/** Whether every import is out, and contacts alone are left to be changed one by one. */
export function onlyContactsLeft({ rows, again, contacts }: Counted, sendsAgain: boolean): boolean {
  return contacts > 0 && rows === 0 && (again === 0 || !sendsAgain);
}

/** How many rows go by the user's word. */
export function countedRows({ rows, again, contacts }: Counted, sendsAgain: boolean): number {
  // What may have arrived may still be going on, and would write over what is changed one by one.
  return again > 0 && !sendsAgain ? rows : Math.max(rows + again, contacts);
}

export const unfinishedSchema = z.strictObject({
  runs: z.array(unfinishedRunSchema),
  work: unfinishedWorkSchema,
  /** The last one that was gone on with, and what came of it. */
  finished: z.strictObject({ file: z.string(), report: runReportSchema, endedAt: z.string() }).nullable(),
});
export type UnfinishedState = z.infer<typeof unfinishedSchema>;
