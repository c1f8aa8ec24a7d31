import { z } from 'zod';
import { rowCountsSchema } from '../contract/review.ts';
import { checkSchema, RUN_STATES } from '../contract/run.ts';

/*
 * The journal of a run: one line of JSON for every step, written before the step that follows it. It names columns,
 * fields and counts, never a phone, an email or any other value of a customer.
 */

const at = z.iso.datetime();
const purpose = z.enum(['sample', 'push']);
const place = { at, purpose, part: z.int() };

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
    sampleSkipped: z.boolean(),
    withoutConsentInformation: z.boolean(),
    seed: z.int(),
  }),
  z.strictObject({ kind: z.literal('uploading'), ...place, rows: z.int(), bytes: z.int() }),
  z.strictObject({ kind: z.literal('accepted'), ...place, importId: z.string() }),
  z.strictObject({ kind: z.literal('notTaken'), ...place, code: z.string(), mayHaveArrived: z.boolean() }),
  z.strictObject({ kind: z.literal('over'), ...place, importId: z.string(), status: z.string() }),
  z.strictObject({ kind: z.literal('checked'), at, purpose, check: checkSchema }),
  z.strictObject({ kind: z.literal('ended'), at, state: z.enum(RUN_STATES), sent: z.int() }),
]);
export type JournalEntry = z.infer<typeof journalEntrySchema>;

/** A run as the list of runs shows it. */
export interface RunSummary {
  runId: string;
  started: string;
  file: string;
  account: string;
  senderCode: string;
  ready: number;
  imports: { id: string | null; purpose: 'sample' | 'push'; rows: number; status: string }[];
  sent: number;
  state: (typeof RUN_STATES)[number] | 'unfinished';
}

/**
 * Reads a journal's lines. Damaged or half-written lines are set aside: a crash in the middle of writing must not
 * hide what is known. Answers null when not even the plan can be read.
 */
export function summariseRun(lines: readonly string[]): RunSummary | null {
  const entries = lines.flatMap((line) => {
    const parsed = journalEntrySchema.safeParse(parseJson(line));
    return parsed.success ? [parsed.data] : [];
  });
  const planned = entries.find((entry) => entry.kind === 'planned');
  if (!planned) return null;
  const imports = new Map<string, RunSummary['imports'][number]>();
  let sent = 0;
  let state: RunSummary['state'] = 'unfinished';
  for (const entry of entries) {
    if (entry.kind === 'planned' || entry.kind === 'checked') continue;
    if (entry.kind === 'ended') {
      state = entry.state;
      continue;
    }
    const key = `${entry.purpose} ${entry.part}`;
    if (entry.kind === 'uploading') {
      imports.set(key, { id: null, purpose: entry.purpose, rows: entry.rows, status: 'may have arrived' });
      continue;
    }
    const known = imports.get(key);
    if (!known) continue;
    if (entry.kind === 'notTaken') known.status = entry.mayHaveArrived ? 'may have arrived' : 'not taken';
    else {
      if (entry.kind === 'accepted' && entry.purpose === 'push') sent += known.rows;
      known.id = entry.importId;
      known.status = entry.kind === 'over' ? entry.status : 'taken by Listrak';
    }
  }
  return {
    runId: planned.runId,
    started: planned.at,
    file: planned.file.name,
    account: planned.account,
    senderCode: planned.senderCode.code,
    ready: planned.rows.ready,
    imports: [...imports.values()],
    sent,
    state,
  };
}

function parseJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
