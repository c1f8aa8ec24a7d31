import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { _electron } from '@playwright/test';
import { dropFile } from './drop-file.ts';
import type { AppEvent, LaunchOptions, RunningApp } from './running-app.ts';

const APP = fileURLToPath(new URL('../..', import.meta.url));
const RECORDER = fileURLToPath(new URL('./in-electron-recorder.cjs', import.meta.url));

/** What in-electron-recorder.cjs leaves in the main process. */
type Main = typeof globalThis & {
  test: { seen: AppEvent[]; notification: Electron.Notification | null; answer: 'confirm' | 'cancel' };
};

/** The built app in real Electron. */
export async function launchInElectron(options: LaunchOptions, executablePath: string): Promise<RunningApp> {
  const preloaded = [RECORDER, ...(options.preloaded ? [options.preloaded] : [])];
  const args = [APP, `--user-data-dir=${options.userData}`, ...options.args];
  const electron = await _electron.launch({
    executablePath,
    // On Linux, Playwright adds `--no-sandbox`, without which Electron refuses to be started by root.
    args: [...preloaded.flatMap((path) => ['-r', path]), ...args],
    env: { ...(process.env as Record<string, string>), TEST_DOWNLOADS: options.downloads },
    colorScheme: options.colorScheme,
  });
  const child = electron.process();
  let stderr = '';
  child.stderr?.on('data', (text) => {
    stderr += text;
  });
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  const page = await electron.firstWindow();

  const app: RunningApp = {
    page,
    pageUrl: 'app://updater/index.html',
    process: child,
    stderr: () => stderr,
    events: () => electron.evaluate(() => (globalThis as Main).test.seen.slice()),
    chooseFile: (path) =>
      electron.evaluate(({ dialog }, chosen) => {
        const answer = { canceled: chosen === null, filePaths: chosen === null ? [] : [chosen] };
        dialog.showOpenDialog = async () => answer;
      }, path),
    answerMessageBox: (answer) =>
      electron.evaluate((_, given) => {
        (globalThis as Main).test.answer = given;
      }, answer),
    dropFile: (path) => dropFile(page, path),
    closeWindow: () => electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close()),
    focusWindow: (focused) =>
      electron.evaluate(({ BrowserWindow }, wanted) => {
        const [window] = BrowserWindow.getAllWindows();
        if (wanted) window?.focus();
        else window?.blur();
      }, focused),
    resizeWindow: (size) =>
      electron.evaluate(({ BrowserWindow }, { width, height }) => {
        BrowserWindow.getAllWindows()[0]?.setContentSize(width, height);
      }, size),
    clickMenu: (label) =>
      electron.evaluate(({ BrowserWindow, Menu }, wanted) => {
        const all = (menu: Electron.Menu | null | undefined): Electron.MenuItem[] =>
          menu?.items.flatMap((item) => [item, ...all(item.submenu)]) ?? [];
        const item = all(Menu.getApplicationMenu()).find((one) =>
          [one.label.replace('&', ''), one.id, one.role].includes(wanted),
        );
        if (!item) throw new Error(`The menu has no ${wanted}`);
        // A role does its work on the window that it is given.
        const [window] = BrowserWindow.getAllWindows();
        item.click(undefined, window, window?.webContents);
      }, label),
    // What Playwright presses stays in the page, and never comes to the menu.
    pressMenuKeys: (key) =>
      electron.evaluate(({ BrowserWindow }, keyCode) => {
        const modifiers: Electron.InputEvent['modifiers'] = [
          process.platform === 'darwin' ? 'meta' : 'control',
        ];
        const { webContents } = BrowserWindow.getAllWindows()[0]!;
        for (const type of ['keyDown', 'keyUp'] as const)
          webContents.sendInputEvent({ type, keyCode, modifiers });
      }, key.toUpperCase()),
    clickNotification: () =>
      electron.evaluate(() => void (globalThis as Main).test.notification?.emit('click')),
    startAgain() {
      const sandbox = process.platform === 'linux' ? ['--no-sandbox'] : [];
      const second = spawn(executablePath, [...sandbox, ...args], { stdio: 'ignore' });
      return new Promise((resolve) => second.once('close', resolve));
    },
    async quit() {
      await electron.evaluate(({ app: electronApp }) => electronApp.quit()).catch(() => {});
      return ended;
    },
    ended,
    async kill() {
      child.kill('SIGKILL');
      await ended;
    },
  };
  if (options.size) await app.resizeWindow(options.size);
  return app;
}
