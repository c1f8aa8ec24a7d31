import { initScript } from '../in-page/init-script.mjs';
import { pack, unpack } from '../in-page/values.mjs';

const FILE_MARK = /^host-file:(\d+)$/;
const HOST = 'window[Symbol.for("host")]';

/**
 * Ties a page to the host. Done with Chromium's own protocol, since Playwright's bindings would get in the way of
 * those of a test that attaches to the same page.
 * @param hear told all that the page tells, its values unpacked.
 */
export async function linkPage(context, page, { preload, hear }) {
  const cdp = await context.newCDPSession(page);
  cdp.on('Runtime.bindingCalled', ({ name, payload }) => {
    if (name === '__hostTell') void hear(JSON.parse(payload));
  });
  await Promise.all([
    cdp.send('Page.enable'),
    cdp.send('Runtime.enable'),
    cdp.send('Runtime.addBinding', { name: '__hostTell' }),
    cdp.send('Page.addScriptToEvaluateOnNewDocument', { source: initScript(preload) }),
  ]);

  /** A page that is gone or has not begun hears nothing, as in Electron. */
  const run = (expression, options = {}) =>
    cdp.send('Runtime.evaluate', { expression, ...options }).catch(() => null);
  const literal = (value) => JSON.stringify(value);

  async function pathOf(expression) {
    const { result } = (await run(expression)) ?? {};
    if (!result?.objectId) return '';
    const { path } = await cdp.send('DOM.getFileInfo', { objectId: result.objectId });
    return path;
  }

  /** Puts the path where `webUtils.getPathForFile` could put a mark only. */
  async function withPaths(value) {
    if (typeof value === 'string') {
      const mark = FILE_MARK.exec(value);
      return mark ? pathOf(`${HOST}.fileAt(${mark[1]})`) : value;
    }
    if (Array.isArray(value)) return Promise.all(value.map(withPaths));
    if (value === null || typeof value !== 'object' || Object.getPrototypeOf(value) !== Object.prototype)
      return value;
    const entries = Object.entries(value).map(async ([key, entry]) => [key, await withPaths(entry)]);
    return Object.fromEntries(await Promise.all(entries));
  }

  return {
    /** The arguments of a call. Only those with a mark have to wait for an answer of Chromium's. */
    async arguments(packed) {
      const args = unpack(packed);
      return JSON.stringify(packed).includes('"host-file:') ? withPaths(args) : args;
    },
    send: (channel, args) => void run(`${HOST}?.receive(${literal(channel)}, ${literal(pack(args))})`),
    answer: (id, value) => void run(`${HOST}?.answer(${id}, ${literal(pack(value))})`),
    fail: (id, message) => void run(`${HOST}?.answer(${id}, ${literal(message)}, true)`),
    setAccelerators: (keys) => void run(`if (${HOST}) ${HOST}.accelerators = ${literal(keys)}`),
    /** Opens the file chooser, which Chromium does for a person's gesture only. */
    choose: (attributes) => run(`${HOST}.choose(${literal(attributes)})`, { userGesture: true }),
    async chosenPaths() {
      const { result } = (await run(`${HOST}.chosen.length`)) ?? {};
      const positions = Array.from({ length: result?.value ?? 0 }, (_, position) => position);
      return Promise.all(positions.map((position) => pathOf(`${HOST}.chosen[${position}]`)));
    },
    confirm: async (text) => (await run(`confirm(${literal(text)})`))?.result?.value === true,
    alert: (text) => run(`alert(${literal(text)})`),
  };
}
