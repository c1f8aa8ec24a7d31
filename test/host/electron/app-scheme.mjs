import { appHost } from './app.mjs';
import { events } from './events.mjs';
import { refuse } from './refuse.mjs';

// Chromium loads no scheme of our own, so that app://updater/ is http://updater.localhost/ to it: a trustworthy
// origin as well, and one that no server has, since nothing is ever asked from the network for it.
let scheme = null;
let handler = null;

const isOurs = (url) => scheme !== null && url.protocol === 'http:' && /^[\w-]+\.localhost$/.test(url.host);

/** From app://updater/a to http://updater.localhost/a; others as they are. */
export function toChromium(address) {
  const url = new URL(address);
  if (scheme === null || url.protocol !== `${scheme}:`) return address;
  return `http://${url.host}.localhost${url.pathname}${url.search}${url.hash}`;
}

/** And back. */
export function toApp(address) {
  if (!URL.canParse(address)) return address;
  const url = new URL(address);
  if (!isOurs(url)) return address;
  return `${scheme}://${url.host.slice(0, -'.localhost'.length)}${url.pathname}${url.search}${url.hash}`;
}

export const isAppAddress = (address) => toApp(address) !== address;

/** Answers a request of the page by the app's own handler. */
export async function serve(request) {
  if (!handler) throw new Error(`Nothing handles ${scheme}: yet`);
  const body = request.postDataBuffer();
  const response = await handler(
    new Request(toApp(request.url()), {
      method: request.method(),
      headers: await request.allHeaders().then((headers) => withoutPseudo(headers)),
      ...(body ? { body } : {}),
    }),
  );
  const headers = Object.fromEntries(response.headers);
  const policy = headers['content-security-policy'];
  if (policy) headers['content-security-policy'] = policyForChromium(policy);
  return { status: response.status, headers, body: Buffer.from(await response.arrayBuffer()) };
}

const withoutPseudo = (headers) =>
  Object.fromEntries(Object.entries(headers).filter(([name]) => !name.startsWith(':')));

const policyForChromium = (policy) =>
  policy
    .replace(new RegExp(`\\b${scheme}://([\\w-]+)`, 'g'), 'http://$1.localhost')
    .replace(new RegExp(`\\b${scheme}:(?!//)`, 'g'), 'http://*.localhost');

export const protocol = refuse('protocol', {
  registerSchemesAsPrivileged(schemes) {
    if (appHost.isReady())
      throw new Error('protocol.registerSchemesAsPrivileged should be called before ready');
    if (schemes.length !== 1) throw new Error('The host knows one scheme only');
    scheme = schemes[0].scheme;
  },
  handle(name, handle) {
    if (name !== scheme) throw new Error(`The host handles ${scheme}: only, not ${name}:`);
    if (handler) throw new Error(`The scheme ${name} is handled already`);
    handler = handle;
  },
  isProtocolHandled: (name) => name === scheme && handler !== null,
});

// Chromium asks the app for no permission: without a person it grants none, and with one it asks the person.
const defaultSession = refuse('session', {
  ...events('session', ['will-download']).listening,
  protocol,
  setPermissionRequestHandler() {},
  setPermissionCheckHandler() {},
  setDevicePermissionHandler() {},
  setDisplayMediaRequestHandler() {},
  setSpellCheckerEnabled() {},
});

export const session = refuse('session', { defaultSession });
