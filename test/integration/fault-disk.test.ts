import { type FileHandle, open } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { lookedAt, ownTier, ownTiers } from './as-reported.ts';
import { finishSending } from './finish-run.ts';
import { PEOPLE, pushing } from './pushing.ts';

/*
 * A disk that is full at each line of the record of a push of a sample and two imports; half of the line is written.
 */

const it = pushing();
const ROWS = PEOPLE.slice(0, 40);
const sample = { count: 4, choice: { kind: 'first' as const } };
const largestImportBytes = 560;
const NOTHING = 'Nothing was sent.';
const SAMPLE = 'So far the sample was sent, and nothing else.';
const FIRST = 'So far the sample was sent, 23 rows in 1 import were sent, and nothing else.';
const ALL = 'All 40 rows were sent.';

afterEach(() => {
  vi.restoreAllMocks();
});

/** The disk has no room for so many lines, from the given one on. */
async function fillDisk(from: number, lines: number): Promise<void> {
  const file = await open(join(it.folder.path, 'any'), 'w');
  const handle = Object.getPrototypeOf(file) as FileHandle;
  await file.close();
  const { appendFile } = handle;
  let line = 0;
  vi.spyOn(handle, 'appendFile').mockImplementation(async function (this: FileHandle, text) {
    if (++line < from || line >= from + lines) return await appendFile.call(this, text);
    await appendFile.call(this, String(text).slice(0, String(text).length / 2));
    throw Object.assign(new Error(), { code: 'ENOSPC' });
  });
}

/** By the line of the record: how many imports have left by then, and what is told. */
const LINES: [line: string, place: number, left: number, state: string, told: string][] = [
  ['that the sample leaves', 2, 0, 'failed', NOTHING],
  ['that Listrak has the sample', 3, 1, 'failed', SAMPLE],
  ['that the sample is over', 4, 1, 'failed', SAMPLE],
  ['how the sample came out', 5, 1, 'failed', SAMPLE],
  ['how everything is split', 6, 1, 'failed', SAMPLE],
  ['that the first import leaves', 7, 1, 'failed', SAMPLE],
  ['that Listrak has the first import', 8, 2, 'failed', FIRST],
  ['that the first import is over', 9, 2, 'failed', FIRST],
  ['that the second import leaves', 10, 2, 'failed', FIRST],
  ['that Listrak has the second import', 11, 3, 'failed', ALL],
  ['that the second import is over', 12, 3, 'failed', ALL],
  ['how contacts came out', 13, 3, 'finished', ALL],
  ['how it ended', 14, 3, 'finished', ALL],
];

describe.each(LINES)('a disk without room for the line %s', (_line, place, left, state, told) => {
  test.each([
    ['for this line alone', 1],
    ['nor for any after it', 99],
  ])('%s: it is told, and nothing more leaves', async (_how, lines) => {
    const assertAsReported = lookedAt(it, ROWS);
    const prepared = await it.prepare(ownTiers(ROWS));
    await fillDisk(place, lines);
    const report = await it.send(prepared, { sample, largestImportBytes });
    vi.restoreAllMocks();
    await assertAsReported(report);
    expect(it.imports()).toHaveLength(left);
    expect(report).toMatchObject({ state, error: { code: 'journal.cannotWrite' } });
    expect(report.error?.message).toBe(`The record of the run cannot be written. ${told}`);
    if (lines === 1 || told === ALL) return;
    // There is room again.
    const finished = await finishSending(it, prepared, largestImportBytes);
    expect(finished).toMatchObject({ state: 'finished', sent: 40, error: null });
    expect(ROWS.map((phone) => it.practice.company.find(1001, phone)!.values.get(601))).toEqual(
      ROWS.map((_phone, row) => ownTier(row)),
    );
  });
});

test('a disk without room for the plan: nothing is sent', async () => {
  const before = it.practice.company.snapshot();
  const prepared = await it.prepare(ownTiers(ROWS));
  await fillDisk(1, 1);
  await expect(it.send(prepared, { sample })).rejects.toMatchObject({ code: 'journal.cannotWrite' });
  expect(it.imports()).toEqual([]);
  expect(it.practice.company.snapshot()).toEqual(before);
});
