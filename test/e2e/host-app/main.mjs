// A small app for host.spec.ts, which asks of the host what the real one does.
import { fileURLToPath } from 'node:url';
import { app, BrowserWindow, dialog, ipcMain, Menu, Notification, net, protocol } from 'electron';

const here = new URL('.', import.meta.url);
const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; frame-src 'self'";
let mayClose = false;

protocol.registerSchemesAsPrivileged([{ scheme: 'app', privileges: { standard: true, secure: true } }]);
if (!app.requestSingleInstanceLock()) app.quit();
app.on('second-instance', (_event, argv) => {
  BrowserWindow.getAllWindows()[0].webContents.send('state', { second: argv.at(-1) });
});

app.whenReady().then(() => {
  protocol.handle('app', async (request) => {
    const { pathname } = new URL(request.url);
    const answer = await net.fetch(new URL(`.${pathname}`, here).href);
    return new Response(answer.body, {
      headers: { 'content-type': answer.headers.get('content-type'), 'content-security-policy': POLICY },
    });
  });
  const window = new BrowserWindow({
    show: false,
    width: 900,
    height: 700,
    webPreferences: { preload: fileURLToPath(new URL('preload.cjs', here)), sandbox: true },
  });
  window.once('ready-to-show', () => window.show());
  window.webContents.on('will-navigate', (event) => event.preventDefault());
  window.webContents.setWindowOpenHandler(() => ({ action: 'deny' }));
  window.on('close', (event) => {
    if (!mayClose) event.preventDefault();
    mayClose = true;
  });
  ipcMain.handle('echo', (event, value) => ({
    value,
    from: event.senderFrame?.url,
    top: event.senderFrame?.parent === null,
  }));
  ipcMain.handle('choose', () => dialog.showOpenDialog(window, { properties: ['openFile'] }));
  ipcMain.handle('ask', () =>
    dialog.showMessageBox(window, { message: 'Really?', buttons: ['No', 'Yes'], cancelId: 0 }),
  );
  ipcMain.handle('unknown', () => app.dock);
  Menu.setApplicationMenu(
    Menu.buildFromTemplate([
      {
        label: 'File',
        submenu: [{ label: 'Tell', accelerator: 'CmdOrCtrl+T', click: tell }, { role: 'quit' }],
      },
    ]),
  );
  void window.loadURL('app://updater/index.html');

  function tell() {
    new Notification({ title: 'Told', body: 'by the menu' }).show();
    window.webContents.send('state', { told: true, nothing: undefined });
  }
});
app.on('window-all-closed', () => app.quit());
