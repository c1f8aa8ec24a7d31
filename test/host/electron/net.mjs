import { readFile } from 'node:fs/promises';
import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { refuse } from './refuse.mjs';

const TYPES = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.txt': 'text/plain',
};

export const net = refuse('net', {
  /** As Node's, except that Electron's also reads files. */
  async fetch(input, options = {}) {
    const { bypassCustomProtocolHandlers: _none, ...rest } = options;
    const url = String(input?.url ?? input);
    if (!url.startsWith('file:')) return fetch(input, rest);
    const type = TYPES[extname(new URL(url).pathname)] ?? 'application/octet-stream';
    try {
      return new Response(await readFile(fileURLToPath(url)), { headers: { 'content-type': type } });
    } catch {
      throw new Error('net::ERR_FILE_NOT_FOUND');
    }
  },
  isOnline: () => true,
});
