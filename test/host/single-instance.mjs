import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Says at once, as Electron does, whether this process is the first one with its data folder: a file in it names the
 * process that has it. A later one tells the first its arguments, through a socket.
 * @param meet told the arguments and the working folder of each later one.
 */
export function claimInstance(userData, meet) {
  mkdirSync(userData, { recursive: true });
  const lock = join(userData, 'host.lock');
  const address = addressIn(userData);
  if (!claim(lock)) return { first: false, told: tellFirst(address), release() {} };
  if (process.platform !== 'win32') rmSync(address, { force: true });
  const server = listen(address, meet);
  return {
    first: true,
    told: Promise.resolve(),
    release() {
      server.close();
      rmSync(lock, { force: true });
    },
  };
}

/** A socket's path must be short, so that a deep data folder has its own elsewhere. */
function addressIn(userData) {
  const beside = join(userData, 'host.sock');
  if (process.platform !== 'win32' && beside.length < 100) return beside;
  const name = `profile-updater-host-${createHash('sha256').update(userData).digest('hex').slice(0, 16)}`;
  return process.platform === 'win32' ? `\\\\.\\pipe\\${name}` : join(tmpdir(), `${name}.sock`);
}

function claim(lock) {
  try {
    writeFileSync(lock, String(process.pid), { flag: 'wx' });
    return true;
  } catch {
    if (isAlive(Number(readFileSync(lock, 'utf8')))) return false;
    // Its process was killed.
    rmSync(lock, { force: true });
    return claim(lock);
  }
}

export function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

function listen(address, meet) {
  const server = createServer({ allowHalfOpen: true }, (socket) => {
    let said = '';
    socket.setEncoding('utf8');
    socket.on('error', () => {});
    socket.on('data', (text) => {
      said += text;
    });
    socket.on('end', () => {
      const { argv, cwd } = JSON.parse(said);
      meet(argv, cwd);
      socket.end();
    });
  });
  server.unref();
  server.listen(address);
  return server;
}

/** The first one may still be on its way to listen. */
async function tellFirst(address) {
  for (let waited = 0; waited < 2000; waited += 100) {
    if (await tell(address)) return;
    await sleep(100);
  }
}

function tell(address) {
  return new Promise((resolve) => {
    const socket = connect(address);
    socket.once('connect', () => socket.end(JSON.stringify({ argv: process.argv, cwd: process.cwd() })));
    socket.on('data', () => {});
    socket.once('error', () => {});
    socket.once('close', (failed) => resolve(!failed));
  });
}
