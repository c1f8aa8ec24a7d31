import { contextBridge, ipcRenderer, webUtils } from 'electron';
import { CHANNELS, PAGE_API, type PageApi } from './contract/page-api.ts';

const api: PageApi = {
  call: (name, input) => ipcRenderer.invoke(CHANNELS.call, name, input),
  onState(listener) {
    const receive = (_event: unknown, state: unknown) => listener(state);
    ipcRenderer.on(CHANNELS.state, receive);
    return () => void ipcRenderer.removeListener(CHANNELS.state, receive);
  },
  // The path is read here, so that the page can neither know nor invent one.
  offerFile: (file) => ipcRenderer.invoke(CHANNELS.offerFile, webUtils.getPathForFile(file as File)),
};

contextBridge.exposeInMainWorld(PAGE_API, api);
