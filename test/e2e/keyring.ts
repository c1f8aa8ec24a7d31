import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from '@playwright/test';

const PROGRAMS = { bus: 'dbus-daemon', ask: 'dbus-send', keyring: 'gnome-keyring-daemon' };

// No folder of services, so that nothing but the keyring of the test can answer for it.
const CONFIG = (socket: string) => `<busconfig>
  <type>session</type>
  <listen>unix:path=${socket}</listen>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>`;

/** A session bus with a GNOME Keyring that keeps its files in `home`: nobody's own is ever asked. */
export class TestKeyring {
  readonly address: string;
  readonly #env: NodeJS.ProcessEnv;
  readonly #bus: ChildProcess;
  #daemon: ChildProcess | null = null;

  constructor(home: string) {
    const socket = join(home, 'bus');
    this.address = `unix:path=${socket}`;
    mkdirSync(join(home, 'run'), { recursive: true, mode: 0o700 });
    this.#env = {
      PATH: process.env.PATH,
      HOME: home,
      XDG_DATA_HOME: join(home, 'data'),
      XDG_RUNTIME_DIR: join(home, 'run'),
      DBUS_SESSION_BUS_ADDRESS: this.address,
    };
    const config = join(home, 'bus.conf');
    writeFileSync(config, CONFIG(socket));
    this.#bus = spawn(PROGRAMS.bus, [`--config-file=${config}`, '--nofork'], {
      env: this.#env,
      stdio: 'ignore',
    });
  }

  /** Starts the keyring, or starts it anew, which is what locks it again. */
  async start(state: 'locked' | 'unlocked'): Promise<void> {
    await this.#end(this.#daemon);
    await expect.poll(() => this.#owned()).toBe(false);
    const how = state === 'unlocked' ? '--unlock' : '--start';
    this.#daemon = spawn(PROGRAMS.keyring, ['--foreground', how, '--components=secrets'], {
      env: this.#env,
      stdio: ['pipe', 'ignore', 'ignore'],
    });
    this.#daemon.stdin?.end(state === 'unlocked' ? 'test-only' : '');
    await expect.poll(() => this.#owned()).toBe(true);
  }

  async stop(): Promise<void> {
    await this.#end(this.#daemon);
    await this.#end(this.#bus);
  }

  /** Whether somebody answers for the Secret Service; null while there is no bus. */
  #owned(): boolean | null {
    const question = ['org.freedesktop.DBus.NameHasOwner', 'string:org.freedesktop.secrets'];
    const args = ['--session', '--print-reply', '--dest=org.freedesktop.DBus', '/', ...question];
    try {
      const answer = execFileSync(PROGRAMS.ask, args, {
        env: this.#env,
        stdio: ['ignore', 'pipe', 'ignore'],
      });
      return answer.includes('boolean true');
    } catch {
      return null;
    }
  }

  async #end(child: ChildProcess | null): Promise<void> {
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const ended = new Promise((resolve) => child.once('close', resolve));
    child.kill();
    await ended;
  }
}
