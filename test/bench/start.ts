import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestApp } from '../e2e/app.ts';
import { launchInHost } from '../e2e/in-host.ts';
import { findElectron } from '../host/find-electron.mjs';
import { type Figure, list, quantile } from './figures.mjs';
import { goTo } from './go-to.ts';

const RUNS = 5;
/** Hardly more than an empty page. */
const SMALL_APP = { HOST_MAIN: '../e2e/host-app/main.mjs' };

/** From the start of the process until a click is answered, the browser and what attaches to it included. */
export async function measureStart(app: TestApp): Promise<Figure[]> {
  const bare: number[] = [];
  const drawn: number[] = [];
  const usable: number[] = [];
  await app.quit();
  for (let run = 0; run < RUNS; run++) {
    if (!findElectron()) bare.push(await startSmallApp());
    const begun = Date.now();
    await app.relaunch();
    await app.page.getByRole('heading', { level: 1, name: 'Connect' }).waitFor();
    await app.page.locator('nav [data-step=history]').waitFor();
    drawn.push(Date.now() - begun);
    await goTo(app.page, 'load');
    usable.push(Date.now() - begun);
    if (run < RUNS - 1) await app.quit();
  }
  const start: Figure = {
    what: 'start to usable window',
    goal: 1500,
    figure: quantile(usable, 0.5),
    unit: 'ms',
    more: `median of ${list(usable)}; drawn after ${list([quantile(drawn, 0.5)])}`,
  };
  if (bare.length === 0) return [start];
  return [
    start,
    {
      what: 'start of a small app in the same browser',
      figure: quantile(bare, 0.5),
      unit: 'ms',
      more: `median of ${list(bare)}, in turn with ours`,
    },
  ];
}

async function startSmallApp(): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'audience-bench-'));
  const options = { userData: folder, downloads: folder, args: [], colorScheme: null, size: null };
  const begun = Date.now();
  const app = await launchInHost(options, SMALL_APP);
  const took = Date.now() - begun;
  await app.kill();
  rmSync(folder, { recursive: true, force: true });
  return took;
}
