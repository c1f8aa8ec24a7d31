import { readFileSync } from 'node:fs';
import { pageHost, preloadElectron } from './page-host.mjs';
import { pack, unpack } from './values.mjs';

/** The whole text that is run in each new document: the page's side of the host, and the built preload script. */
export function initScript(preloadPath) {
  const preload = preloadPath ? readFileSync(preloadPath, 'utf8') : '';
  const known = { platform: process.platform, arch: process.arch, sandboxed: true, contextIsolated: true };
  return `(() => {
const pack = ${pack};
const unpack = ${unpack};
const host = (${pageHost})(pack, unpack);
if (!host) return;
const electron = (${preloadElectron})(host);
const require = (name) => {
  if (name === 'electron') return electron;
  throw new Error('module not found: ' + name);
};
const module = { exports: {} };
((require, module, exports, process) => {
${preload}
})(require, module, module.exports, ${JSON.stringify(known)});
})();`;
}
