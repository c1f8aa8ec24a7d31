import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { BrowserWindow, nativeTheme, screen } from 'electron';
import writeFileAtomic from 'write-file-atomic';
import { z } from 'zod';
import { PAGE_URL } from './page-protocol.ts';

const boundsSchema = z.object({ x: z.int(), y: z.int(), width: z.int(), height: z.int() });

const FIRST_SIZE = { width: 1280, height: 800 };
/** A page that crashes sooner than this after it was loaded again is left alone, in milliseconds. */
const AGAIN_MS = 5_000;
const SMALLEST = { minWidth: 1000, minHeight: 700 };

/**
 * Opens the app's one window, as large and where it was before.
 * @param preload path of the built preload.
 */
export function openWindow(dataDir: string, preload: string): BrowserWindow {
  const remembered = join(dataDir, 'window.json');
  const window = new BrowserWindow({
    ...FIRST_SIZE,
    ...SMALLEST,
    ...boundsBefore(remembered),
    show: false,
    title: 'SMS Profile Updater for Listrak',
    // What shows for a blink before the page does.
    backgroundColor: nativeTheme.shouldUseDarkColors ? '#141517' : '#ffffff',
    webPreferences: {
      preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      // It would fetch dictionaries from a server.
      spellcheck: false,
    },
  });
  window.once('ready-to-show', () => window.show());
  window.on('close', () => {
    // A comfort: a window whose place cannot be remembered opens in the middle.
    try {
      writeFileAtomic.sync(remembered, JSON.stringify(window.getNormalBounds()));
    } catch {}
  });
  // All that the page shows stands in the main process, so a page that crashed is simply loaded again, but not for ever.
  let reloaded = 0;
  window.webContents.on('render-process-gone', (_event, { reason }) => {
    if (reason === 'clean-exit' || performance.now() - reloaded < AGAIN_MS) return;
    reloaded = performance.now();
    window.webContents.reload();
  });
  void window.loadURL(PAGE_URL);
  return window;
}

/** The bounds of the last time, unless they are on a screen that is no longer there. */
function boundsBefore(path: string): Partial<z.infer<typeof boundsSchema>> {
  try {
    const bounds = boundsSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
    const { workArea } = screen.getDisplayMatching(bounds);
    const isVisible =
      bounds.x < workArea.x + workArea.width - 100 &&
      bounds.x + bounds.width > workArea.x + 100 &&
      bounds.y >= workArea.y - 10 &&
      bounds.y < workArea.y + workArea.height - 100;
    return isVisible ? bounds : { width: bounds.width, height: bounds.height };
  } catch {
    return {};
  }
}
