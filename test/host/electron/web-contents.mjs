import { report } from '../report.mjs';
import { appHost } from './app.mjs';
import { session, toApp } from './app-scheme.mjs';
import { events, makeEvent } from './events.mjs';
import { invoked, sent } from './ipc-main.mjs';
import { accelerators, pressAccelerator } from './menu.mjs';
import { refuse } from './refuse.mjs';
import { themeChanged } from './system.mjs';

const EVENTS = [
  'will-navigate',
  'will-frame-navigate',
  'will-redirect',
  'did-navigate',
  'did-start-loading',
  'did-finish-load',
  'did-fail-load',
  'dom-ready',
  'render-process-gone',
  'destroyed',
  // Known, but nothing here can cause them.
  'will-attach-webview',
  'will-prevent-unload',
  'did-create-window',
  'preload-error',
  'unresponsive',
  'responsive',
];

let last = 0;

/**
 * What a window shows. `contents` is for the app; the rest for the host.
 * @param window `link()` answers the ties to its page, `load` opens an address.
 */
export function makeContents(window) {
  const id = ++last;
  const { emit, listening } = events('webContents', EVENTS);
  let openHandler = () => ({ action: 'allow' });
  let address = 'about:blank';
  let chosen = () => {};

  // One object for as long as the page lives, as in Electron: apps compare it.
  const mainFrame = refuse('frame', {
    get url() {
      return address;
    },
    get origin() {
      return originOf(address);
    },
    get top() {
      return mainFrame;
    },
    parent: null,
    name: '',
    detached: false,
    routingId: 1,
    processId: id,
    isDestroyed: () => window.isGone(),
  });

  const contents = refuse(
    'webContents',
    {
      ...listening,
      id,
      session: session.defaultSession,
      mainFrame,
      getURL: () => address,
      getTitle: () => window.page()?.title() ?? '',
      isDestroyed: () => window.isGone(),
      isCrashed: () => window.isCrashed(),
      isLoading: () => window.isLoading(),
      send: (channel, ...args) => window.link()?.send(channel, args),
      reload: () => void window.load(address.split('#')[0]),
      loadURL: (url) => window.load(url),
      close: () => window.close(),
      focus() {},
      setWindowOpenHandler(handler) {
        openHandler = handler;
      },
      setVisualZoomLevelLimits: async () => {},
    },
    window.isGone,
  );

  // The preload script runs in the main frame only, so that nobody else can call.
  const ipcEvent = () =>
    refuse('event', { type: 'frame', processId: id, frameId: 1, sender: contents, senderFrame: mainFrame });

  const at = (url) => {
    address = toApp(url);
  };

  const hears = {
    invoke: (told) => invoked(window.link(), ipcEvent(), told),
    send: (told) => sent(window.link(), ipcEvent(), told),
    accelerator: ({ position }) => pressAccelerator(position, window.window()),
    resize: (told) => window.resized(told),
    theme: ({ dark }) => themeChanged(dark),
    open: ({ target, frameName }) => asksToOpen(target, frameName),
    chosen: () => chosen(),
    document({ dark }) {
      themeChanged(dark);
      window.link()?.setAccelerators(accelerators());
    },
  };

  /** The page wants a new window. The host has none to give. */
  function asksToOpen(target, frameName = '') {
    const url = toApp(target);
    const answer = openHandler({ url, frameName, features: '', disposition: 'foreground-tab', referrer: {} });
    report('window-open', { url, action: answer.action });
    if (answer.action !== 'deny') throw new Error(`The host cannot open a second window for ${url}`);
  }

  return {
    contents,
    emit,
    asksToOpen,
    hear(told) {
      at(told.url);
      return hears[told.kind](told);
    },
    at,
    whenChosen: () =>
      new Promise((resolve) => {
        chosen = resolve;
      }),
    /** Whether the app lets the page leave for there. */
    mayNavigate(target) {
      const url = toApp(target);
      const event = makeEvent({
        url,
        isSameDocument: false,
        isMainFrame: true,
        frame: mainFrame,
        initiator: mainFrame,
      });
      emit('will-frame-navigate', event);
      if (!event.defaultPrevented) emit('will-navigate', event, url);
      report('will-navigate', { url, prevented: event.defaultPrevented });
      return !event.defaultPrevented;
    },
    created: () => appHost.emit('web-contents-created', makeEvent(), contents),
  };
}

function originOf(url) {
  const { protocol, host, origin } = new URL(url);
  return origin === 'null' && host ? `${protocol}//${host}` : origin;
}
