import { execFile } from 'node:child_process';
import {
  accessSync,
  constants,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const PACKED = '@sparticuz/chromium';

/**
 * The system's Chromium, else the one that npm brought. The latter has no windows.
 * `CHROMIUM` names one by its path, or the npm package to have that one although there is another.
 */
export async function findChromium() {
  const named = process.env.CHROMIUM;
  if (named === PACKED) return unpacked();
  return systemChromium() ?? unpacked();
}

/** A Chromium that can show windows, or null. */
export function systemChromium() {
  const named = process.env.CHROMIUM;
  if (named && named !== PACKED) return { path: named, env: {}, args: [] };
  for (const folder of (process.env.PATH ?? '').split(delimiter)) {
    for (const name of NAMES) {
      const path = join(folder, name);
      if (isExecutable(path)) return { path, env: {}, args: [] };
    }
  }
  return null;
}

function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

async function unpacked() {
  const folder = await unpackOnce();
  const libraries = [join(folder, 'al2023', 'lib'), process.env.LD_LIBRARY_PATH].filter(Boolean);
  return {
    path: join(folder, 'chromium'),
    env: { LD_LIBRARY_PATH: libraries.join(':'), FONTCONFIG_PATH: join(folder, 'fonts') },
    // What the package says its build needs where there is neither a sandbox nor a zygote to be had.
    args: ['--no-sandbox', '--no-zygote', '--font-render-hinting=none'],
  };
}

/** Unpacked beside its final place and renamed, so that two tests at once cannot meet half a browser. */
async function unpackOnce() {
  const entry = createRequire(import.meta.url).resolve(PACKED);
  const home = entry.slice(0, entry.lastIndexOf(join(...PACKED.split('/'))) + PACKED.length);
  const { version } = JSON.parse(readFileSync(join(home, 'package.json'), 'utf8'));
  const cache = join(dirname(dirname(home)), '.cache', 'host-chromium');
  const folder = join(cache, version);
  if (existsSync(folder)) return folder;
  const partial = `${folder}-${process.pid}`;
  mkdirSync(partial, { recursive: true });
  await promisify(execFile)(
    process.execPath,
    [fileURLToPath(new URL('./unpack-chromium.mjs', import.meta.url))],
    // The package unpacks into TMPDIR, and its libraries only where it believes to be on the machines it was made for.
    { env: { ...process.env, TMPDIR: partial, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs20.x' } },
  );
  writeFileSync(join(partial, 'fonts', 'fonts.conf'), fontsConfiguration(folder));
  try {
    renameSync(partial, folder);
  } catch (error) {
    rmSync(partial, { recursive: true, force: true });
    if (!existsSync(folder)) throw error;
  }
  return folder;
}

function fontsConfiguration(folder) {
  return `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>/usr/share/fonts</dir>
  <dir>${folder}/fonts</dir>
  <cachedir>${folder}/fonts-cache</cachedir>
</fontconfig>
`;
}
