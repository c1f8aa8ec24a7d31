import { fileURLToPath } from 'node:url';
import { app, type BrowserWindow, clipboard } from 'electron';
import { openAccountAt, openPracticeAccount } from './application/open-account.ts';
import { Session } from './application/session/session.ts';
import { CHECKING, FOLLOWING } from './delivery/pacing.ts';
import { memoryKeychain } from './keychain/memory-keychain.ts';
import { openKeychain } from './keychain/open-keychain.ts';
import { VENDOR } from './listrak/addresses.ts';
import { pickFile, pickPlace } from './shell/dialogs.ts';
import { answerPage, streamState } from './shell/ipc.ts';
import { lockDown } from './shell/lock-down.ts';
import { setMenu } from './shell/menu.ts';
import { readOptions } from './shell/options.ts';
import { registerPageScheme, servePage } from './shell/page-protocol.ts';
import { closeBeforeQuitting, watchSending } from './shell/sending-watch.ts';
import { systemNetwork } from './shell/system-network.ts';
import { openWindow } from './shell/window.ts';
import { startThreadedReader } from './worker/threaded-reader.ts';

/** The built app: this file's folder, and what lies beside it. */
const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

const { dataDir, addresses } = readOptions();

app.setAppUserModelId('listrak-profile-updater');
app.enableSandbox();
registerPageScheme();
if (app.requestSingleInstanceLock()) void app.whenReady().then(start);
else app.quit();

function start(): void {
  lockDown();
  servePage(here('../renderer'));
  let window: BrowserWindow;
  const session = new Session({
    // A rehearsal on another address must not be handed the secrets that are meant for Listrak.
    openKeychain: addresses ? rehearsalKeychain : openKeychain,
    openAccount: async (credentials, hooks) =>
      credentials === null
        ? await openPracticeAccount(hooks)
        : openAccountAt(addresses ?? VENDOR, credentials, { ...hooks, ...systemNetwork }),
    reader: startReader(),
    startReader,
    pickFile: () => pickFile(window, 'audience'),
    pickMapping: () => pickFile(window, 'mapping'),
    pickPlace: (suggestedName) => pickPlace(window, suggestedName),
    copyText: (text) => clipboard.writeText(text),
    dataDir,
    sampleAudience: here('../../resources/sample-audience.csv'),
    now: () => new Date(),
    paces: { follow: FOLLOWING, check: CHECKING },
  });
  window = openWindow(dataDir, here('../preload/preload.cjs'));
  answerPage(session, window);
  streamState(session, window);
  watchSending(session, window);
  setMenu(() => void session.chooseFile());
  app.on('second-instance', () => {
    if (window.isMinimized()) window.restore();
    window.focus();
  });
  app.on('window-all-closed', () => app.quit());
  closeBeforeQuitting(session);
  void session.start();
}

function startReader() {
  return startThreadedReader(new URL('./review-worker.js', import.meta.url));
}

async function rehearsalKeychain() {
  const why = 'This window was started on another address than Listrak’s.';
  return { keychain: memoryKeychain(), kind: 'memory' as const, why };
}
