import { readFile } from 'node:fs/promises';
import { extname, join, normalize, sep } from 'node:path';
import { protocol } from 'electron';

const SCHEME = 'app';
const ORIGIN = `${SCHEME}://updater`;

export const PAGE_URL = `${ORIGIN}/index.html`;

/** Mantine writes its variables into style elements; nothing else that is not a file of ours is let in. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
};

/** Makes `app:` a scheme with an origin of its own. Must be called before the app is ready. */
export function registerPageScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true } },
  ]);
}

/** Serves the page's built files, and nothing else, under `app:`. */
export function servePage(folder: string): void {
  protocol.handle(SCHEME, async (request) => {
    const { host, pathname } = new URL(request.url);
    try {
      // Throws where what is written with per cents is no text.
      const path = normalize(join(folder, decodeURIComponent(pathname)));
      const type = TYPES[extname(path)];
      if (host !== 'updater' || !path.startsWith(folder + sep) || !type) return notFound();
      const headers = {
        'Content-Type': type,
        'Content-Security-Policy': POLICY,
        'X-Content-Type-Options': 'nosniff',
      };
      return new Response(new Uint8Array(await readFile(path)), { headers });
    } catch {
      return notFound();
    }
  });
}

/** Whether an address is of our page. */
export function isPage(url: string): boolean {
  return url === ORIGIN || url.startsWith(`${ORIGIN}/`);
}

function notFound(): Response {
  return new Response('Not found', { status: 404 });
}
