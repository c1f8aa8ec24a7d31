import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from 'vitest';
import type { RunReport } from '../../src-main/contract/run.ts';
import { progressOf } from '../../src-main/delivery/run-progress.ts';
import type { pushing } from './pushing.ts';

const TIER = 601;

/** A tier of his own for each person, so that it shows whose row was carried out. */
export const ownTier = (place: number): string => `Matrix ${place}`;

/** The lines of an audience of these people. */
export const ownTiers = (people: readonly string[]): string[] =>
  people.map((phone, place) => `${phone},${ownTier(place)},true`);

/**
 * Looks at the practice company before a push of these people's own tiers. The answer asserts, of however it ended: the
 * contacts were changed just as the report says, nobody else was touched, no import was sent twice, and the record is true.
 */
export function lookedAt(
  it: ReturnType<typeof pushing>,
  people: readonly string[],
): (report: RunReport) => Promise<void> {
  const contacts = () => [...it.practice.company.contacts()];
  const tiers = () => new Map(contacts().map(({ phone, values }) => [phone, values.get(TIER)]));
  /** Who there is, and who is opted out. */
  const standing = () => contacts().map(({ phone, optedOut }) => [phone, optedOut]);
  /** The imports that the practice Listrak took, by their files' names. */
  const taken = () => it.imports().flatMap(({ body }) => (body === null ? [] : [String(body.fileName)]));

  const tiersBefore = tiers();
  const standingBefore = standing();
  const placeOf = new Map(people.map((phone, place) => [phone, place]));

  function assertContactsAsReported(report: RunReport): void {
    const { certain, maybe } = rowsOf(report);
    for (const [phone, tier] of tiers()) {
      const place = placeOf.get(phone);
      const isChanged = tier !== tiersBefore.get(phone);
      if (place === undefined || !(certain.has(place) || maybe.has(place)))
        expect([phone, isChanged]).toEqual([phone, false]);
      else if (certain.has(place)) expect([phone, tier]).toEqual([phone, ownTier(place)]);
    }
    const sent = report.imports.filter(({ id }) => id !== null);
    expect(report.sent).toBe(sent.reduce((sum, { rows }) => sum + rows, 0));
  }

  function assertRecordTrue(report: RunReport): void {
    const { imports, ended } = progressOf(it.record())!;
    // Where even its end could not be written, the record says nothing of it rather than something else.
    if (ended === null) expect(report.error?.code).toBe('journal.cannotWrite');
    else expect(ended).toMatchObject({ state: report.state, sent: report.sent });
    for (const { purpose, part, state } of imports) {
      const isThere = taken().some((name) => name.endsWith(`${purpose}-${part + 1}.csv`));
      if (state === 'taken' || state === 'over') expect(isThere).toBe(true);
      if (state === 'notTaken') expect(isThere).toBe(false);
    }
    expect(imports.length).toBeGreaterThanOrEqual(taken().length);
  }

  return async (report) => {
    // What may be under way is carried out.
    await sleep(80);
    assertContactsAsReported(report);
    expect(standing()).toEqual(standingBefore);
    expect(new Set(taken()).size).toBe(taken().length);
    assertRecordTrue(report);
    if (report.state !== 'finished') expect(report.error?.message).toMatch(/sent|arrived/);
  };
}

/** Rows that were certainly changed, and those that may be, by their places. */
function rowsOf(report: RunReport): { certain: Set<number>; maybe: Set<number> } {
  const certain = new Set<number>();
  const maybe = new Set<number>();
  const put = (from: number, rows: number, end: { id: string | null; status: string }) => {
    const into = end.id !== null && end.status === 'Completed' ? certain : maybe;
    for (let row = from; row < from + rows; row++) into.add(row);
  };
  if (report.sample) put(0, report.sample.rows, { id: report.sample.importId, status: report.sample.status });
  let from = 0;
  for (const one of report.imports) {
    put(from, one.rows, one);
    from += one.rows;
  }
  return { certain, maybe };
}
