import { spawnSync } from 'node:child_process';
import { statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fieldsAnswer } from './audience-file.mjs';

const RUNS = 3;

/** How long a review takes against Papa Parse alone on the same file, and how much memory. */
export function measureReview(file, rowCount) {
  const fields = join(dirname(file), 'fields.json');
  writeFileSync(fields, fieldsAnswer());
  const bytes = statSync(file).size;

  const papa = ['test/bench/bare-papa.mjs', file];
  const review = ['out/main/cli.js', 'review', file, '--fields', fields, '--json'];
  const times = { papa: [], review: [] };
  const peaks = { papa: [], review: [] };
  let reviewed;
  for (let run = 0; run < RUNS; run++) {
    for (const [name, args] of Object.entries({ papa, review })) {
      const { ms, peak, stdout } = measure(args);
      times[name].push(ms);
      peaks[name].push(peak);
      if (name === 'review') reviewed = JSON.parse(stdout);
    }
  }
  if (reviewed.rows.total !== rowCount)
    throw new Error(`The review saw ${reviewed.rows.total} of ${rowCount} rows.`);

  const ratios = times.review.map((ms, run) => ms / times.papa[run]);
  console.log(
    `\n${rowCount.toLocaleString('en-US')} rows, ${(bytes / 1e6).toFixed(0)} MB, 12 columns; medians of ${RUNS} runs in turn, whole processes`,
  );
  console.table({
    'Papa Parse alone': figures(rowCount, times.papa, peaks.papa),
    'our review': figures(rowCount, times.review, peaks.review),
  });
  console.log(
    `review / Papa Parse: ${median(ratios).toFixed(2)} × (${ratios.map((ratio) => ratio.toFixed(2)).join(', ')})`,
  );
  console.log(`outcomes: ${JSON.stringify(reviewed.rows)}`);
}

function measure(args) {
  const started = performance.now();
  const { stdout, stderr, status } = spawnSync(
    process.execPath,
    ['--import', './test/bench/report-peak.mjs', ...args],
    {
      encoding: 'utf8',
      maxBuffer: 1 << 26,
    },
  );
  if (status !== 0) throw new Error(`${args.join(' ')} ended with ${status}: ${stderr}`);
  return { ms: performance.now() - started, peak: Number(/peak (\d+)/.exec(stderr)[1]), stdout };
}

function figures(rowCount, ms, peaks) {
  return {
    seconds: Number((median(ms) / 1000).toFixed(2)),
    'rows a second': Math.round(rowCount / (median(ms) / 1000)),
    'peak MB': Math.round(median(peaks) / 1e6),
  };
}

function median(numbers) {
  return [...numbers].sort((one, other) => one - other)[Math.floor(numbers.length / 2)];
}
