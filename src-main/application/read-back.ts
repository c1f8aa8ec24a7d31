import { setTimeout as sleep } from 'node:timers/promises';
import type { ProfileField } from '../contract/profile-field.ts';
import type { Check, ReportedDifference, SampleContact } from '../contract/run.ts';
import { type Difference, differences } from '../delivery/compare.ts';
import { maskPhone, maskText } from '../delivery/masking.ts';
import { nextWait, type Pace } from '../delivery/pacing.ts';
import { storedValues } from '../listrak/contact-values.ts';
import type { Connection } from './connect.ts';
import { inParallel } from './in-parallel.ts';
import type { ReadyRow } from './ports.ts';
import type { Tell } from './push-events.ts';

export interface ReadBack {
  check: Check;
  differences: ReportedDifference[];
  /** Rows of the file whose numbers Listrak does not know. */
  unknownRows: number[];
  /** Every contact, in the order of `rows`. */
  contacts: SampleContact[];
}

/**
 * Reads contacts back and compares them with what was sent. Those that differ are asked again, with growing waits,
 * until they match or patience ends, since new values may take a while to show. A number that Listrak does not know
 * is not asked again: an update import creates nobody.
 */
export async function readBack(
  { client, senderCode }: Connection,
  rows: readonly ReadyRow[],
  fields: readonly ProfileField[],
  purpose: 'sample' | 'push',
  pace: Pace,
  tell: Tell,
  signal?: AbortSignal,
): Promise<ReadBack> {
  const unknown = new Set<ReadyRow>();
  const blank = new Set<ReadyRow>();
  const differing = new Map<ReadyRow, Difference[]>();
  const stored = new Map<ReadyRow, string[]>();
  const started = performance.now();
  let asking: readonly ReadyRow[] = rows;
  for (let round = 1; asking.length > 0; round++) {
    let done = 0;
    await inParallel(asking, signal, async (row, either) => {
      const contact = await client.contact(senderCode.id, row.phone, { signal: either });
      const theirs = contact === null ? [] : storedValues(contact, fields);
      const found = contact === null ? [] : differences(fields, row.values, theirs);
      stored.set(row, theirs);
      if (contact === null) unknown.add(row);
      else if (row.values.every((value) => value === '')) blank.add(row);
      if (found.length > 0) differing.set(row, found);
      else differing.delete(row);
      tell({ stage: 'checking', purpose, done: ++done, of: asking.length, round });
    });
    asking = [...differing.keys()];
    const wait = nextWait(round, performance.now() - started, pace);
    if (asking.length === 0 || wait === null) break;
    await sleep(wait, undefined, signal ? { signal } : {});
  }
  const outcomeOf = (row: ReadyRow): SampleContact['outcome'] => {
    if (unknown.has(row)) return 'unknownNumber';
    if (blank.has(row)) return 'blank';
    return differing.has(row) ? 'differ' : 'match';
  };
  return {
    contacts: rows.map((row) => ({
      row: row.fileRow,
      phone: maskPhone(row.phone),
      outcome: outcomeOf(row),
      values: fields.map((field, place) => ({
        field: field.name,
        sent: shown(field, row.values[place] ?? ''),
        stored: unknown.has(row) ? null : shown(field, stored.get(row)?.[place] ?? ''),
        same: !unknown.has(row) && !differing.get(row)?.some((difference) => difference.field === field),
      })),
    })),
    check: {
      asked: rows.length,
      match: rows.length - differing.size - unknown.size - blank.size,
      differ: differing.size,
      unknownNumber: unknown.size,
      blank: blank.size,
    },
    unknownRows: [...unknown].map(({ fileRow }) => fileRow),
    differences: [...differing].flatMap(([row, found]) =>
      found.map(({ field, sent, stored }) => ({
        row: row.fileRow,
        phone: maskPhone(row.phone),
        field: field.name,
        sent: shown(field, sent),
        stored: shown(field, stored),
      })),
    ),
  };
}

/** Dates, checkboxes and numbers tell nobody who somebody is, unless the number is as long as a phone. */
function shown({ dataType }: ProfileField, value: string): string {
  return dataType === 'Text' || /\d{10}/.test(value) ? maskText(value) : value;
}
