import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { refuse } from './refuse.mjs';

const appData =
  process.platform === 'win32'
    ? process.env.APPDATA
    : process.platform === 'darwin'
      ? join(homedir(), 'Library', 'Application Support')
      : (process.env.XDG_CONFIG_HOME ?? join(homedir(), '.config'));

/** The folders of the app, as Electron names them. */
export function appPaths(appName) {
  const set = new Map();
  // Electron itself understands this one.
  const given = process.argv.find((argument) => argument.startsWith('--user-data-dir='));
  if (given) set.set('userData', given.slice('--user-data-dir='.length));

  const usual = refuse('app.getPath', {
    home: () => homedir(),
    temp: () => tmpdir(),
    appData: () => appData,
    userData: () => join(appData, appName()),
    sessionData: () => get('userData'),
    logs: () => join(get('userData'), 'logs'),
    downloads: () => process.env.HOST_DOWNLOADS ?? join(homedir(), 'Downloads'),
    documents: () => join(homedir(), 'Documents'),
    desktop: () => join(homedir(), 'Desktop'),
    exe: () => process.execPath,
  });
  const get = (name) => set.get(name) ?? usual[name]();
  return {
    get,
    set(name, path) {
      usual[name];
      set.set(name, path);
    },
  };
}
