// What `import … from 'electron'` gives in the host. A name that is not here fails when the app is loaded.
export { app } from './app.mjs';
export { protocol, session } from './app-scheme.mjs';
export { BrowserWindow } from './browser-window.mjs';
export { dialog } from './dialog.mjs';
export { ipcMain } from './ipc-main.mjs';
export { Menu } from './menu.mjs';
export { net } from './net.mjs';
export {
  clipboard,
  Notification,
  nativeTheme,
  powerMonitor,
  powerSaveBlocker,
  screen,
  shell,
} from './system.mjs';
