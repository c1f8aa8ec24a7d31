import { expect, test } from 'vitest';
import { PEOPLE, pushing, QUICK } from './pushing.ts';

const it = pushing();

test('work that is too large for one import goes in several, each complete, and every row in exactly one', async () => {
  const lines = PEOPLE.slice(0, 1000).map((phone, place) => `${phone},Tier ${place},true`);
  const report = await it.push(lines, { largestImportBytes: 4_000 });

  expect(report.state).toBe('finished');
  expect(report.imports.length).toBeGreaterThan(4);
  expect(report.imports.every(({ bytes }) => bytes <= 4_000)).toBe(true);
  expect(report.imports.reduce((sum, { rows }) => sum + rows, 0)).toBe(1000);
  expect(report.sent).toBe(1000);
  expect(it.imports().map(({ body }) => [body!.rows, body!.fileBytes])).toEqual(
    report.imports.map(({ rows, bytes }) => [rows, bytes]),
  );
  const tiers = new Map(it.practice.company.snapshot().map(({ phone, values }) => [phone, values[601]]));
  PEOPLE.slice(0, 1000).forEach((phone, place) => {
    expect(tiers.get(phone)).toBe(`Tier ${place}`);
  });
  const parts = it.events.filter((event) => event.stage === 'uploading').map(({ part }) => part);
  expect(new Set(parts).size).toBe(report.imports.length);
});

test('the later imports are not sent when an earlier one fails, and the report counts what was', async () => {
  it.practice.faults.failNextImport();
  const lines = PEOPLE.slice(0, 300).map((phone) => `${phone},Gold,true`);
  const report = await it.push(lines, { largestImportBytes: 2_000 });
  expect(report).toMatchObject({ state: 'importFailed', imports: [{ status: 'Failed' }] });
  expect(report.sent).toBe(report.imports[0]!.rows);
  expect(report.error!.message).toContain(
    `So far ${report.sent} rows in 1 import were sent, and nothing else.`,
  );
});

test('values that show only a while after the import are waited for', async () => {
  await it.restart({ lagMilliseconds: 300 });
  const report = await it.push(PEOPLE.slice(0, 20).map((phone) => `${phone},Lagging,true`));
  expect(report).toMatchObject({ state: 'finished', check: { asked: 20, match: 20, differ: 0 } });
  const rounds = it.events.map((event) => (event.stage === 'checking' ? event.round : 0));
  expect(Math.max(...rounds)).toBeGreaterThan(1);
});

test('what Listrak stored otherwise is reported field by field, with the phone masked', async () => {
  const [phone] = PEOPLE;
  const report = await it.push([`${phone},Gold,true`], {
    check: { ...QUICK, patienceMs: 0 },
    tell: (event) => {
      if (event.stage === 'following' && event.status === 'Completed') {
        it.practice.company.find(1001, phone!)!.values.set(601, 'Silver 717 555 0199');
      }
    },
  });
  expect(report).toMatchObject({
    state: 'finishedWithDifferences',
    check: { asked: 1, differ: 1 },
    differences: [
      {
        row: 2,
        phone: `•••${phone!.slice(-4)}`,
        field: 'Loyalty Tier',
        sent: 'Gold',
        stored: 'Silver •••0199',
      },
    ],
  });
});
