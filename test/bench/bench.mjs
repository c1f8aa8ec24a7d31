// `npm run bench [rows] [review|upload|window]`: how fast and how large it is, beside the goals of the design.
import { mkdtempSync, rmSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeAudience } from './audience-file.mjs';
import { printFigures } from './figures.mjs';
import { measureFormats, writeFormats } from './formats.mjs';
import { measureMemory } from './memory.mjs';
import { measureReview } from './review.mjs';
import { measureUpload } from './upload.mjs';
import { measureWindow } from './window.mjs';

const [rowsAsked = '1000000', only] = process.argv.slice(2);
const rows = Number(rowsAsked);
const load = () => loadavg()[0].toFixed(1);

const folder = mkdtempSync(join(tmpdir(), 'audience-bench-'));
const before = load();
const figures = [];
try {
  if (only !== 'upload') {
    const file = join(folder, 'audience.csv');
    await writeAudience(file, rows);
    const formats = await writeFormats(file, rows);
    if (only !== 'window') {
      const review = measureReview(file, rows);
      figures.push(...review.figures);
      figures.push(...(await measureMemory(folder, rows)));
      figures.push(...measureFormats(formats, rows, review.papaMs));
    }
    if (only !== 'review') figures.push(...measureWindow(file, formats, rows));
  }
  if (only === undefined || only === 'upload') figures.push(...(await measureUpload(folder)));
} finally {
  rmSync(folder, { recursive: true });
  console.log(
    `\n${rows.toLocaleString('en-US')} rows of 12 columns; ${cpus().length} cores, load ${before} at the start and ${load()} at the end`,
  );
  printFigures(figures);
}
