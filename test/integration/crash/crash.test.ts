import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import type { RunProgress } from '../../../src-main/delivery/run-progress.ts';
import { AUDIENCE_HEADER, PEOPLE } from '../pushing.ts';
import { progressIn, type Run, seeded, start, takenBy, withRun } from './killing.ts';

const MOMENTS = 50;
const TIER = 601;
const OLD = new Map<string, string | undefined>();
const audience = PEOPLE.slice(0, 60).map((phone, place) => `${phone},Crash ${place % 7},true`);
const lines = [AUDIENCE_HEADER, ...audience];

const tiersOf = ({ practice }: Run) =>
  [...practice.company.contacts()].map(({ phone, values, optedOut }) => [phone, values.get(TIER), optedOut]);

/** Of an undisturbed run: how long it takes from its beginning, and what the contacts are after it. */
async function undisturbed() {
  return await withRun(lines, {}, async (run) => {
    for (const contact of run.practice.company.contacts()) OLD.set(contact.phone, contact.values.get(TIER));
    const push = start(run, { does: 'push' });
    await push.begun;
    const since = performance.now();
    const report = await push.report();
    return { milliseconds: performance.now() - since, report, contacts: tiersOf(run), taken: takenBy(run) };
  });
}

describe('a push that is killed', () => {
  test(`at any of ${MOMENTS} moments has a true record, and can be finished to the same contacts`, async () => {
    const whole = await undisturbed();
    expect(whole.report).toMatchObject({ state: 'finished', sent: audience.length });
    expect(whole.report.imports.length).toBeGreaterThan(3);
    const random = seeded(20261128);
    const seen = new Map<string, number>();
    const see = (what: string) => seen.set(what, (seen.get(what) ?? 0) + 1);
    for (let moment = 0; moment < MOMENTS; moment++) {
      const delay = random.next().value * whole.milliseconds;
      const sendsAgain = moment % 2 === 0;
      await withRun(lines, {}, async (run) => {
        const push = start(run, { does: 'push' });
        await push.begun;
        await sleep(delay);
        push.process.kill('SIGKILL');
        await push.closed;
        // What had left by then is carried out.
        await sleep(60);
        const known = progressIn(run);
        const taken = takenBy(run);
        if (known === null) {
          see('before its record');
          expect(taken).toEqual([]);
          return;
        }
        assertTrue(known, taken, run);
        if (known.ended) {
          see('after its end');
          expect(tiersOf(run)).toEqual(whole.contacts);
          return;
        }
        const open = known.imports.filter(
          ({ purpose, state }) => purpose === 'push' && state === 'mayHaveArrived',
        );
        see(
          open.length > 0 ? 'with an import that may have arrived' : `with ${known.imports.length} imports`,
        );
        const report = await start(run, { does: 'finish', sendsAgain }).report();
        const after = takenBy(run);
        const twice = after.filter((name, place) => after.indexOf(name) !== place);
        const isSampleTwice = !known.sampleProven && known.imports.length > 0;
        const mayBeTwice = [
          ...(sendsAgain ? open.map(({ part }) => `push-${part + 1}.csv`) : []),
          ...(isSampleTwice ? ['sample-1.csv'] : []),
        ];
        for (const name of twice) expect(mayBeTwice.some((end) => name.endsWith(end))).toBe(true);
        if (sendsAgain || open.length === 0) {
          expect(report).toMatchObject({ state: 'finished', sent: audience.length });
          expect(tiersOf(run)).toEqual(whole.contacts);
        } else {
          expect(report).toMatchObject({ state: 'mayHaveArrived', error: { code: 'push.leftOpen' } });
          expect(report.sent).toBe(audience.length - open.reduce((sum, { rows }) => sum + rows, 0));
        }
      });
    }
    // The moments must have been spread over the push, or nothing was shown.
    expect(seen.size).toBeGreaterThan(3);
    console.log(
      `Killed ${MOMENTS} times: ${[...seen].map(([what, times]) => `${times} ${what}`).join(', ')}.`,
    );
  }, 600_000);
});

/** The record says of each import what Listrak knows of it, and nobody was changed but by an import. */
function assertTrue(known: RunProgress, taken: string[], run: Run): void {
  const nameOf = ({ purpose, part }: RunProgress['imports'][number]) => `${purpose}-${part + 1}.csv`;
  for (const one of known.imports) {
    const isThere = taken.some((name) => name.endsWith(nameOf(one)));
    if (one.state === 'taken' || one.state === 'over') expect(isThere).toBe(true);
    if (one.state === 'notTaken') expect(isThere).toBe(false);
  }
  for (const name of taken) {
    const one = known.imports.find((candidate) => name.endsWith(nameOf(candidate)));
    expect(one?.state).toMatch(/^(taken|over|mayHaveArrived)$/);
  }
  const rows = new Set(audience.map((line) => line.slice(0, line.indexOf(','))));
  for (const { phone, values } of run.practice.company.contacts()) {
    if (values.get(TIER) !== OLD.get(phone)) expect(rows.has(phone)).toBe(true);
  }
}
