// `npm run bench [rows] [review|window]`: how fast and how large it is, beside the goals of the design.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeAudience } from './audience-file.mjs';
import { measureReview } from './review.mjs';
import { measureWindow } from './window.mjs';

const [rows = '1000000', only] = process.argv.slice(2);
const ROWS = Number(rows);

const folder = mkdtempSync(join(tmpdir(), 'audience-bench-'));
try {
  const file = join(folder, 'audience.csv');
  await writeAudience(file, ROWS);
  if (only !== 'window') measureReview(file, ROWS);
  if (only !== 'review') measureWindow(file, ROWS);
} finally {
  rmSync(folder, { recursive: true });
}
