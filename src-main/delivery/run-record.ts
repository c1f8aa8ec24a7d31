import { z } from 'zod';
import { rowCountsSchema } from '../contract/review.ts';
import { checkSchema, RUN_STATES } from '../contract/run.ts';

/*
 * The journal of a run: one line of JSON for every step, written before the step that follows it. It names columns,
 * fields and counts, never a phone, an email or any other value of a customer.
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
    sampleSkipped: z.boolean(),
    withoutConsentInformation: z.boolean(),
    seed: z.int(),
  }),
  z.strictObject({ kind: z.literal('uploading'), ...place, bytes: z.int() }),
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
  let state: RunSummary['state'] = 'unfinished';
  for (const entry of entries) {
    if (entry.kind === 'planned' || entry.kind === 'checked') continue;
    if (entry.kind === 'ended') {
      state = entry.state;
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
