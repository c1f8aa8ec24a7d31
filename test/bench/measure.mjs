import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fieldsAnswer } from './audience-file.mjs';

/** Runs a script to its end as a process of its own: how long it took in milliseconds, and its peak memory in bytes. */
export function measure(args) {
  const started = performance.now();
  const { stdout, stderr, status } = spawnSync(
    process.execPath,
    ['--import', './test/bench/report-peak.mjs', ...args],
    { encoding: 'utf8', maxBuffer: 1 << 26 },
  );
  if (status !== 0) throw new Error(`${args.join(' ')} ended with ${status}: ${stderr}`);
  return { ms: performance.now() - started, peak: Number(/peak (\d+)/.exec(stderr)[1]), stdout };
}

/** The command line of a review of an audience as the bench writes them. */
export function reviewOf(file) {
  const fields = join(dirname(file), 'fields.json');
  writeFileSync(fields, fieldsAnswer());
  return ['out/main/cli.js', 'review', file, '--fields', fields, '--json'];
}
