const { contextBridge, ipcRenderer, webUtils } = require('electron');

contextBridge.exposeInMainWorld('small', {
  call: (name, input) => ipcRenderer.invoke(name, input),
  onState: (listener) => ipcRenderer.on('state', (_event, state) => listener(state)),
  offerFile: (file) => ipcRenderer.invoke('echo', { path: webUtils.getPathForFile(file) }),
});
