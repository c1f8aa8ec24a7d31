import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { chromium } from 'playwright-core';
import { findChromium } from './find-chromium.mjs';
import { report, reporting } from './report.mjs';
import { isAlive } from './single-instance.mjs';

const PREFIX = 'profile-updater-chromium-';
const FLAGS = [
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-extensions',
  '--no-first-run',
  '--no-default-browser-check',
];

export const visible = process.env.HOST_VISIBLE === '1';

/** A browser that was closed by hand and opened again has a new one. */
const profiles = [];
let opened = null;
let ended = Promise.resolve();

/** The browser, opened by the first who asks. */
export function openChromium() {
  opened ??= launch();
  return opened;
}

async function launch() {
  removeLeftovers();
  const profile = mkdtempSync(join(tmpdir(), `${PREFIX}${process.pid}-`));
  profiles.push(profile);
  const found = await findChromium();
  const args = [...FLAGS, ...found.args];
  const isRoot = process.getuid?.() === 0;
  if (visible) args.push('--app=data:text/html,');
  // Chromium has no sandbox for root, and would say so across the page.
  if (visible && isRoot) args.push('--test-type');
  // Only for a test: whoever reaches this port rules the page.
  if (reporting) args.push('--remote-debugging-port=0');
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: found.path,
    env: { ...process.env, ...found.env },
    args,
    headless: !visible,
    // A test loads nothing but our own page, and where it runs there may be no sandbox to be had.
    chromiumSandbox: visible && !isRoot,
    viewport: null,
    colorScheme: process.env.HOST_COLOR_SCHEME ?? null,
    acceptDownloads: false,
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false,
  });
  ended = new Promise((resolve) => {
    context.once('close', () => {
      opened = null;
      resolve();
    });
  });
  if (reporting) report('devtools', { endpoint: await devtoolsEndpoint(profile) });
  return context;
}

/** Waits for the browser to end, but not long: it may have reasons to stay. */
export const chromiumEnded = () => Promise.race([ended, sleep(2000)]);

async function devtoolsEndpoint(profile) {
  for (let waited = 0; waited < 10_000; waited += 10) {
    try {
      const [port, path] = readFileSync(join(profile, 'DevToolsActivePort'), 'utf8').trim().split('\n');
      if (path) return `ws://127.0.0.1:${port}${path}`;
    } catch {}
    await sleep(10);
  }
  throw new Error('Chromium opened no port for its developer tools');
}

/** Closes the browser, whatever it is doing, and leaves nothing behind. */
export async function closeChromium() {
  const context = await opened?.catch(() => null);
  // It is of no use to wait long: when this process ends, so does the browser's pipe, and with it the browser.
  if (context) await Promise.race([context.close().catch(() => {}), sleep(3000)]);
  removeProfiles();
}

/** For the end of the process, where nothing can be waited for. */
export function removeProfiles() {
  for (const profile of profiles.splice(0)) removeFolder(profile);
}

function removeFolder(path) {
  try {
    rmSync(path, { recursive: true, force: true, maxRetries: 5, retryDelay: 50 });
  } catch {
    // A browser that is still ending may write into it. The next host removes it.
  }
}

/** Profiles of hosts that were killed. */
function removeLeftovers() {
  for (const name of readdirSync(tmpdir())) {
    const owner = name.startsWith(PREFIX) ? Number.parseInt(name.slice(PREFIX.length), 10) : null;
    if (owner && !isAlive(owner)) removeFolder(join(tmpdir(), name));
  }
}
