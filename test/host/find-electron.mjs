import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** Where the installed `electron` package lies, or null. */
export function electronPackage() {
  try {
    return dirname(createRequire(import.meta.url).resolve('electron/package.json'));
  } catch {
    return null;
  }
}

/** The path of Electron's binary, or null if it is not there. Asking `electron` itself would begin a download. */
export function findElectron() {
  const folder = electronPackage();
  if (!folder || !existsSync(join(folder, 'path.txt'))) return null;
  const name = readFileSync(join(folder, 'path.txt'), 'utf8');
  const path = join(process.env.ELECTRON_OVERRIDE_DIST_PATH ?? join(folder, 'dist'), name);
  return existsSync(path) ? path : null;
}
