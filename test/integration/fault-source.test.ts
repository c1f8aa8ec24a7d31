import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { PushEvent } from '../../src-main/application/push-events.ts';
import { lookedAt, ownTiers } from './as-reported.ts';
import { PEOPLE, pushing } from './pushing.ts';

/*
 * An audience file that is changed or gone at each stage of a push of a sample and three imports.
 */

const it = pushing();
const ROWS = PEOPLE.slice(0, 60);
const sample = { count: 4, choice: { kind: 'first' as const } };
/** Some twenty rows an import. */
const largestImportBytes = 560;

/** So many rows of somebody who did not opt in that not all of an import is read at once. */
const withOthersBetween = (lines: readonly string[]): string[] =>
  lines.flatMap((line) => [line, ...Array<string>(1_000).fill('13035550100,Nobody,false')]);

/** Other people, each where one of ours was. */
const OTHERS = withOthersBetween(PEOPLE.slice(100, 160).map((phone) => `${phone},Stolen,true`));
const path = () => join(it.folder.path, 'audience.csv');

const WAYS: [how: string, change: () => void][] = [
  ['is written anew', () => void it.write(OTHERS)],
  ['is gone', () => rmSync(path())],
];

const SAMPLE_SENT = 'So far the sample was sent, and nothing else.';
const FIRST_SENT = 'So far the sample was sent, 23 rows in 1 import were sent, and nothing else.';
const isOver = (event: PushEvent, purpose: string) =>
  event.stage === 'following' && event.purpose === purpose && event.status === 'Completed';

const STAGES: [name: string, when: (event: PushEvent) => boolean, imports: number, told: string][] = [
  ['between the sample and everything', (event) => isOver(event, 'sample'), 1, SAMPLE_SENT],
  ['while everything is split', (event) => event.stage === 'planning', 1, SAMPLE_SENT],
  [
    'while the first import is uploaded',
    (event) => event.stage === 'uploading' && event.purpose === 'push' && event.bytes < event.ofBytes / 2,
    1,
    SAMPLE_SENT,
  ],
  ['between two imports', (event) => isOver(event, 'push'), 2, FIRST_SENT],
];

describe.each(STAGES)('a file that changes %s', (_stage, when, imports, told) => {
  test.each(WAYS)('(it %s) is sent no further, and what was is told', async (_how, change) => {
    const assertAsReported = lookedAt(it, ROWS);
    const prepared = await it.prepare(withOthersBetween(ownTiers(ROWS)));
    let changed = false;
    const report = await it.send(prepared, {
      sample,
      largestImportBytes,
      tell: (event) => {
        if (changed || !when(event)) return;
        changed = true;
        change();
      },
    });
    expect(changed).toBe(true);
    await assertAsReported(report);
    expect(report).toMatchObject({ state: 'failed', error: { code: 'file.changed' } });
    expect(report.error?.message).toBe(
      `The file has changed since it was opened, or is still being written, so it was not sent any further. ${told}`,
    );
    expect(it.imports().filter(({ status }) => status === 201)).toHaveLength(imports);
  });
});
