import { z } from 'zod';
import { consentSummarySchema } from '../contract/consent.ts';
import { failureSchema } from '../contract/failure.ts';
import { rowCountsSchema } from '../contract/review.ts';
import {
  checkSchema,
  contactUpdatesSchema,
  differenceSchema,
  RUN_SCOPES,
  RUN_STATES,
  refusedRowSchema,
} from '../contract/run.ts';
import { runPlanSchema, sampleOrderSchema } from '../contract/run-plan.ts';

/*
 * The journal of a run: one line of JSON for every step, written before the step that follows it. It names columns,
 * fields and counts, and of a difference the row and the field; never a phone, an email or any other value of a customer.
 */

const at = z.iso.datetime();
const purpose = z.enum(['sample', 'push']);
/** The import that a line speaks of. Its rows stand in every line, so that a damaged one hides nothing. */
const place = { at, purpose, part: z.int(), rows: z.int() };
/** So many rows, by the numbers of the first and the last in a spreadsheet. */
const stretch = { at, purpose, rows: z.int(), firstRow: z.int(), lastRow: z.int() };

export const journalEntrySchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('planned'),
    at,
    runId: z.string(),
    file: z.strictObject({ name: z.string(), bytes: z.int(), sha256: z.string() }),
    account: z.string(),
    senderCode: z.strictObject({ id: z.int(), code: z.string() }),
    mapping: z.array(z.strictObject({ column: z.string(), field: z.string(), fieldId: z.int() })),
    rows: rowCountsSchema,
    // Runs of the first version name neither: they all had a sample of their own, or skipped it.
    scope: z.enum(RUN_SCOPES).default('both'),
    provenBy: z.string().nullable().default(null),
    /** The column that said who opted in; null where none did, or where an older record does not tell. */
    consentColumn: z.string().nullable().default(null),
    sampleSkipped: z.boolean(),
    withoutConsentInformation: z.boolean(),
    withoutOptOuts: z.boolean().default(false),
    /** Null in older records. */
    consent: consentSummarySchema.nullable().default(null),
    seed: z.int(),
    /** The sample that was to go before everything, where one was. */
    sample: sampleOrderSchema.nullable().default(null),
    /** How to come to the same rows again; null in older records, which cannot be finished. */
    plan: runPlanSchema.nullable().default(null),
  }),
  /** How everything is split into imports, by rows of the file's index. */
  z.strictObject({
    kind: z.literal('parted'),
    at,
    parts: z.array(z.strictObject({ firstRow: z.int(), lastRow: z.int(), rows: z.int(), bytes: z.int() })),
  }),
  /** The user has a run that was cut off finished; `sendsAgain` what may have arrived, too. */
  z.strictObject({ kind: z.literal('resumed'), at, sendsAgain: z.boolean() }),
  z.strictObject({ kind: z.literal('uploading'), ...place, bytes: z.int() }),
  z.strictObject({ kind: z.literal('accepted'), ...place, importId: z.string() }),
  z.strictObject({ kind: z.literal('notTaken'), ...place, code: z.string(), mayHaveArrived: z.boolean() }),
  z.strictObject({ kind: z.literal('over'), ...place, importId: z.string(), status: z.string() }),
  /** Contacts are about to be changed one by one: those of the ready rows in this stretch of the file. */
  z.strictObject({ kind: z.literal('updating'), ...stretch }),
  /** `whole`: all of them were gone through; it broke off otherwise. `last`: none comes after. */
  z.strictObject({
    kind: z.literal('updated'),
    ...stretch,
    whole: z.boolean(),
    last: z.boolean(),
    changed: z.int(),
    alreadySo: z.int(),
    unknownRows: z.array(z.int()),
    optedOutRows: z.array(z.int()),
    refused: z.array(refusedRowSchema),
    unsure: contactUpdatesSchema.shape.unsure,
  }),
  z.strictObject({
    kind: z.literal('checked'),
    at,
    purpose,
    check: checkSchema,
    differences: z.array(differenceSchema).default([]),
    /** Rows of the file whose numbers Listrak did not know. */
    unknownRows: z.array(z.int()).default([]),
  }),
  z.strictObject({
    kind: z.literal('ended'),
    at,
    state: z.enum(RUN_STATES),
    sent: z.int(),
    error: failureSchema.nullable().default(null),
  }),
]);
export type JournalEntry = z.infer<typeof journalEntrySchema>;

export type Planned = Extract<JournalEntry, { kind: 'planned' }>;

/** The lines that can be read; null where the plan is none of them. */
export function readEntries(lines: readonly string[]): { planned: Planned; entries: JournalEntry[] } | null {
  const entries = lines.flatMap((line) => {
    const parsed = journalEntrySchema.safeParse(parseJson(line));
    return parsed.success ? [parsed.data] : [];
  });
  const planned = entries.find((entry) => entry.kind === 'planned');
  return planned ? { planned, entries } : null;
}

function parseJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
