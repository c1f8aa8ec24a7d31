import { homedir } from 'node:os';
import { join, resolve } from 'node:path';

const NAME = 'listrak-profile-updater';

/** The folder for everything the tool keeps: the one asked for, else the system's place for an application's data. */
export function dataFolder(asked: string | undefined): string {
  if (asked !== undefined) return resolve(asked);
  const { platform, env } = process;
  if (platform === 'win32') return join(env.APPDATA ?? join(homedir(), 'AppData', 'Roaming'), NAME);
  if (platform === 'darwin') return join(homedir(), 'Library', 'Application Support', NAME);
  return join(env.XDG_DATA_HOME || join(homedir(), '.local', 'share'), NAME);
}
