import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { app, dialog } from 'electron';
import { dataFolder } from '../application/data-folder.ts';
import { AppError } from '../contract/failure.ts';
import { type Addresses, loopbackAddresses } from '../listrak/addresses.ts';

export interface WindowOptions {
  /** Where everything that is kept is kept. */
  dataDir: string;
  /** A practice server elsewhere on this computer, instead of Listrak. */
  addresses: Addresses | null;
}

/**
 * Reads `--data-dir DIR` and, for rehearsals and tests, `--api URL --auth URL` (loopback only) from the command line, and
 * gives Chromium a folder of its own among what the app keeps. Where that cannot be, it says so and ends the app.
 */
export function readOptions(): WindowOptions {
  try {
    const { values } = parseArgs({
      args: process.argv.slice(app.isPackaged ? 1 : 2),
      // Chromium's own switches stand there, too.
      strict: false,
      options: { 'data-dir': { type: 'string' }, api: { type: 'string' }, auth: { type: 'string' } },
    });
    const { api, auth, 'data-dir': asked } = values;
    const dataDir = dataFolder(typeof asked === 'string' ? asked : undefined);
    const forChromium = join(dataDir, 'window');
    mkdirSync(forChromium, { recursive: true, mode: 0o700 });
    app.setPath('userData', forChromium);
    const elsewhere = api !== undefined || auth !== undefined;
    return { dataDir, addresses: elsewhere ? loopbackAddresses(String(api), String(auth)) : null };
  } catch (error) {
    const { message, hint } = error instanceof AppError ? error : NO_FOLDER;
    dialog.showErrorBox(message, hint);
    app.exit(1);
    throw error;
  }
}

const NO_FOLDER = {
  message: 'The folder in which this app keeps its data cannot be used. Nothing was sent.',
  hint: 'Check that there is room on the disk and that you may write in your own folders.',
};
