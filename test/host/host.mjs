import { app, appHost } from './electron/app.mjs';
import { clickMenu } from './electron/menu.mjs';
import { clickNotification, powerEvent } from './electron/system.mjs';
import { openWindows } from './electron/windows.mjs';
import { closeChromium, openChromium, removeProfiles } from './open-chromium.mjs';
import { report, takeCommands } from './report.mjs';

/**
 * Runs the app that `load` loads, and sees to it that nothing outlives this process. As in Electron, the app becomes
 * ready only after it has been loaded.
 */
export async function runApp(load) {
  process.on('exit', removeProfiles);
  for (const [signal, number] of Object.entries({ SIGHUP: 1, SIGINT: 2, SIGTERM: 15 }))
    process.on(signal, () => void stop(128 + number));
  process.on('uncaughtException', fail);
  process.on('unhandledRejection', (error) => console.error('Unhandled rejection:', error));
  appHost.begin(stop);
  takeCommands(COMMANDS, () => void stop(1));
  try {
    await load();
    // One that leaves already, to an earlier one for instance, needs no browser.
    if (appHost.isQuitting()) return;
    await openChromium();
    appHost.becomeReady();
  } catch (error) {
    fail(error);
  }
}

const COMMANDS = {
  focus: () => openWindows()[0]?.focus(),
  blur: () => openWindows()[0]?.blur(),
  close: () => openWindows()[0]?.close(),
  resize: ({ width, height }) => openWindows()[0]?.setBounds({ width, height }),
  menu: ({ label }) => clickMenu(label),
  power: ({ event }) => powerEvent(event),
  'click-notification': clickNotification,
  activate: () => appHost.emit('activate', {}, openWindows().length > 0),
  quit: () => app.quit(),
};

let stopping = false;

/** What the app throws while it ends has no say in how it ends. */
function fail(error) {
  if (appHost.isQuitting()) return;
  console.error(error);
  void stop(1);
}

async function stop(code) {
  if (stopping) return;
  stopping = true;
  appHost.abandon();
  await closeChromium();
  report('ended', { code });
  process.exit(code);
}
