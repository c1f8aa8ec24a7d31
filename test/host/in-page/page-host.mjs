// What runs in the page before its own scripts do. Sent to it as text, so each function must stand alone.

/** The ways between page and host. Answers null where Electron would run no preload script. */
export function pageHost(pack, unpack) {
  const send = globalThis.__hostTell;
  delete globalThis.__hostTell;
  if (window !== window.top || !/^http:\/\/[\w-]+\.localhost$/.test(location.origin)) return null;

  const tell = (kind, details = {}) => send(JSON.stringify({ kind, url: location.href, ...details }));
  const calls = new Map();
  const files = [];
  const listeners = new Map();
  const host = {
    tell,
    pack,
    listeners,
    calls,
    accelerators: [],
    rememberFile: (file) => `host-file:${files.push(file) - 1}`,
    fileAt: (position) => files[position],
    receive(channel, packed) {
      for (const listener of [...(listeners.get(channel) ?? [])]) listener({}, ...unpack(packed));
    },
    answer(id, packed, failed) {
      const call = calls.get(id);
      calls.delete(id);
      if (failed) call.reject(new Error(packed));
      else call.resolve(unpack(packed));
    },
    /** A file input that nobody sees: tells the host of the choice, and keeps it to be asked for the paths. */
    choose(attributes) {
      const input = Object.assign(
        document.createElement('input'),
        { type: 'file', hidden: true },
        attributes,
      );
      document.documentElement.append(input);
      const end = (kind) => {
        input.remove();
        host.chosen = [...input.files];
        tell(kind);
      };
      input.addEventListener('change', () => end('chosen'));
      input.addEventListener('cancel', () => end('chosen'));
      input.click();
    },
  };
  Object.defineProperty(window, Symbol.for('host'), { value: host });

  addEventListener('keydown', (event) => {
    if (event.defaultPrevented) return;
    const found = host.accelerators.find(
      (keys) =>
        keys.key === event.key.toLowerCase() &&
        keys.ctrl === event.ctrlKey &&
        keys.meta === event.metaKey &&
        keys.alt === event.altKey &&
        keys.shift === event.shiftKey,
    );
    if (!found) return;
    event.preventDefault();
    tell('accelerator', { position: found.position });
  });
  addEventListener('resize', () => tell('resize', { width: innerWidth, height: innerHeight }));
  const dark = matchMedia('(prefers-color-scheme: dark)');
  dark.addEventListener('change', () => tell('theme', { dark: dark.matches }));
  window.open = (url = 'about:blank', frameName = '') => {
    tell('open', { target: new URL(url, location.href).href, frameName });
    return null;
  };
  tell('document', { dark: dark.matches });
  return host;
}

/** The `electron` that a sandboxed preload script may require. */
export function preloadElectron(host) {
  const refuse = (name, known) =>
    new Proxy(known, {
      get(target, key) {
        if (typeof key === 'string' && !(key in target)) throw new Error(`The host has no ${name}.${key}`);
        return target[key];
      },
    });
  // Values are copied from one side to the other, and functions called through, as between isolated worlds.
  const cross = (value) => {
    if (typeof value === 'function') return (...args) => cross(value(...args.map(cross)));
    if (value instanceof Promise) return value.then(cross);
    if (value === null || typeof value !== 'object' || value instanceof Blob) return value;
    if (Array.isArray(value)) return value.map(cross);
    if (Object.getPrototypeOf(value) !== Object.prototype) return structuredClone(value);
    return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, cross(entry)]));
  };
  const freeze = (value) => {
    if (value !== null && typeof value === 'object') for (const entry of Object.values(value)) freeze(entry);
    return Object.freeze(value);
  };
  const listen = (channel, listener) => {
    host.listeners.set(channel, [...(host.listeners.get(channel) ?? []), listener]);
  };
  let lastCall = 0;
  return refuse('electron', {
    contextBridge: refuse('contextBridge', {
      exposeInMainWorld(key, api) {
        Object.defineProperty(window, key, { value: freeze(cross(api)), enumerable: true });
      },
    }),
    ipcRenderer: refuse('ipcRenderer', {
      invoke(channel, ...args) {
        const id = ++lastCall;
        return new Promise((resolve, reject) => {
          const packed = host.pack(args);
          host.calls.set(id, { resolve, reject });
          host.tell('invoke', { id, channel, args: packed });
        });
      },
      send: (channel, ...args) => host.tell('send', { channel, args: host.pack(args) }),
      on: listen,
      addListener: listen,
      removeListener(channel, listener) {
        const kept = (host.listeners.get(channel) ?? []).filter((one) => one !== listener);
        host.listeners.set(channel, kept);
      },
      removeAllListeners: (channel) => host.listeners.delete(channel),
    }),
    webUtils: refuse('webUtils', {
      // It must answer at once, but only the host can learn the path: it replaces this mark by it.
      getPathForFile(file) {
        if (!(file instanceof File)) throw new TypeError('getPathForFile expected to receive a File object');
        return host.rememberFile(file);
      },
    }),
  });
}
