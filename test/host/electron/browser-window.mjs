import { chromiumEnded, openChromium, visible } from '../open-chromium.mjs';
import { report } from '../report.mjs';
import { appHost } from './app.mjs';
import { toChromium } from './app-scheme.mjs';
import { events, makeEvent } from './events.mjs';
import { guard } from './navigation.mjs';
import { linkPage } from './page-link.mjs';
import { refuse } from './refuse.mjs';
import { makeContents } from './web-contents.mjs';
import { makeWindowState } from './window-state.mjs';
import { addWindow, focusedWindow, openWindows, removeWindow, windowHosts } from './windows.mjs';

const EVENTS = [
  'ready-to-show',
  'close',
  'closed',
  'show',
  'hide',
  'focus',
  'blur',
  'resize',
  'resized',
  'move',
  'moved',
  'maximize',
  'unmaximize',
  'minimize',
  'restore',
  'enter-full-screen',
  'leave-full-screen',
  'page-title-updated',
  'unresponsive',
  'responsive',
  'session-end',
];

function openWindow(options = {}) {
  const {
    preload,
    sandbox = true,
    contextIsolation = true,
    nodeIntegration = false,
  } = options.webPreferences ?? {};
  if (!sandbox || !contextIsolation || nodeIntegration)
    throw new Error('The host has only sandboxed and isolated pages without Node');
  const { emit, listening } = events('BrowserWindow', EVENTS);
  let page = null;
  let link = null;
  let gone = false;
  let crashed = false;
  let loading = false;
  let expected = null;
  let shownOnce = false;
  const whenLoaded = [];
  let tellGone;
  const whenGone = new Promise((resolve) => {
    tellGone = resolve;
  });

  const state = makeWindowState(options, {
    emit,
    focused: (focused) =>
      appHost.emit(focused ? 'browser-window-focus' : 'browser-window-blur', makeEvent(), window),
    place: () => void opening.then(applyBounds).catch(() => {}),
    raise: () => void (visible && page?.bringToFront()),
  });
  const made = makeContents({
    page: () => page,
    link: () => link,
    window: () => window,
    load,
    close,
    resized: state.resized,
    isGone: () => gone,
    isCrashed: () => crashed,
    isLoading: () => loading,
  });
  let opening = attach();
  // Whoever loads an address hears of a failure.
  opening.catch(() => {});

  async function attach() {
    const context = await openChromium();
    await guard(context);
    // The browser opens with a page that nobody has yet.
    const isFree = (one) => !windowHosts().some((host) => host.page() === one) && isBlank(one);
    page = context.pages().find(isFree) ?? (await context.newPage());
    const mine = page;
    // Else Playwright would dismiss them. They are for the person or the test to answer.
    mine.on('dialog', () => {});
    mine.on('domcontentloaded', () => made.emit('dom-ready'));
    mine.on('load', loaded);
    mine.on('framenavigated', (frame) => {
      if (frame !== mine.mainFrame()) return;
      made.at(frame.url());
      made.emit('did-navigate', makeEvent(), made.contents.getURL(), 200, 'OK');
    });
    mine.on('crash', () => {
      crashed = true;
      made.emit('render-process-gone', makeEvent(), { reason: 'crashed', exitCode: 1 });
    });
    mine.on('close', () => {
      if (mine === page && !gone && !appHost.isQuitting()) closedByUser();
    });
    link = await linkPage(context, mine, { preload, hear: made.hear });
    await applyBounds();
  }

  async function load(url) {
    if (crashed) await replacePage();
    await opening;
    const address = toChromium(url);
    [expected] = address.split('#');
    loading = true;
    made.emit('did-start-loading');
    await page.goto(address, { waitUntil: 'load' });
  }

  function loaded() {
    if (isBlank(page)) return;
    loading = false;
    for (const go of whenLoaded.splice(0)) go();
    made.emit('did-finish-load');
    if (shownOnce) return;
    shownOnce = true;
    emit('ready-to-show');
  }

  async function replacePage() {
    const old = page;
    page = null;
    crashed = false;
    opening = attach();
    await opening;
    await old?.close().catch(() => {});
  }

  /** Its page is gone already. If the app will not have it, it gets a new one, where it may ask the person why. */
  function closedByUser() {
    const address = made.contents.getURL();
    loading = true;
    opening = Promise.resolve().then(() => (gone ? undefined : reopen()));
    close();
    if (!gone) load(address).catch((error) => console.error(error));
  }

  async function reopen() {
    // With its last window a visible Chromium ends, so that there must be another.
    if (visible) await chromiumEnded();
    await attach();
  }

  function close() {
    const event = makeEvent();
    emit('close', event);
    if (!event.defaultPrevented) destroy();
  }

  function destroy() {
    if (gone) return;
    gone = true;
    removeWindow(window);
    void page?.close().catch(() => {});
    tellGone();
    emit('closed');
    appHost.windowClosed();
  }

  async function applyBounds() {
    const { width, height, x, y } = state.bounds();
    if (!visible) return page.setViewportSize({ width, height });
    const cdp = await page.context().newCDPSession(page);
    const { windowId } = await cdp.send('Browser.getWindowForTarget');
    const place = options.x === undefined ? {} : { left: x, top: y };
    await cdp.send('Browser.setWindowBounds', { windowId, bounds: { width, height, ...place } });
    await cdp.detach();
  }

  const window = refuse(
    'BrowserWindow',
    {
      ...listening,
      ...state.methods,
      id: made.contents.id,
      webContents: made.contents,
      loadURL: load,
      setProgressBar: (progress, options) => report('progress-bar', { progress, ...options }),
      flashFrame: (flag) => report('flash-frame', { flag }),
      setMenuBarVisibility() {},
      setBackgroundColor() {},
      isDestroyed: () => gone,
      destroy,
      close,
    },
    () => gone,
  );

  addWindow(window, {
    page: () => page,
    link: () => link,
    ready: async () => {
      await opening;
      if (loading) await new Promise((resolve) => whenLoaded.push(resolve));
    },
    whenGone,
    whenChosen: made.whenChosen,
    asksToOpen: made.asksToOpen,
    mayNavigate: made.mayNavigate,
    /** Whether the app itself loads this, which it is not asked about. */
    isExpected(url) {
      const isIt = url === expected;
      expected = null;
      return isIt;
    },
  });
  made.created();
  appHost.emit('browser-window-created', makeEvent(), window);
  return window;
}

const isBlank = (page) => page.url() === 'about:blank' || page.url().startsWith('data:');

class HostWindow {
  constructor(options) {
    // biome-ignore lint/correctness/noConstructorReturn: `new` must give an object that refuses
    return openWindow(options);
  }
  static getAllWindows = openWindows;
  static getFocusedWindow = focusedWindow;
  static fromWebContents = (contents) => openWindows().find((one) => one.webContents === contents) ?? null;
}
export const BrowserWindow = refuse('BrowserWindow', HostWindow);
