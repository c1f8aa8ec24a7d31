import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { COMMANDS } from '../../src-main/contract/commands.ts';
import { expect, type TestApp, test } from './app.ts';
import { importsAsked } from './sending.ts';
import { addAccount, connect, loadReadyRows, pushAll, sendSample, toReview } from './way.ts';

/*
 * Not to be proven in the host: that Electron asks the handlers of permissions, since Chromium grants none there by
 * itself; and that a call from a child frame is refused, since its preload script runs in the top frame alone, and
 * every call arrives as that frame's.
 */

type Window = typeof globalThis & {
  profileUpdater: { call(name: unknown, input: unknown): Promise<{ ok: boolean }> };
  violations: string[];
};
// What runs in the page is written as text where it needs the page's own types.
const call = ({ page }: TestApp, name: unknown, input: unknown = null) =>
  page.evaluate(([asked, given]) => (globalThis as Window).profileUpdater.call(asked, given), [
    name,
    input,
  ] as const);
const refused = (code: string) => ({ ok: false, failure: expect.objectContaining({ code }) });

test.describe('the page’s policy', () => {
  test('refuses requests to elsewhere, eval, inline scripts, frames, forms and another base', async ({
    app,
  }) => {
    app.expectPageError(/Content Security Policy/);
    await app.page.evaluate(`
      window.violations = [];
      addEventListener('securitypolicyviolation', (event) => violations.push(event.effectiveDirective));
    `);
    /** Runs in a task of the page's own, since what a debugger runs may do more. */
    const inPage = (script: string) =>
      app.page.evaluate(`new Promise((resolve) => setTimeout(async () => {
        const make = (name, given) => Object.assign(document.createElement(name), given);
        const add = (name, given) => document.body.append(make(name, given));
        try { resolve(await (async () => { ${script} })()); } catch (error) { resolve(error.name); }
      }))`);
    const TRIED: [script: string, directive: string][] = [
      ['return fetch("https://example.com/")', 'connect-src'],
      ['return fetch("http://127.0.0.1:9/")', 'connect-src'],
      ['return navigator.sendBeacon("https://example.com/", "a")', 'connect-src'],
      ['new WebSocket("wss://example.com/")', 'connect-src'],
      ['return (0, eval)("1")', 'script-src'],
      ['return new Function("return 1")()', 'script-src'],
      ['add("script", { textContent: "window.ran = true" })', 'script-src-elem'],
      ['add("script", { src: "https://example.com/a.js" })', 'script-src-elem'],
      ['add("script", { src: "data:text/javascript,window.ran=true" })', 'script-src-elem'],
      ['add("p", { innerHTML: "<img src=data:, onerror=\\"window.ran = true\\">" })', 'script-src-attr'],
      ['add("img", { src: "https://example.com/a.png" })', 'img-src'],
      ['add("iframe", { src: "https://example.com/" })', 'frame-src'],
      ['add("iframe", { src: "/index.html" })', 'frame-src'],
      ['add("object", { data: "/index.html" })', 'object-src'],
      ['new Worker("data:text/javascript,1")', 'worker-src'],
      ['const f = make("form", { action: "/a" }); document.body.append(f); f.submit()', 'form-action'],
      ['document.head.append(make("base", { href: "https://example.com/" }))', 'base-uri'],
    ];
    for (const [script, directive] of TRIED) {
      const answer = await inPage(script);
      expect(answer, script).not.toBe(1);
      await expect
        .poll(() => app.page.evaluate(() => (globalThis as Window).violations.splice(0)), script)
        .toContain(directive);
    }
    expect(await app.page.evaluate('"ran" in window')).toBe(false);
    expect(app.page.url()).toBe(app.pageUrl);
  });

  test('is set on every file of the page, with the kind of each', async ({ app }) => {
    const files = (await app.page.evaluate(
      `['/index.html', ...[...document.querySelectorAll('script[src], link[href]')].map((one) => one.src || one.href)]`,
    )) as string[];
    expect(files.length).toBeGreaterThan(2);
    for (const file of files) {
      const headers = await app.page.evaluate(
        `fetch(${JSON.stringify(file)}).then(({ headers }) => Object.fromEntries(headers))`,
      );
      expect(headers, file).toMatchObject({
        'content-security-policy': expect.stringMatching(/^default-src 'none'; script-src 'self';/),
        'x-content-type-options': 'nosniff',
      });
    }
  });
});

