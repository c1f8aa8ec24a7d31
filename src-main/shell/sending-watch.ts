import { app, type BrowserWindow, Notification, powerMonitor, powerSaveBlocker } from 'electron';
import type { Session } from '../application/session/session.ts';
import type { ActiveSending } from '../contract/sending.ts';
import type { State } from '../contract/state.ts';
import { wantsToStopAndQuit } from './dialogs.ts';

/** A sending that took longer than this is worth a word when nobody is looking, in milliseconds. */
const LONG_MS = 5_000;
/** How long a sending may take to stop before the app is closed all the same; what was sent is on record. */
const STOPPING_MS = 10_000;
const CLOSING_MS = 3_000;

/**
 * Shows a sending where the system shows such things: progress in the taskbar, a notification at its end; keeps the
 * computer awake meanwhile, and asks before the window closes in the middle of it.
 */
export function watchSending(session: Session, window: BrowserWindow): void {
  let active: ActiveSending | null = null;
  // Kept, since one that is collected as garbage is not clicked any more.
  const kept: { notification: Notification | null } = { notification: null };
  let blocker: number | null = null;
  session.subscribe((state) => {
    const before = active;
    active = state.sending.active;
    if (window.isDestroyed() || before === active) return;
    window.setProgressBar(active === null ? -1 : progressOf(active));
    if (active !== null) blocker ??= powerSaveBlocker.start('prevent-app-suspension');
    else if (before !== null) {
      if (blocker !== null) powerSaveBlocker.stop(blocker);
      blocker = null;
      if (!window.isFocused() && Date.now() - Date.parse(before.startedAt) > LONG_MS) {
        kept.notification = notify(window, before, state);
      }
    }
  });
  powerMonitor.on('resume', () => session.woke());

  let mayClose = false;
  let asking = false;
  window.on('close', (event) => {
    if (mayClose || active === null) return;
    event.preventDefault();
    if (asking) return;
    asking = true;
    void wantsToStopAndQuit(window, active).then(async (stop) => {
      asking = false;
      if (!stop) return;
      session.stopSending();
      await untilIdle(session);
      mayClose = true;
      app.quit();
    });
  });
}

/** What is being written is written or undone before the app ends, unless that takes too long. */
export function closeBeforeQuitting(session: Session): void {
  let closing = false;
  app.on('will-quit', (event) => {
    event.preventDefault();
    if (closing) return;
    closing = true;
    const limit = new Promise((resolve) => setTimeout(resolve, CLOSING_MS));
    void Promise.race([session.close(), limit]).finally(() => app.exit());
  });
}

/** From 0 to 1; more than 1 shows that nobody can know. */
function progressOf({ stage }: ActiveSending): number {
  switch (stage.stage) {
    case 'planning':
      return stage.bytes / Math.max(stage.ofBytes, 1);
    case 'uploading':
      return (stage.part + stage.bytes / Math.max(stage.ofBytes, 1)) / stage.ofParts;
    case 'checking':
      return stage.done / Math.max(stage.of, 1);
    default:
      return 2;
  }
}

function notify(
  window: BrowserWindow,
  { what, rows, runId }: ActiveSending,
  { sending, unfinished }: State,
): Notification | null {
  if (!Notification.isSupported()) return null;
  // A sending that did not even begin leaves the report of the one before it in its place.
  const last = what === 'rest' ? unfinished.finished : sending[what];
  const sent = last?.report.runId === runId ? last : null;
  const people = `${rows.toLocaleString('en-US')} ${what === 'sample' ? 'sample rows' : 'people'}`;
  const went = sent?.report.state === 'finished' || sent?.report.state === 'sampleSent';
  const notification = new Notification({
    title: went ? `Sent and checked: ${people}` : 'A sending has ended and needs a look',
    body: went ? 'Nothing that was read back differs.' : 'Open the window to see what was sent.',
  });
  notification.on('click', () => {
    if (window.isMinimized()) window.restore();
    window.focus();
  });
  notification.show();
  return notification;
}

function untilIdle(session: Session): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(limit);
      end();
      resolve();
    };
    const limit = setTimeout(done, STOPPING_MS);
    const end = session.subscribe(({ sending }) => {
      if (sending.active === null) done();
    });
    if (session.state.sending.active === null) done();
  });
}
