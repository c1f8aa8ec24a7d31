import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import type { Figure } from './figures.mjs';

const ASSETS = fileURLToPath(new URL('../../out/renderer/assets', import.meta.url));

/** What the page loads, as it would weigh on a wire. */
export function measurePageSize(): Figure[] {
  return [
    { what: 'the page’s script, gzipped', goal: 350, unit: 'kB', ...weigh('.js') },
    { what: 'the page’s style, gzipped', unit: 'kB', ...weigh('.css') },
  ];
}

function weigh(ending: string) {
  const files = readdirSync(ASSETS).filter((name) => name.endsWith(ending));
  const contents = files.map((name) => readFileSync(join(ASSETS, name)));
  const whole = contents.reduce((sum, { length }) => sum + length, 0);
  const zipped = contents.reduce((sum, content) => sum + gzipSync(content).length, 0);
  return { figure: zipped / 1000, more: `${(whole / 1000).toFixed(0)} kB as it is` };
}
