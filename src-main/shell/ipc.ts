import { type BrowserWindow, type IpcMainInvokeEvent, ipcMain } from 'electron';
import { dispatch } from '../application/session/dispatch.ts';
import type { Session } from '../application/session/session.ts';
import type { Failure } from '../contract/failure.ts';
import { CHANNELS } from '../contract/page-api.ts';
import { stateSchema } from '../contract/state.ts';
import { isPage } from './page-protocol.ts';

/** Snapshots follow each other no quicker than this, in milliseconds: quick enough for any eye. */
const BETWEEN_SNAPSHOTS_MS = 50;

/** Answers the page's calls, and no one else's. */
export function answerPage(session: Session, window: BrowserWindow): void {
  const isOurs = ({ senderFrame }: IpcMainInvokeEvent): boolean =>
    senderFrame !== null && senderFrame === window.webContents.mainFrame && isPage(senderFrame.url);

  ipcMain.handle(CHANNELS.call, (event, name: unknown, input: unknown) =>
    isOurs(event) ? dispatch(session.handlers, name, input) : { ok: false, failure: STRANGER },
  );
  ipcMain.handle(CHANNELS.offerFile, (event, path: unknown) => {
    if (!isOurs(event)) return { ok: false, failure: STRANGER };
    // What was dropped may be a picture out of a browser, or text: then there is no path.
    if (typeof path !== 'string' || path === '') return { ok: false, failure: NO_FILE };
    return { ok: true, value: session.offerFile(path) };
  });
}

/** Sends the page a snapshot whenever the state changes. */
export function streamState(session: Session, window: BrowserWindow): void {
  let due: NodeJS.Timeout | null = null;
  session.subscribe(() => {
    if (due !== null) return;
    due = setTimeout(() => {
      due = null;
      if (!window.isDestroyed()) window.webContents.send(CHANNELS.state, stateSchema.parse(session.state));
    }, BETWEEN_SNAPSHOTS_MS);
  });
}

const STRANGER: Failure = {
  code: 'call.refused',
  message: 'Something that is not this app’s window asked for something, so nothing was done.',
  hint: 'Close the app and start it again.',
};

const NO_FILE: Failure = {
  code: 'file.notAFile',
  message: 'What was dropped is no file on this computer. Nothing was sent.',
  hint: 'Drop the exported audience file itself, or choose it with the button.',
};
