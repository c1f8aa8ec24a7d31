import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'vite';
import { afterAll, beforeAll } from 'vitest';
import type { RunReport } from '../../../src-main/contract/run.ts';
import { progressOf, type RunProgress } from '../../../src-main/delivery/run-progress.ts';
import {
  type PracticeListrak,
  type PracticeOptions,
  startPracticeListrak,
} from '../../../src-main/practice/practice-server.ts';
import { recordOf } from '../../fixtures/kept.ts';
import { temporaryFolder } from '../run-cli.ts';

/*
 * Pushes in a process of their own that can be killed, each on a practice Listrak of its own, which lives on.
 */

/** Some fifteen rows an import of three columns. */
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

export interface Run {
  practice: PracticeListrak;
  folder: ReturnType<typeof temporaryFolder>;
}

/** @param lines the audience file's, its header first. */
export async function withRun<Result>(
  lines: readonly string[],
  options: PracticeOptions,
  work: (run: Run) => Promise<Result>,
): Promise<Result> {
  const practice = await startPracticeListrak({ importMilliseconds: 15, ...options });
  const folder = temporaryFolder();
  writeFileSync(join(folder.path, 'audience.csv'), `${lines.join('\n')}\n`);
  try {
    return await work({ practice, folder });
  } finally {
    await practice.stop();
    folder.remove();
  }
}

/** Starts the push, or finishes it, in a process of its own. */
export function start({ practice, folder }: Run, about: { does: 'push' | 'finish'; sendsAgain?: boolean }) {
  const order = {
    sendsAgain: false,
    ...about,
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
export const takenBy = ({ practice }: Run): string[] =>
  practice.traffic
    .filter(({ path, method, body }) => method === 'POST' && path.endsWith('ContactImport') && body !== null)
    .map(({ body }) => String(body!.fileName));

/** How far the run had come by its record; null where there is none. */
export function progressIn({ folder }: Run): RunProgress | null {
  try {
    return progressOf(recordOf(folder.path, 'run'));
  } catch {
    return null;
  }
}

/** Repeatable numbers in [0, 1). */
export function* seeded(seed: number): Generator<number> {
  for (let state = seed; ; ) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    yield state / 2 ** 32;
  }
}
