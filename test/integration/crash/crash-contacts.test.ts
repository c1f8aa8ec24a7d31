import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { totalOf } from '../../../src-main/delivery/contact-updates.ts';
import { PEOPLE } from '../pushing.ts';
import { progressIn, type Run, seeded, start, withRun } from './killing.ts';

const MOMENTS = 12;
const EMAIL = 502;
const audience = PEOPLE.slice(0, 250).map((phone, place) => `${phone},crash.${place}@example.com,yes`);
const lines = ['phone,email,is_sms_opted_in', ...audience];
const PRACTICE = { unlistedFields: ['Email Address'] };
const rows = new Set(PEOPLE.slice(0, 250));

const contactsOf = ({ practice }: Run) =>
  practice.company.snapshot().map(({ phone, optedOut, values }) => ({ phone, optedOut, values }));
const isNew = ({ values }: { values: Record<string, string> }) =>
  values[EMAIL]?.startsWith('crash.') === true;

describe('contacts that are changed one by one, when the push is killed', () => {
  test(`at any of ${MOMENTS} moments, are on record to the last hundred, and can be finished`, async () => {
    let before: ReturnType<typeof contactsOf> = [];
    const whole = await withRun(lines, PRACTICE, async (run) => {
      before = contactsOf(run);
      const push = start(run, { does: 'push' });
      await push.begun;
      const since = performance.now();
      const report = await push.report();
      return { milliseconds: performance.now() - since, report, contacts: contactsOf(run) };
    });
    expect(whole.report).toMatchObject({ state: 'finished', updates: { unsure: 0 } });
    const random = seeded(20261129);
    const seen = new Set<number>();
    for (let moment = 0; moment < MOMENTS; moment++) {
      await withRun(lines, PRACTICE, async (run) => {
        const push = start(run, { does: 'push' });
        await push.begun;
        await sleep(random.next().value * whole.milliseconds);
        push.process.kill('SIGKILL');
        await push.closed;
        // What had left by then is carried out.
        await sleep(60);
        const known = progressIn(run);
        const after = contactsOf(run);
        const changed = after.filter(isNew);
        for (const [place, { phone, optedOut, values }] of after.entries()) {
          const was = before[place]!;
          expect(optedOut).toBe(was.optedOut);
          expect({ ...values, [EMAIL]: '' }).toEqual({ ...was.values, [EMAIL]: '' });
          if (values[EMAIL] !== was.values[EMAIL]) expect(rows.has(phone)).toBe(true);
        }
        if (known === null) {
          expect(changed).toEqual([]);
          return;
        }
        // All up to there are changed; of those after it only what the record says may have been.
        const { changed: sure = 0, alreadySo = 0, unsure = 0 } = known.updates ? totalOf(known.updates) : {};
        seen.add(known.updatedUpTo);
        if (known.sampleProven) {
          expect(changed.length).toBeGreaterThanOrEqual(sure + alreadySo);
          expect(changed.length).toBeLessThanOrEqual(sure + alreadySo + unsure + 3);
        }
        if (known.ended) return;
        const report = await start(run, { does: 'finish' }).report();
        expect(report).toMatchObject({ state: 'finished', updates: { unknownNumber: 0, unsure: 0 } });
        expect(contactsOf(run)).toEqual(whole.contacts);
      });
    }
    // Before the first hundred, within, and after the last.
    expect(seen.size).toBeGreaterThan(2);
    console.log(
      `Killed ${MOMENTS} times, with all up to row ${[...seen].sort((a, b) => a - b).join(', ')} done.`,
    );
  }, 600_000);
});