test('the page cannot leave, nor open a window', async ({ app }) => {
  const { page } = app;
  await page.evaluate(`
    for (const [id, target] of [['away', ''], ['beside', '_blank']]) {
      const link = Object.assign(document.createElement('a'), { id, target, textContent: id });
      link.href = 'https://example.com/' + id;
      document.querySelector('h1').append(link);
    }
  `);
  await page.click('#away');
  await page.click('#beside');
  await page.evaluate('location.assign("https://example.com/assigned")');
  expect(await page.evaluate('open("https://example.com/opened")')).toBeNull();
  const asked = async (event: string) =>
    (await app.events()).filter(
      (one) => one.event === event && one.prevented !== false && one.action !== 'allow',
    );
  await expect.poll(() => asked('will-navigate')).toHaveLength(2);
  await expect.poll(() => asked('window-open')).toHaveLength(2);
  expect(page.url()).toBe(app.pageUrl);
  await expect.poll(() => page.context().pages()).toHaveLength(1);
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Connect to Listrak');
});

test.describe('what the page may ask', () => {
  test('is three functions of one object, which nobody can change', async ({ app }) => {
    const exposed = await app.page.evaluate(`(() => {
      const { profileUpdater } = window;
      const frame = document.body.appendChild(document.createElement('iframe'));
      const usual = new Set(Object.getOwnPropertyNames(frame.contentWindow));
      // Zod keeps its settings there; a number is the frame's place.
      const isOurs = (name) => !usual.has(name) && !/^\\d+$|^__zod_/.test(name);
      const answer = {
        own: Object.getOwnPropertyNames(window).filter(isOurs),
        functions: Object.getOwnPropertyNames(profileUpdater).sort(),
        frozen: Object.isFrozen(profileUpdater),
      };
      frame.remove();
      try { window.profileUpdater = null } catch {}
      return { ...answer, same: window.profileUpdater === profileUpdater };
    })()`);
    expect(exposed).toEqual({
      own: ['profileUpdater'],
      functions: ['call', 'offerFile', 'onState'],
      frozen: true,
      same: true,
    });
  });

  test('is not there for frames within it', async ({ app }) => {
    const { page } = app;
    await page.evaluate(`
      for (const given of [{}, { srcdoc: '<p>within</p>' }])
        document.body.append(Object.assign(document.createElement('iframe'), given));
    `);
    await expect.poll(() => page.frames()).toHaveLength(3);
    for (const frame of page.frames().slice(1)) {
      expect(await frame.evaluate('typeof window.profileUpdater')).toBe('undefined');
      expect(await frame.evaluate('typeof require + typeof process')).toBe('undefinedundefined');
    }
  });

  test('is refused by an unknown name, and by what does not fit', async ({ app }) => {
    const unknown = ['constructor', '__proto__', 'toString', 'handlers', '', 7, null, { name: 'state' }];
    for (const name of unknown) expect(await call(app, name), `${name}`).toEqual(refused('call.refused'));
    const before = await call(app, 'state');
    for (const name of Object.keys(COMMANDS)) {
      for (const input of [{ unexpected: true }, 'text', [null], 1e9]) {
        expect(await call(app, name, input), `${name} ${input}`).toEqual(refused('call.refused'));
      }
    }
    const account = { name: 'Our shop', clientId: 'a', clientSecret: 'b' };
    const MISFITS: [name: string, input: object][] = [
      ['addAccount', { ...account, more: 1 }],
      ['addAccount', { ...account, clientSecret: 'x'.repeat(501) }],
      ['goTo', { step: 'elsewhere' }],
      ['push', { rows: '30', withoutSample: null }],
      ['openRun', { runId: '../../recent-files' }],
      ['rows', { layout: 1, from: 0, count: 1e9 }],
    ];
    for (const [name, input] of MISFITS)
      expect(await call(app, name, input), name).toEqual(refused('call.refused'));
    expect(await call(app, 'state')).toEqual(before);
  });

  test('opens no file but one that the user chose', async ({ app }) => {
    const guesses = ['/etc/passwd', 'file:///etc/passwd', '..', '0', '00000000-0000-4000-8000-000000000000'];
    for (const token of guesses)
      expect(await call(app, 'openFile', { token })).toEqual(refused('file.unknown'));
    const offered = await app.page.evaluate(
      `Promise.all([new File(['a'], '/etc/passwd'), new Blob(['a']), '/etc/passwd', { path: '/etc/passwd' }].map(
        async (file) => { try { return (await profileUpdater.offerFile(file)).ok } catch { return false } }))`,
    );
    expect(offered).toEqual([false, false, false, false]);
    expect(await call(app, 'state')).toMatchObject({ value: { file: { status: 'none' } } });
  });
});

