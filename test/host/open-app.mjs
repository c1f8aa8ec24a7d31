// `npm start`: builds what is not built yet, and opens the app in Electron, or else in a Chromium window.
import { spawn, spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isBuilt } from './built.mjs';
import { systemChromium } from './find-chromium.mjs';
import { electronPackage, findElectron } from './find-electron.mjs';

const APP = fileURLToPath(new URL('../..', import.meta.url));
const DOWNLOAD_MS = 60_000;

if (!hasDisplay()) {
  console.error(
    'There is no display to open a window on. The whole job runs in the terminal too: npm run demo',
  );
  process.exit(1);
}
if (!isBuilt(APP)) {
  console.log('Building the app …');
  const { status } = spawnSync('npm', ['run', '--silent', 'build'], {
    cwd: APP,
    stdio: 'inherit',
    // npm is a script there.
    shell: process.platform === 'win32',
  });
  if (status !== 0) process.exit(status ?? 1);
}

const args = process.argv.slice(2);
const electron = findElectron() ?? downloadElectron();
if (electron) open(electron, [APP, ...args], {});
else if (systemChromium()) {
  console.log('Electron could not be had here, so the same app now opens in a Chromium window.');
  open(process.execPath, [join(APP, 'test', 'host', 'start.mjs'), ...args], { HOST_VISIBLE: '1' });
} else {
  console.error('Neither Electron nor a Chromium that shows windows is here. In the terminal: npm run demo');
  process.exit(1);
}

function hasDisplay() {
  if (process.platform !== 'linux') return true;
  return Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
}

/** Its package downloads it at the first use. Answers null where that does not work. */
function downloadElectron() {
  const folder = electronPackage();
  if (!folder) return null;
  console.log('Electron is not here yet: downloading it, for a minute at most …');
  spawnSync(process.execPath, [join(folder, 'install.js')], { timeout: DOWNLOAD_MS, stdio: 'ignore' });
  return findElectron();
}

/** Ends as the app does, and ends the app if it is itself told to end. */
function open(program, programArgs, env) {
  const child = spawn(program, programArgs, { cwd: APP, stdio: 'inherit', env: { ...process.env, ...env } });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  child.once('error', (error) => {
    console.error(`${program} could not be started: ${error.message}`);
    process.exit(1);
  });
  child.once('close', (code) => process.exit(code ?? 1));
}
