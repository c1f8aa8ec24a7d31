import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

const SOURCES = ['src-main', 'src-renderer', 'electron.vite.config.ts', 'package.json'];
const BUILT = ['out/main/main.js', 'out/preload/preload.cjs', 'out/renderer/index.html'];

/** Whether the bundles are there and no older than what they are made of. */
export function isBuilt(folder) {
  const built = BUILT.map((path) => join(folder, path));
  if (!built.every((path) => existsSync(path))) return false;
  const oldest = Math.min(...built.map((path) => statSync(path).mtimeMs));
  return SOURCES.every((path) => newestIn(join(folder, path)) <= oldest);
}

function newestIn(path) {
  const stats = statSync(path);
  if (!stats.isDirectory()) return stats.mtimeMs;
  return Math.max(stats.mtimeMs, ...readdirSync(path).map((name) => newestIn(join(path, name))));
}
