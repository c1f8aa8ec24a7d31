import { report } from '../report.mjs';
import { events } from './events.mjs';
import { refuse } from './refuse.mjs';
import { windowHosts } from './windows.mjs';

let latest = null;

class HostNotification {
  constructor(options = {}) {
    const { emit, listening } = events('Notification', [
      'show',
      'click',
      'close',
      'failed',
      'reply',
      'action',
    ]);
    // biome-ignore lint/correctness/noConstructorReturn: `new` must give an object that refuses
    return refuse('Notification', {
      ...listening,
      show() {
        latest = { click: () => emit('click') };
        report('notification', { title: options.title ?? '', body: options.body ?? '' });
        emit('show');
      },
      close: () => emit('close'),
    });
  }
  static isSupported = () => true;
}
export const Notification = refuse('Notification', HostNotification);
export const clickNotification = () => latest?.click();

export const shell = refuse('shell', {
  async openExternal(url) {
    report('open-external', { url });
  },
  async openPath(path) {
    report('open-path', { path });
    return '';
  },
  showItemInFolder: (path) => report('show-item-in-folder', { path }),
  beep() {},
});

/** A person's own clipboard is left alone; a test hears what would be on it. */
export const clipboard = refuse('clipboard', { writeText: (text) => report('clipboard', { text }) });

const power = events('powerMonitor', ['suspend', 'resume', 'shutdown', 'lock-screen', 'unlock-screen']);
export const powerMonitor = refuse('powerMonitor', { ...power.listening, isOnBatteryPower: () => false });
export const powerEvent = (name) => power.emit(name);

const blockers = new Set();
let lastBlocker = 0;
export const powerSaveBlocker = refuse('powerSaveBlocker', {
  start(type) {
    blockers.add(++lastBlocker);
    report('power-save-blocker', { started: lastBlocker, type });
    return lastBlocker;
  },
  stop(id) {
    report('power-save-blocker', { stopped: id });
    return blockers.delete(id);
  },
  isStarted: (id) => blockers.has(id),
});

const theme = events('nativeTheme', ['updated']);
let dark = process.env.HOST_COLOR_SCHEME === 'dark';
let themeSource = 'system';
export const nativeTheme = refuse('nativeTheme', {
  ...theme.listening,
  get shouldUseDarkColors() {
    return themeSource === 'system' ? dark : themeSource === 'dark';
  },
  get themeSource() {
    return themeSource;
  },
  set themeSource(source) {
    themeSource = source;
    const colorScheme = source === 'system' ? null : source;
    for (const { page } of windowHosts()) void page()?.emulateMedia({ colorScheme });
  },
});

/** What the page sees of the system's colours, since the host sees nothing of them. */
export function themeChanged(isDark) {
  if (dark === isDark) return;
  dark = isDark;
  theme.emit('updated');
}

const area = { x: 0, y: 0, width: 1920, height: 1080 };
const display = refuse('display', {
  id: 1,
  bounds: area,
  workArea: area,
  size: area,
  workAreaSize: area,
  scaleFactor: 1,
});
export const screen = refuse('screen', {
  ...events('screen', ['display-added', 'display-removed', 'display-metrics-changed']).listening,
  getAllDisplays: () => [display],
  getPrimaryDisplay: () => display,
  getDisplayMatching: () => display,
  getDisplayNearestPoint: () => display,
});
