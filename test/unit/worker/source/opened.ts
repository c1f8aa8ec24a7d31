import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import type { Watch } from '../../../../src-main/application/ports.ts';
import { AppError, type Failure } from '../../../../src-main/contract/failure.ts';
import { AS_FOUND, type Encoding, type Reading } from '../../../../src-main/contract/reading.ts';
import type { AudienceText } from '../../../../src-main/worker/source/audience-text.ts';
import { openText } from '../../../../src-main/worker/source/open-text.ts';

/** A folder for a test file's files, removed at its end; returns what writes a file there and gives its path. */
export function temporaryFiles(): (name: string, content: string | Uint8Array) => string {
  const folder = mkdtempSync(join(tmpdir(), 'audience-text-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  return (name, content) => {
    const path = join(folder, name);
    writeFileSync(path, content);
    return path;
  };
}

/** Opens a file, and closes it after the use. */
export async function opened<T>(
  path: string,
  use: (text: AudienceText) => Promise<T> | T,
  reading: Partial<Reading> = {},
): Promise<T> {
  const text = await openText(path, { ...AS_FOUND, ...reading }, {});
  try {
    return await use(text);
  } finally {
    await text.close();
  }
}

export async function bytesOf(text: AudienceText, watch: Watch = {}): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const piece of text.pieces(watch)) parts.push(Buffer.from(piece));
  return Buffer.concat(parts);
}

/** Opens a file and reads all of it. */
export async function textOf(path: string, reading: Partial<Reading> = {}): Promise<string> {
  return (await opened(path, (text) => bytesOf(text), reading)).toString();
}

/** How it ends when a file is opened and read to its end; null when it is read. Anything but an AppError is thrown on. */
export async function failureOf(path: string, reading: Partial<Reading> = {}): Promise<Failure | null> {
  try {
    await textOf(path, reading);
    return null;
  } catch (error) {
    if (error instanceof AppError) return error.toFailure();
    throw error;
  }
}

const EXTRA_1252: Record<string, number> = { '€': 0x80, '’': 0x92, œ: 0x9c, Ž: 0x8e };

/** A text's bytes in an encoding, without a mark. */
export function encoded(text: string, encoding: Encoding): Buffer {
  switch (encoding) {
    case 'utf-8':
      return Buffer.from(text);
    case 'utf-16le':
      return Buffer.from(text, 'utf16le');
    case 'utf-16be':
      return Buffer.from(text, 'utf16le').swap16();
    case 'windows-1252':
      return Buffer.from([...text].map((character) => EXTRA_1252[character] ?? character.charCodeAt(0)));
  }
}