test('the page’s address leads to no file but the page’s own', async ({ app }) => {
  app.expectPageError(/404/);
  const PATHS = [
    '/../../etc/passwd',
    '/..%2f..%2f..%2f..%2f..%2f..%2fetc/passwd',
    '/%2e%2e/%2e%2e/etc/passwd',
    // These are there, and of a kind that is served.
    '/..%2fmain%2fmain.js',
    '/..%2Fmain/review-worker.js',
    '/assets/..%2f..%2fmain/main.js',
    '/..%5cmain%5cmain.js',
    '//etc/passwd',
    '/',
    '/index.html%00.js',
    '/%E0%A4%A.js',
    '/.vite/manifest.json',
  ];
  const origin = app.pageUrl.replace('/index.html', '');
  const statusOf = (path: string) =>
    app.page.evaluate(`fetch(${JSON.stringify(`${origin}${path}`)}).then(({ status }) => status)`);
  for (const path of PATHS) expect(await statusOf(path), path).toBe(404);
  expect(await statusOf('/index.html')).toBe(200);
});

test('no permission is granted', async ({ app }) => {
  const NAMES = [
    'geolocation',
    'notifications',
    'camera',
    'microphone',
    'midi',
    'clipboard-read',
    'persistent-storage',
    'local-fonts',
  ];
  const states = await app.page.evaluate(
    `Promise.all(${JSON.stringify(NAMES)}.map((name) => navigator.permissions.query({ name })
      .then(({ state }) => state, () => 'unknown')))`,
  );
  expect(states).not.toContain('granted');
  const located = `new Promise((resolve) => navigator.geolocation.getCurrentPosition(
    () => resolve('told'), ({ code }) => resolve(code), { timeout: 2000 }))`;
  expect(await app.page.evaluate(located)).not.toBe('told');
  expect(await app.page.evaluate('Notification.permission')).not.toBe('granted');
});

test('a secret that was typed in is nowhere afterwards but in the keychain', async ({ app }) => {
  const SECRET = 'open-sesame-4711';
  const { page } = app;
  await page.evaluate(`
    window.heard = [];
    profileUpdater.onState((state) => heard.push(JSON.stringify(state)));
  `);
  await addAccount(app, 'Wrong', { clientId: 'client-0815', clientSecret: SECRET });
  await page.getByRole('button', { name: 'Test Wrong' }).click();
  await expect(page.getByRole('alert')).toContainText('Listrak did not accept the credentials.');
  await page.getByRole('button', { name: 'Connect to Wrong' }).click();
  await expect(page.getByRole('button', { name: 'Try again' })).toBeVisible();
  await addAccount(app);
  await connect(app);
  await loadReadyRows(app, 12);
  await toReview(app);
  await sendSample(app);
  await pushAll(app, 12);
  expect(importsAsked(app)).toHaveLength(2);

  const said = {
    snapshots: await page.evaluate('heard'),
    state: await call(app, 'state'),
    exchanges: await call(app, 'exchanges'),
    stored: await page.evaluate(
      'JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie])',
    ),
    page: await page.content(),
    stderr: app.stderr(),
    kept: everyFileIn(app.dataDir),
  };
  expect((said.snapshots as string[]).length).toBeGreaterThan(10);
  for (const [where, what] of Object.entries(said)) {
    const text = JSON.stringify(what);
    for (const secret of [SECRET, 'client-0815', 'Bearer ', 'access_token'])
      expect(text.includes(secret) ? `${secret} in ${where}` : '').toBe('');
  }
});

/** What the app keeps, but for Chromium's own folder. */
function everyFileIn(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return entry.name === 'window' ? [] : everyFileIn(path);
    return [readFileSync(path, 'latin1')];
  });
}
