import { linkSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { RunningApp } from '../e2e/running-app.ts';
import { type Figure, list, quantile } from './figures.mjs';
import { goTo } from './go-to.ts';

const RUNS = 5;

/**
 * From the choice in the open dialog until the first rows are painted. Connected, as a user is by then: so a review
 * of the file begins at the same time, and that of the file before it ends.
 */
export async function measureFirstRows(app: RunningApp, kind: string, file: string): Promise<Figure[]> {
  const times: number[] = [];
  const ending = basename(file).replace(/^[^.]*/, '');
  for (let run = 0; run < RUNS; run++) times.push(await openAs(app, file, `chosen-${run}${ending}`));
  return [
    {
      what: `first rows on screen after choosing ${kind}`,
      goal: 300,
      figure: quantile(times, 0.5),
      unit: 'ms',
      more: `median of ${list(times)}`,
    },
  ];
}

/** By another name each time, so that it can be seen when it is open. */
async function openAs({ page, chooseFile }: RunningApp, file: string, name: string): Promise<number> {
  const path = join(dirname(file), name);
  linkSync(file, path);
  await goTo(page, 'load');
  await chooseFile(path);
  const rows = page.evaluate<number>(`bench.firstRows(${JSON.stringify(basename(path))})`);
  await page.getByRole('button', { name: /^Choose (a|another) file/ }).click();
  return rows;
}
