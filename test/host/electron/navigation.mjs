import { report } from '../report.mjs';
import { isAppAddress, serve, toApp } from './app-scheme.mjs';
import { windowHosts } from './windows.mjs';

const guarded = new WeakSet();

/** All that pages ask for goes through here: the app's own files, ways out of it, and windows beside it. */
export async function guard(context) {
  if (guarded.has(context)) return;
  guarded.add(context);
  context.on('page', (page) => {
    // Those that windows open are on `about:blank` here, and belong to one soon.
    if (page.url() !== 'about:blank') void closeIfStray(page);
    else setTimeout(closeIfStray, 500, page);
  });
  await context.route('**/*', (route) => decide(route).catch((error) => fail(route, error)));
}

async function closeIfStray(page) {
  if (!hostOfPage(page)) await page.close().catch(() => {});
}

const hostOfPage = (page) => windowHosts().find((host) => host.page() === page);

async function decide(route) {
  const request = route.request();
  const url = request.url();
  const page = pageOf(request);
  const host = page && hostOfPage(page);
  if (!host) {
    windowHosts()[0]?.asksToOpen(url);
    // Only a page that has something can be closed: Playwright knows none whose first request failed.
    return route.fulfill({ contentType: 'text/html', body: '' });
  }
  if (request.isNavigationRequest() && request.frame() === page.mainFrame()) {
    if (!host.isExpected(url) && !host.mayNavigate(url)) return route.abort('aborted');
    if (!isAppAddress(url)) return route.continue();
  }
  if (isAppAddress(url)) return route.fulfill(await serve(request));
  report('blocked', { url });
  return route.abort('blockedbyclient');
}

function pageOf(request) {
  try {
    return request.frame().page();
  } catch {
    // Playwright knows no page yet for the first request of a new one.
    return null;
  }
}

async function fail(route, error) {
  console.error(`${toApp(route.request().url())}:`, error);
  await route.abort('failed').catch(() => {});
}
