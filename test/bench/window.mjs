import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** The second part needs the app of the end-to-end tests, which is TypeScript: Playwright runs it. */
export function measureWindow(file, formats, rowCount) {
  const playwright = join(dirname(createRequire(import.meta.url).resolve('@playwright/test')), 'cli.js');
  const figures = join(dirname(file), 'window.json');
  const { status } = spawnSync(
    process.execPath,
    [playwright, 'test', '--config', 'test/bench/playwright.config.ts'],
    {
      stdio: 'inherit',
      env: {
        ...process.env,
        BENCH_FILE: file,
        BENCH_GZIP: formats.gzip.path,
        BENCH_WORKBOOK: formats['an Excel workbook'].path,
        BENCH_ROWS: String(rowCount),
        BENCH_FIGURES: figures,
      },
    },
  );
  if (status !== 0) throw new Error('The window could not be measured to its end.');
  return JSON.parse(readFileSync(figures, 'utf8'));
}
