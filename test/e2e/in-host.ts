import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { chromium, type Page } from '@playwright/test';
import { dropFile } from './drop-file.ts';
import type { AppEvent, LaunchOptions, RunningApp } from './running-app.ts';

const START = fileURLToPath(new URL('../host/start.mjs', import.meta.url));

function startHost(options: LaunchOptions, env: Record<string, string>): ChildProcess {
  const preloaded = options.preloaded ? ['--require', options.preloaded] : [];
  return spawn(
    process.execPath,
    [...preloaded, START, `--user-data-dir=${options.userData}`, ...options.args],
    {
      env: {
        ...process.env,
        HOST_REPORT: '1',
        HOST_DOWNLOADS: options.downloads,
        ...(options.colorScheme ? { HOST_COLOR_SCHEME: options.colorScheme } : {}),
        ...env,
      },
      stdio: ['pipe', 'pipe', 'pipe'],
    },
  );
}

/** The built app in the host, and its page. */
export async function launchInHost(
  options: LaunchOptions,
  env: Record<string, string> = {},
): Promise<RunningApp> {
  const child = startHost(options, env);
  const events: AppEvent[] = [];
  let stderr = '';
  child.stderr?.on('data', (text) => {
    stderr += text;
  });
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  const endpoint = await new Promise<string>((resolve, reject) => {
    createInterface({ input: child.stdout! }).on('line', (line) => {
      if (!line.startsWith('host: ')) return;
      const event: AppEvent = JSON.parse(line.slice('host: '.length));
      events.push(event);
      if (event.event === 'devtools') resolve(String(event.endpoint));
    });
    void ended.then((code) => reject(new Error(`The app ended with ${code}:\n${stderr}`)));
  });

  const browser = await chromium.connectOverCDP(endpoint, { isLocal: true, noDefaults: true });
  const context = browser.contexts()[0]!;
  // A stopped process takes nothing in, and one that ended has no stdin any more.
  child.stdin?.on('error', () => {});
  const tell = async (wish: string, details: object = {}) =>
    void child.stdin?.write(`${JSON.stringify({ do: wish, ...details })}\n`);
  const isApp = (page: Page) => new URL(page.url()).hostname.endsWith('.localhost');

  const app: RunningApp = {
    get page() {
      return context.pages().find(isApp)!;
    },
    pageUrl: 'http://updater.localhost/index.html',
    process: child,
    stderr: () => stderr,
    events: async () => [...events],
    async chooseFile(path) {
      app.page.once('filechooser', (chooser) => void chooser.setFiles(path ?? []));
      // The browser is told to hand choosers over; by the next answer of the page it has heard that.
      await app.page.title();
    },
    async answerMessageBox(answer) {
      app.page.once('dialog', (dialog) => void (answer === 'confirm' ? dialog.accept() : dialog.dismiss()));
    },
    dropFile: (path) => dropFile(app.page, path),
    closeWindow: () => tell('close'),
    focusWindow: (focused) => tell(focused ? 'focus' : 'blur'),
    resizeWindow: (size) => tell('resize', size),
    clickMenu: (label) => tell('menu', { label }),
    pressMenuKeys: (key) => app.page.keyboard.press(`ControlOrMeta+${key}`),
    clickNotification: () => tell('click-notification'),
    startAgain() {
      const second = startHost(options, env);
      return new Promise((resolve) => second.once('close', resolve));
    },
    async quit() {
      await tell('quit');
      return ended;
    },
    ended,
    async kill() {
      child.kill('SIGKILL');
      await ended;
      await browser.close().catch(() => {});
    },
  };
  await waitForPage(app, ended);
  if (options.size) await app.resizeWindow(options.size);
  return app;
}

async function waitForPage(app: RunningApp, ended: Promise<unknown>): Promise<void> {
  let over = false;
  void ended.then(() => {
    over = true;
  });
  for (let waited = 0; waited < 30_000; waited += 20) {
    if (app.page) return app.page.waitForLoadState('load');
    if (over) throw new Error(`The app ended before it had a page:\n${app.stderr()}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error(`The app showed no page:\n${app.stderr()}`);
}
