import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { writeAudience } from './audience-file.mjs';
import { measure, reviewOf } from './measure.mjs';

/** A little less than the largest import, so that one is one. */
const IMPORT_BYTES = 193_000_000;
const ROWS_TO_JUDGE_BY = 200_000;

/** How much a push grows by over what it was before its upload: for one import as large as may be, and for three. */
export async function measureUpload(folder) {
  const bytesOfRow = await importBytesOfRow(folder);
  const figures = [];
  for (const imports of [1, 3]) {
    const file = join(folder, `upload-${imports}.csv`);
    await writeAudience(file, Math.floor((imports * IMPORT_BYTES) / bytesOfRow));
    const { sent, before, peak, uploads } = await push(file, folder);
    rmSync(file);
    if (sent.length !== imports) throw new Error(`${sent.length} imports were sent in place of ${imports}.`);
    const bytes = sent.reduce((sum, one) => sum + one.bytes, 0);
    const seconds = uploads.reduce((sum, ms) => sum + ms, 0) / 1000;
    figures.push({
      what: `growth while ${imports === 1 ? 'one import' : `${imports} imports`} of ${sent.map((one) => one.bytes.toLocaleString('en-US')).join(' + ')} bytes go out`,
      goal: 150,
      figure: (peak - before) / 1e6,
      unit: 'MB',
      more: `from ${Math.round(before / 1e6)} to ${Math.round(peak / 1e6)} MB; ${Math.round(bytes / 1e6 / seconds)} MB of file a second`,
    });
  }
  return figures;
}

async function importBytesOfRow(folder) {
  const [file, out] = ['upload-some.csv', 'upload-some-normalised.csv'].map((name) => join(folder, name));
  await writeAudience(file, ROWS_TO_JUDGE_BY);
  const [cli, , ...rest] = reviewOf(file);
  measure([cli, 'normalise', ...rest, '--out', out]);
  const { size } = statSync(out);
  for (const path of [file, out]) rmSync(path);
  // Further on in a large file the addresses are longer by some digits.
  return size / ROWS_TO_JUDGE_BY + 1;
}

/** Pushes a file to a practice Listrak, that a process of its own holds all of what is sent in. */
async function push(file, folder) {
  const practice = spawn(process.execPath, ['--max-old-space-size=12000', 'out/main/cli.js', 'practice'], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  try {
    const { stderr, stdout } = spawnSync(
      process.execPath,
      [
        '--expose-gc',
        ...['--import', './test/bench/report-growth.mjs', 'out/main/cli.js', 'push', file, '--yes', '--json'],
        ...['--skip-sample', '--sender-code', '1001', '--data-dir', folder, ...(await whereItIs(practice))],
      ],
      {
        encoding: 'utf8',
        maxBuffer: 1 << 28,
        env: { ...process.env, LISTRAK_CLIENT_ID: 'practice', LISTRAK_CLIENT_SECRET: 'practice' },
      },
    );
    const { imports, error } = JSON.parse(stdout);
    // The practice company knows nobody of the audience.
    if (error?.code !== 'check.allUnknown') throw new Error(`The push came to no end: ${stdout}`);
    return { sent: imports, ...JSON.parse(/growth (.*)/.exec(stderr)[1]) };
  } finally {
    practice.kill();
  }
}

async function whereItIs(practice) {
  let said = '';
  practice.stderr.on('data', (text) => {
    said += text;
  });
  for (;;) {
    const found = /--api (\S+) --auth (\S+)/.exec(said);
    if (found) return ['--api', found[1], '--auth', found[2]];
    await once(practice.stderr, 'data');
  }
}
