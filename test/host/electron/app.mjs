import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { report } from '../report.mjs';
import { claimInstance } from '../single-instance.mjs';
import { events, makeEvent } from './events.mjs';
import { appPaths } from './paths.mjs';
import { refuse } from './refuse.mjs';
import { openWindows } from './windows.mjs';

const { emit, has, listening } = events('app', [
  'ready',
  'will-finish-launching',
  'window-all-closed',
  'second-instance',
  'before-quit',
  'will-quit',
  'quit',
  'activate',
  'web-contents-created',
  'browser-window-created',
  'browser-window-focus',
  'browser-window-blur',
  // Known, but nothing here can cause them.
  'open-file',
  'open-url',
  'child-process-gone',
  'render-process-gone',
  'certificate-error',
  'login',
]);

const description = JSON.parse(readFileSync(join(process.argv[1], 'package.json'), 'utf8'));
let name = description.productName ?? description.name;
let ready = false;
let quitting = false;
let instance = null;
let end = () => {};
const whenReady = new Promise((resolve) => listening.once('ready', resolve));
const paths = appPaths(() => name);

/** What the host itself does with the app. */
export const appHost = {
  emit,
  isReady: () => ready,
  isQuitting: () => quitting,
  /** The process ends without asking the app. */
  abandon() {
    quitting = true;
    instance?.release();
  },
  /** @param stop ends the process. */
  begin(stop) {
    end = stop;
  },
  becomeReady() {
    if (quitting) return;
    ready = true;
    emit('ready', makeEvent(), {});
  },
  windowClosed() {
    if (quitting || openWindows().length > 0) return;
    if (has('window-all-closed')) emit('window-all-closed');
    else quit();
  },
};

function quit() {
  if (quitting) return;
  const before = makeEvent();
  emit('before-quit', before);
  if (before.defaultPrevented) return;
  quitting = true;
  setImmediate(() => {
    for (const window of openWindows()) {
      window.close();
      if (window.isDestroyed()) continue;
      quitting = false;
      return;
    }
    const will = makeEvent();
    emit('will-quit', will);
    if (will.defaultPrevented) quitting = false;
    else finish(0);
  });
}

function finish(code) {
  quitting = true;
  emit('quit', makeEvent(), code);
  void (instance?.told ?? Promise.resolve()).then(() => {
    instance?.release();
    return end(code);
  });
}

/** Only now, since the app may have moved its data folder before it asks. */
function claim() {
  instance ??= claimInstance(paths.get('userData'), (argv, cwd) =>
    emit('second-instance', makeEvent(), argv, cwd, null),
  );
  return instance.first;
}

export const app = refuse('app', {
  ...listening,
  whenReady: () => whenReady,
  isReady: () => ready,
  quit,
  exit(code = 0) {
    for (const window of openWindows()) window.destroy();
    finish(code);
  },
  requestSingleInstanceLock: claim,
  hasSingleInstanceLock: () => instance?.first ?? false,
  releaseSingleInstanceLock: () => instance?.release(),
  getPath: paths.get,
  setPath: paths.set,
  getAppPath: () => process.argv[1],
  getVersion: () => description.version,
  getName: () => name,
  get name() {
    return name;
  },
  setName(given) {
    name = given;
  },
  getLocale: () => Intl.DateTimeFormat().resolvedOptions().locale,
  isPackaged: false,
  enableSandbox() {
    if (ready) throw new Error('app.enableSandbox() can only be called before app is ready');
  },
  disableHardwareAcceleration() {},
  setAppUserModelId() {},
  focus() {},
  setAboutPanelOptions(options) {
    report('about-panel-options', { options });
  },
  showAboutPanel: () => report('about-panel'),
});
