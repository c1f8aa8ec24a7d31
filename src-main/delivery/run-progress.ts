import type { Check } from '../contract/run.ts';
import { byContactOf, refusedOf, type UpdatesTally, updatesOf } from './contact-updates.ts';
import type { ImportPart } from './import-parts.ts';
import { type JournalEntry, type Planned, readEntries } from './journal-entry.ts';

/** What is known of one import of a run. */
export interface ImportProgress {
  purpose: 'sample' | 'push';
  part: number;
  rows: number;
  bytes: number;
  /**
   * `taken`: Listrak has it, and its end was not seen. `over`: Listrak said that it ended. `mayHaveArrived`: it left, and no
   * answer is on record. `notTaken`: Listrak cannot have used it.
   */
  state: 'taken' | 'over' | 'mayHaveArrived' | 'notTaken';
  importId: string | null;
  /** Listrak's own word for how it ended; '' before that. */
  status: string;
}

/** How far a run had come, by its journal. */
export interface RunProgress {
  planned: Planned;
  /** Whether the sample came out as sent, or none was to be sent. */
  sampleProven: boolean;
  /** How everything was to be split; null where it had not come to that. */
  parts: ImportPart[] | null;
  imports: ImportProgress[];
  /** What became of everything's contacts that were changed one by one; null where that had not begun. */
  updates: UpdatesTally | null;
  /** All ready rows up to this one of the file were gone through; 0 before that. */
  updatedUpTo: number;
  /** Rows whose values Listrak refused. */
  refusedRows: number[];
  /** Whether contacts are left that are to be changed one by one. */
  updatesLeft: boolean;
  /** How the reading back of everything came out; null where there was none. */
  check: Check | null;
  /** Whether the run was ended, by itself or by the user. */
  ended: Extract<JournalEntry, { kind: 'ended' }> | null;
}

/** Reads a journal; null where not even the plan can be read. Damaged lines are set aside. */
export function progressOf(lines: readonly string[]): RunProgress | null {
  const read = readEntries(lines);
  if (!read) return null;
  const { planned, entries } = read;
  const imports = new Map<string, ImportProgress>();
  let parts: ImportPart[] | null = null;
  let sampleProven = planned.scope === 'push' || planned.sampleSkipped;
  let ended: RunProgress['ended'] = null;
  let check: Check | null = null;
  let sampleRefused = false;
  let updatedUpTo = 0;
  let updatesLeft = planned.scope !== 'sample' && byContactOf(planned).length > 0;
  for (const entry of entries) {
    switch (entry.kind) {
      case 'parted':
        parts = entry.parts;
        break;
      case 'checked':
        if (entry.purpose === 'push') check = entry.check;
        else sampleProven = !sampleRefused && entry.check.differ === 0 && entry.check.match > 0;
        break;
      case 'ended':
        ended = entry;
        break;
      case 'resumed':
        ended = null;
        break;
      case 'planned':
      case 'updating':
        break;
      case 'updated':
        if (entry.purpose === 'sample') {
          sampleRefused = entry.refused.length > 0;
          break;
        }
        if (entry.whole) updatedUpTo = entry.lastRow;
        if (entry.last) updatesLeft = false;
        break;
      default:
        imports.set(
          `${entry.purpose} ${entry.part}`,
          after(entry, imports.get(`${entry.purpose} ${entry.part}`)),
        );
    }
  }
  return {
    planned,
    sampleProven,
    parts,
    imports: [...imports.values()],
    updates: updatesOf('push', planned, entries),
    updatedUpTo,
    refusedRows: refusedOf(entries).map(({ row }) => row),
    updatesLeft,
    check,
    ended,
  };
}

type AboutImport = Extract<JournalEntry, { part: number }>;

function after(entry: AboutImport, before: ImportProgress | undefined): ImportProgress {
  const { purpose, part, rows } = entry;
  const known = {
    purpose,
    part,
    rows,
    bytes: before?.bytes ?? 0,
    importId: before?.importId ?? null,
    status: '',
  };
  switch (entry.kind) {
    case 'uploading':
      return { ...known, bytes: entry.bytes, importId: null, state: 'mayHaveArrived' };
    case 'accepted':
      return { ...known, importId: entry.importId, state: 'taken' };
    case 'notTaken':
      return { ...known, importId: null, state: entry.mayHaveArrived ? 'mayHaveArrived' : 'notTaken' };
    case 'over':
      return { ...known, importId: entry.importId, status: entry.status, state: 'over' };
  }
}
