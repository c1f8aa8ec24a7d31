import type { Check } from '../contract/run.ts';
import type { RunDetail, RunSummary } from '../contract/sending.ts';
import { refusedOf, totalOf, updatesOf } from './contact-updates.ts';
import { type JournalEntry, type Planned, readEntries } from './journal-entry.ts';

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
  const totalUpdates = (purpose: 'sample' | 'push') => {
    const tally = updatesOf(purpose, planned, entries);
    return tally && totalOf(tally);
  };
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
    unknownRows: eachOnce(
      entries.flatMap((entry) =>
        entry.kind === 'checked' || entry.kind === 'updated' ? entry.unknownRows : [],
      ),
    ),
    refusedRows: refusedOf(entries),
    sampleUpdates: totalUpdates('sample'),
    updates: totalUpdates('push'),
    error: entries.flatMap((entry) => (entry.kind === 'ended' ? [entry.error] : [])).at(-1) ?? null,
  };
}

/** A row that was in the sample may be in the check after the push as well. */
export function eachOnce(rows: readonly number[]): number[] {
  return [...new Set(rows)].sort((one, other) => one - other);
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
  const updatedIn = (purpose: 'sample' | 'push') => {
    const tally = updatesOf(purpose, planned, entries);
    return tally && totalOf(tally).changed + totalOf(tally).alreadySo;
  };
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
    updated: { sample: updatedIn('sample'), push: updatedIn('push') },
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
