// Loaded into Electron's main process before the app (`-r`): notes what the host reports of itself, answers dialogs as
// the test wants, and saves without asking, as the host does.
const { app, BrowserWindow, dialog, Notification, powerSaveBlocker, shell } = require('electron');

/** For in-electron.ts: what was seen, the latest notification, and the answer to the next question. */
const test = { seen: [], notification: null, answer: 'cancel' };
globalThis.test = test;
const note = (event, details) => void test.seen.push({ event, ...details });

app.on('web-contents-created', (_event, contents) => {
  const { setWindowOpenHandler } = contents;
  contents.setWindowOpenHandler = (handler) =>
    setWindowOpenHandler.call(contents, (details) => {
      const answer = handler(details);
      note('window-open', { url: details.url, action: answer.action });
      return answer;
    });
  // After the app's own listeners, so that it is known what they decided.
  setImmediate(() => {
    if (contents.isDestroyed()) return;
    contents.on('will-navigate', ({ url, defaultPrevented }) =>
      note('will-navigate', { url, prevented: defaultPrevented }),
    );
  });
});

BrowserWindow.prototype.setProgressBar = (progress) => note('progress-bar', { progress });
Notification.isSupported = () => true;
Notification.prototype.show = function show() {
  test.notification = this;
  note('notification', { title: this.title, body: this.body });
};
shell.openExternal = async (url) => note('open-external', { url });

const { start, stop } = powerSaveBlocker;
powerSaveBlocker.start = (type) => {
  const started = start.call(powerSaveBlocker, type);
  note('power-save-blocker', { started, type });
  return started;
};
powerSaveBlocker.stop = (id) => {
  note('power-save-blocker', { stopped: id });
  return stop.call(powerSaveBlocker, id);
};

// With and without a window before the options.
dialog.showSaveDialog = async (...args) => {
  const name = String(args.at(-1).defaultPath ?? 'Untitled')
    .split(/[\\/]/)
    .pop();
  const filePath = `${process.env.TEST_DOWNLOADS}/${name}`;
  note('save-dialog', { filePath });
  return { canceled: false, filePath };
};
dialog.showMessageBox = async (...args) => {
  const { message, detail = '', buttons = ['OK'], cancelId = 0 } = args.at(-1);
  const confirmed = test.answer === 'confirm';
  test.answer = 'cancel';
  const other = buttons.findIndex((_name, position) => position !== cancelId);
  const response = confirmed ? other : cancelId;
  note('message-box', { message, detail, buttons, answer: buttons[response] });
  return { response, checkboxChecked: false };
};
