import { randomBytes } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { rename, rm, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { AppError } from '../contract/failure.ts';

/**
 * Writes a file whole or not at all, readable by its owner alone, and never over the audience file itself.
 * @throws AppError `output.*`, and the stream's own errors
 */
export async function writeFileWhole(
  path: string,
  audience: string,
  bytes: AsyncIterable<Uint8Array>,
): Promise<void> {
  if (await isSameFile(path, audience)) {
    throw refused('isAudience', 'The output would overwrite the audience file.', 'Choose another name.');
  }
  const there = await stat(path).catch(() => null);
  if (there && !there.isFile()) {
    throw refused('notAFile', `What stands at ${basename(path)} is no file.`, 'Choose another name.');
  }
  const unfinished = `${path}.${randomBytes(4).toString('hex')}.part`;
  try {
    await pipeline(Readable.from(bytes), createWriteStream(unfinished, { mode: 0o600, flags: 'wx' }));
    await rename(unfinished, path);
  } catch (error) {
    await rm(unfinished, { force: true });
    if (error instanceof AppError || (error as Error).name === 'AbortError') throw error;
    throw refused(
      'cannotWrite',
      'The output file cannot be written.',
      'Check its folder, your permission and the room on the disk.',
      error,
    );
  }
}

/** Whether two paths lead to one file, however they are spelt. */
async function isSameFile(one: string, other: string): Promise<boolean> {
  // Some systems' numbers of files are too large for an ordinary number.
  const [first, second] = await Promise.all(
    [one, other].map((path) => stat(path, { bigint: true }).catch(() => null)),
  );
  return Boolean(first && second && first.dev === second.dev && first.ino === second.ino);
}

function refused(problem: string, message: string, hint: string, cause?: unknown): AppError {
  return new AppError({ code: `output.${problem}`, message, hint }, { cause });
}
