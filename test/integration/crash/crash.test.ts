import { spawn } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { build } from 'vite';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { RunReport } from '../../../src-main/contract/run.ts';
import { progressOf, type RunProgress } from '../../../src-main/delivery/run-progress.ts';
import { type PracticeListrak, startPracticeListrak } from '../../../src-main/practice/practice-server.ts';
import { AUDIENCE_HEADER, PEOPLE } from '../pushing.ts';
import { temporaryFolder } from '../run-cli.ts';

const MOMENTS = 50;
const TIER = 601;
const OLD = new Map<string, string | undefined>();
const audience = PEOPLE.slice(0, 60).map((phone, place) => `${phone},Crash ${place % 7},true`);
/** Some fifteen rows an import. */
const LARGEST_IMPORT_BYTES = 400;

const bundle = temporaryFolder();
const worker = pathToFileURL(new URL('../../../out/main/review-worker.js', import.meta.url).pathname).href;
let child = '';

beforeAll(async () => {
  await build({
    configFile: false,
    logLevel: 'error',
    build: {
      ssr: new URL('./child.ts', import.meta.url).pathname,
      outDir: bundle.path,
      target: 'node20',
      rolldownOptions: { output: { entryFileNames: 'child.mjs' } },
    },
    ssr: { noExternal: true },
  });
  child = join(bundle.path, 'child.mjs');
});
afterAll(() => bundle.remove());

interface Run {
  practice: PracticeListrak;
  folder: ReturnType<typeof temporaryFolder>;
}

async function withRun<Result>(work: (run: Run) => Promise<Result>): Promise<Result> {
  const practice = await startPracticeListrak({ importMilliseconds: 15 });
  const folder = temporaryFolder();
  writeFileSync(join(folder.path, 'audience.csv'), `${[AUDIENCE_HEADER, ...audience].join('\n')}\n`);
  try {
    return await work({ practice, folder });
  } finally {
    await practice.stop();
    folder.remove();
  }
}

function start({ practice, folder }: Run, does: 'push' | 'finish', sendsAgain = false) {
  const order = {
    does,
    sendsAgain,
    api: practice.apiUrl,
    auth: practice.authUrl,
    audience: join(folder.path, 'audience.csv'),
    dataDir: folder.path,
    worker,
    largestImportBytes: LARGEST_IMPORT_BYTES,
  };
  const process_ = spawn(process.execPath, [child, JSON.stringify(order)], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  let trouble = '';
  const begun = new Promise<void>((resolve) => {
    process_.stdout.on('data', (text) => {
      said += text;
      resolve();
    });
  });
  process_.stderr.on('data', (text) => {
    trouble += text;
  });
  const closed = new Promise<number | null>((resolve) => process_.on('close', resolve));
  const report = async (): Promise<RunReport> => {
    const code = await closed;
    if (code !== 0) throw new Error(`The child ended with ${code}: ${trouble}`);
    return JSON.parse(said.replace('begins\n', ''));
  };
  return { process: process_, begun, closed, report };
}

/** The imports that the practice Listrak took, by their files' names; one that was sent twice stands twice. */
const takenBy = ({ practice }: Run): string[] =>
  practice.traffic
    .filter(({ path, method, body }) => method === 'POST' && path.endsWith('ContactImport') && body !== null)
    .map(({ body }) => String(body!.fileName));

function progressIn({ folder }: Run): RunProgress | null {
  try {
    return progressOf(readFileSync(join(folder.path, 'runs', 'run.jsonl'), 'utf8').split('\n'));
  } catch {
    return null;
  }
}

const tiersOf = ({ practice }: Run) =>
  [...practice.company.contacts()].map(({ phone, values, optedOut }) => [phone, values.get(TIER), optedOut]);

/** Of an undisturbed run: how long it takes from its beginning, and what the contacts are after it. */
async function undisturbed() {
  return await withRun(async (run) => {
    for (const contact of run.practice.company.contacts()) OLD.set(contact.phone, contact.values.get(TIER));
    const push = start(run, 'push');
    await push.begun;
    const since = performance.now();
    const report = await push.report();
    return { milliseconds: performance.now() - since, report, contacts: tiersOf(run), taken: takenBy(run) };
  });
}

function* seeded(seed: number): Generator<number> {
  for (let state = seed; ; ) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    yield state / 2 ** 32;
  }
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
      await withRun(async (run) => {
        const push = start(run, 'push');
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
        const report = await start(run, 'finish', sendsAgain).report();
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
