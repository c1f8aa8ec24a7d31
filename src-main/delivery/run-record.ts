import { z } from 'zod';
import { consentSummarySchema } from '../contract/consent.ts';
import { failureSchema } from '../contract/failure.ts';
import { rowCountsSchema } from '../contract/review.ts';
import { type Check, checkSchema, differenceSchema, RUN_SCOPES, RUN_STATES } from '../contract/run.ts';
import { runPlanSchema, sampleOrderSchema } from '../contract/run-plan.ts';
import type { RunDetail, RunSummary } from '../contract/sending.ts';

/*
 * The journal of a run: one line of JSON for every step, written before the step that follows it. It names columns,
 * fields and counts, and of a difference the row and the field; never a phone, an email or any other value of a customer.
 */

const at = z.iso.datetime();
const purpose = z.enum(['sample', 'push']);
/** The import that a line speaks of. Its rows stand in every line, so that a damaged one hides nothing. */
const place = { at, purpose, part: z.int(), rows: z.int() };

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

/**
 * What a journal's lines say of its run, for the list of runs. Damaged or half-written lines are set aside: a crash in
 * the middle of writing must not hide what is known. Answers null when not even the plan can be read.
 */
export function summariseRun(lines: readonly string[]): RunSummary | null {
  const read = readEntries(lines);
  return read && summaryOf(read.planned, read.entries);
}

/** All that a journal's lines say of its run, read like `summariseRun`. */
export function detailRun(lines: readonly string[]): RunDetail | null {
  const read = readEntries(lines);
  if (!read) return null;
  const { planned, entries } = read;
  const checkOf = (checked: 'sample' | 'push'): Check | null =>
    entries
      .flatMap((entry) => (entry.kind === 'checked' && entry.purpose === checked ? [entry.check] : []))
      .at(-1) ?? null;
  return {
    ...summaryOf(planned, entries),
    ended: entries.findLast(({ kind }) => kind === 'ended')?.at ?? null,
    fileBytes: planned.file.bytes,
    sha256: planned.file.sha256,
    senderCodeId: planned.senderCode.id,
    mapping: planned.mapping.map(({ column, field }) => ({ column, field })),
    counts: planned.rows,
    scope: planned.scope,
    provenBy: planned.provenBy,
    consentColumn: planned.consentColumn,
    sampleSkipped: planned.sampleSkipped,
    withoutConsentInformation: planned.withoutConsentInformation,
    withoutOptOuts: planned.withoutOptOuts,
    consent: planned.consent,
    sampleCheck: checkOf('sample'),
    check: checkOf('push'),
    differences: entries.flatMap((entry) => (entry.kind === 'checked' ? entry.differences : [])),
    unknownRows: eachOnce(entries.flatMap((entry) => (entry.kind === 'checked' ? entry.unknownRows : []))),
    error: entries.flatMap((entry) => (entry.kind === 'ended' ? [entry.error] : [])).at(-1) ?? null,
  };
}

/** A row that was in the sample may be in the check after the push as well. */
export function eachOnce(rows: readonly number[]): number[] {
  return [...new Set(rows)].sort((one, other) => one - other);
}

/** The lines that can be read; null where the plan is none of them. */
export function readEntries(lines: readonly string[]): { planned: Planned; entries: JournalEntry[] } | null {
  const entries = lines.flatMap((line) => {
    const parsed = journalEntrySchema.safeParse(parseJson(line));
    return parsed.success ? [parsed.data] : [];
  });
  const planned = entries.find((entry) => entry.kind === 'planned');
  return planned ? { planned, entries } : null;
}

function summaryOf(planned: Planned, entries: readonly JournalEntry[]): RunSummary {
  const imports = new Map<string, RunSummary['imports'][number]>();
  let state: RunSummary['state'] = 'unfinished';
  for (const entry of entries) {
    if (entry.kind === 'resumed') state = 'unfinished';
    if (!('part' in entry)) {
      if (entry.kind === 'ended') state = entry.state;
      continue;
    }
    const { purpose, rows } = entry;
    const id = entry.kind === 'accepted' || entry.kind === 'over' ? entry.importId : null;
    imports.set(`${purpose} ${entry.part}`, { id, purpose, rows, status: statusAfter(entry) });
  }
  const taken = [...imports.values()].filter(({ id, purpose }) => id !== null && purpose === 'push');
  return {
    runId: planned.runId,
    started: planned.at,
    file: planned.file.name,
    account: planned.account,
    senderCode: planned.senderCode.code,
    ready: planned.rows.ready,
    imports: [...imports.values()],
    sent: taken.reduce((sum, { rows }) => sum + rows, 0),
    state,
  };
}

function statusAfter(entry: Extract<JournalEntry, { part: number }>): string {
  switch (entry.kind) {
    case 'uploading':
      return 'may have arrived';
    case 'notTaken':
      return entry.mayHaveArrived ? 'may have arrived' : 'not taken';
    case 'accepted':
      return 'taken by Listrak';
    case 'over':
      return entry.status;
  }
}

function parseJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
