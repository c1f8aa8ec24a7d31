import { readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { isWorkbook, openZip } from '../../../../src-main/worker/source/zip-archive.ts';
import { type Parts, workbookParts, writeZip } from '../../../fixtures/write-workbook.mjs';
import { withFile } from './read-workbook.ts';

const TEXT = 'phone,name\n'.repeat(1_000);

/** What an entry's record in the directory begins with, and where its fields are. */
const DIRECTORY = Buffer.from('PK\x01\x02', 'latin1');
const FLAGS = 8;
const METHOD = 10;
const CHECKSUM = 16;
const BYTES = 24;

/** The text of the archive's only file, after `change` was made to the bytes of the archive. */
async function unpackedAfter(
  change: (bytes: Buffer, record: number) => Buffer | undefined,
  parts: Parts = { 'a.csv': TEXT },
) {
  return await withFile(async (path) => {
    await writeZip(path, parts);
    const bytes = readFileSync(path);
    writeFileSync(path, change(bytes, bytes.indexOf(DIRECTORY)) ?? bytes);
    const archive = await openZip(path);
    try {
      const pieces: Uint8Array[] = [];
      for await (const piece of archive.unpack(archive.entries[0]!)) pieces.push(piece);
      return { text: Buffer.concat(pieces).toString(), entries: archive.entries, read: archive.fileBytes };
    } finally {
      await archive.close();
    }
  });
}

describe('a zip archive', () => {
  it('lists its files and unpacks them', async () => {
    const { text, entries, read } = await unpackedAfter(() => undefined);
    expect(text).toBe(TEXT);
    expect(entries).toEqual([
      { name: 'a.csv', packedBytes: read, bytes: TEXT.length, encrypted: false, directory: false },
    ]);
  });

  it('unpacks an empty file', async () => {
    expect((await unpackedAfter(() => undefined, { 'a.csv': '' })).text).toBe('');
  });

  it('divides its folders by slashes, however it was written', async () => {
    const change = (bytes: Buffer) =>
      Buffer.from(bytes.toString('latin1').replaceAll('in/a.csv', 'in\\a.csv'), 'latin1');
    expect((await unpackedAfter(change, { 'in/a.csv': TEXT })).entries[0]).toMatchObject({
      name: 'in/a.csv',
    });
  });

  it.each<[what: string, code: string, change: (bytes: Buffer, record: number) => Buffer | undefined]>([
    ['cut short', 'file.damaged', (bytes) => bytes.subarray(0, -30)],
    ['that begins only', 'file.damaged', (bytes) => bytes.subarray(0, 4)],
    ['with nothing in it', 'file.damaged', () => Buffer.alloc(0)],
    [
      'whose content is another',
      'file.damaged',
      (bytes, record) =>
        void bytes.writeUInt32LE(bytes.readUInt32LE(record + CHECKSUM) ^ 1, record + CHECKSUM),
    ],
    [
      'that unpacks to more than it says',
      'file.damaged',
      (bytes, record) => void bytes.writeUInt32LE(TEXT.length - 1, record + BYTES),
    ],
    [
      'that unpacks to less than it says',
      'file.damaged',
      (bytes, record) => void bytes.writeUInt32LE(TEXT.length + 1, record + BYTES),
    ],
    [
      'with a password',
      'file.encrypted',
      (bytes, record) => void bytes.writeUInt16LE(0x0801, record + FLAGS),
    ],
    [
      'with a strong password',
      'file.encrypted',
      (bytes, record) => void bytes.writeUInt16LE(0x0841, record + FLAGS),
    ],
    [
      'packed in an unknown way',
      'file.format',
      (bytes, record) => void bytes.writeUInt16LE(93, record + METHOD),
    ],
  ])('%s is told as %s', async (_what, code, change) => {
    await expect(unpackedAfter(change)).rejects.toMatchObject({
      code,
      message: expect.stringMatching(/ Nothing was sent\.$/),
    });
  });

  it('of too many files is told so', async () => {
    await withFile(async (path) => {
      const bytes = Buffer.alloc(22);
      bytes.write('PK\x05\x06', 'latin1');
      bytes.writeUInt16LE(10_001, 10);
      writeFileSync(path, bytes);
      await expect(openZip(path)).rejects.toMatchObject({ code: 'file.format' });
    });
  });

  it('that is not there is told like any other file', async () => {
    await withFile(async (path) => {
      await expect(openZip(path)).rejects.toMatchObject({ code: 'file.missing' });
    });
  });

  it('can be closed while a file is being unpacked, and twice', async () => {
    await withFile(async (path) => {
      await writeZip(path, { 'a.csv': TEXT.repeat(100) });
      const archive = await openZip(path);
      const unpacking = archive.unpack(archive.entries[0]!);
      await unpacking.next();
      await archive.close();
      await archive.close();
      await expect(unpacking.next()).rejects.toMatchObject({ code: 'file.damaged' });
    });
  });

  it('stops unpacking when it is told to', async () => {
    await withFile(async (path) => {
      await writeZip(path, { 'a.csv': TEXT.repeat(100) });
      const archive = await openZip(path);
      const stop = new AbortController();
      const unpacking = archive.unpack(archive.entries[0]!, stop.signal);
      await unpacking.next();
      stop.abort();
      await expect(unpacking.next()).rejects.toMatchObject({ name: 'AbortError' });
      await archive.close();
    });
  });

  it.each<[is: boolean, parts: Parts]>([
    [true, workbookParts({ sheets: [] })],
    [true, { '[content_types].XML': '', 'XL/Workbook.xml': '' }],
    [true, { '[Content_Types].xml': '', 'xl/workbook.bin': '' }],
    [false, { '[Content_Types].xml': '', 'word/document.xml': '' }],
    [false, { 'audience.csv': '' }],
  ])('is a workbook (%j) or not by the parts it has', async (is, parts) => {
    await withFile(async (path) => {
      await writeZip(path, parts);
      const archive = await openZip(path);
      expect(isWorkbook(archive)).toBe(is);
      await archive.close();
    });
  });
});
