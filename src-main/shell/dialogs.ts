import { extname, join } from 'node:path';
import { app, type BrowserWindow, dialog } from 'electron';
import type { ActiveSending } from '../contract/sending.ts';

const OPENED = {
  audience: {
    title: 'Choose the audience file',
    filters: [
      { name: 'Audience files', extensions: ['csv', 'txt', 'tsv', 'gz', 'zip', 'xlsx', 'xlsm'] },
      { name: 'All files', extensions: ['*'] },
    ],
  },
  mapping: { title: 'Choose a saved mapping', filters: [{ name: 'JSON', extensions: ['json'] }] },
};

/** Asks for a file to open; its path, or null when the user changed their mind. */
export async function pickFile(window: BrowserWindow, what: keyof typeof OPENED): Promise<string | null> {
  const { canceled, filePaths } = await dialog.showOpenDialog(window, {
    ...OPENED[what],
    properties: ['openFile'],
  });
  return canceled ? null : (filePaths[0] ?? null);
}

/** Asks where to save a file; its path, or null when the user changed their mind. */
export async function pickPlace(window: BrowserWindow, suggestedName: string): Promise<string | null> {
  const ending = extname(suggestedName).slice(1);
  const { canceled, filePath } = await dialog.showSaveDialog(window, {
    title: 'Save',
    defaultPath: join(app.getPath('downloads'), suggestedName),
    // Elsewhere than on Linux the system asks by itself.
    properties: ['showOverwriteConfirmation'],
    filters: [{ name: ending.toUpperCase(), extensions: [ending] }],
  });
  return canceled || filePath === '' ? null : filePath;
}

/** Whether the user wants to stop what is being sent, so as to quit. */
export async function wantsToStopAndQuit(
  window: BrowserWindow,
  { stage, ofParts }: ActiveSending,
): Promise<boolean> {
  const isLast = stage.stage === 'following' && (ofParts ?? 1) === 1;
  const allLeft = stage.stage === 'checking' || isLast;
  const { response } = await dialog.showMessageBox(window, {
    type: 'warning',
    message: allLeft
      ? 'Listrak has everything, and it is being checked.'
      : 'Something is still being sent to Listrak.',
    detail: allLeft
      ? 'If you quit now, Listrak goes on by itself, but nobody checks what it stores. History will say so.'
      : 'If you quit now, the sending stops. What Listrak has already taken stays there; the rest is not sent. History will say what was sent.',
    buttons: [allLeft ? 'Keep checking' : 'Keep sending', 'Stop and quit'],
    defaultId: 0,
    cancelId: 0,
  });
  return response === 1;
}
