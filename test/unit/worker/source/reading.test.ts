import { createHash } from 'node:crypto';
import { appendFileSync, readFileSync, renameSync, utimesSync, writeFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { ENCODINGS } from '../../../../src-main/contract/reading.ts';
import { HEAD_BYTES } from '../../../../src-main/worker/source/audience-text.ts';
import { PackedBlocks } from '../../../../src-main/worker/source/packed-blocks.ts';
import { writeWorkbook, writeZip } from '../../../fixtures/write-workbook.mjs';
import { bytesOf, encoded, opened, temporaryFiles } from './opened.ts';

const file = temporaryFiles();
const LINES = Array.from({ length: 60_000 }, (_, row) => `${12015550100 + row},Zoë ${row * 7919}\n`).join('');
const UTF8 = Buffer.from(LINES);

/** The same text in every kind of file. */
const KINDS: [kind: string, made: () => Buffer | Promise<Buffer>][] = [
  ['plain text', () => UTF8],
  ['UTF-16', () => encoded(LINES, 'utf-16le')],
  ['Windows-1252', () => encoded(LINES, 'windows-1252')],
  ['gzip', () => gzipSync(UTF8)],
  ['a zip', () => writtenBy((path) => writeZip(path, { 'audience.csv': UTF8 }))],
  [
    'a workbook',
    () =>
      writtenBy((path) =>
        writeWorkbook(path, {
          sheets: [
            { name: 'Audience', rows: ROWS },
            { name: 'Another', rows: ROWS.map(([phone]) => [Number(phone)]) },
          ],
        }),
      ),
  ],
];
const ROWS = LINES.trimEnd()
  .split('\n')
  .map((line) => line.split(','));

async function writtenBy(write: (path: string) => Promise<void>): Promise<Buffer> {
  const path = file('made', '');
  await write(path);
  return readFileSync(path);
}

describe.each(KINDS)('%s', (_kind, made) => {
  let content: Buffer;
  beforeAll(async () => {
    content = await made();
  });
  const written = () => file('audience', content);

  test('is read whole, in pieces of 1 MB at most, twice the same, and hashed as it lies on the disk', async () => {
    const path = written();
    await opened(path, async (text) => {
      for (let pass = 0; pass < 2; pass++) {
        const parts: Buffer[] = [];
        for await (const piece of text.pieces({})) parts.push(Buffer.from(piece));
        expect(Math.max(...parts.map(({ length }) => length))).toBeLessThanOrEqual(1_048_576);
        expect(Buffer.concat(parts).equals(UTF8)).toBe(true);
      }
      expect(text.length).toBe(UTF8.length);
      expect(text.sha256).toBe(createHash('sha256').update(readFileSync(path)).digest('hex'));
      await text.assertUnchanged({});
    });
  });

  test('shows its beginning without being read', async () => {
    await opened(written(), (text) => {
      expect(UTF8.subarray(0, HEAD_BYTES).equals(text.start)).toBe(true);
      expect(text.startIsAll).toBe(false);
    });
  });

  test('gives any stretch of it', async () => {
    await opened(written(), async (text) => {
      await bytesOf(text);
      const anywhere = fc.integer({ min: 0, max: UTF8.length });
      const stretch = fc.integer({ min: 0, max: 600_000 });
      await fc.assert(
        fc.asyncProperty(anywhere, stretch, async (position, length) => {
          const expected = UTF8.toString('latin1', position, position + length);
          expect((await text.read(position, length)) === expected).toBe(true);
        }),
        { numRuns: 30 },
      );
    });
  });

  test('tells how far it is, in bytes of the file', async () => {
    await opened(written(), async (text) => {
      for (let pass = 0; pass < 2; pass++) {
        const told: number[] = [];
        for await (const _ of text.pieces({
          onProgress: ({ bytes, ofBytes }) => {
            expect(ofBytes).toBe(text.source.bytes);
            told.push(bytes);
          },
        }));
        expect(told.length).toBeGreaterThan(1);
        expect(told).toEqual(told.toSorted((a, b) => a - b));
        expect(told.at(-1)).toBeLessThanOrEqual(text.source.bytes);
        expect(told.at(-1)).toBeGreaterThan(text.source.bytes * 0.8);
      }
    });
  });

  test('can be stopped in the middle, and read from its beginning again', async () => {
    await opened(written(), async (text) => {
      const stop = new AbortController();
      const reason = new Error('stopped');
      await expect(
        (async () => {
          for await (const _ of text.pieces({ signal: stop.signal })) stop.abort(reason);
        })(),
      ).rejects.toBe(reason);
      for await (const _ of text.pieces({})) break;
      expect((await bytesOf(text)).equals(UTF8)).toBe(true);
    });
  });

  test('that is still being written when it was read is refused', async () => {
    const path = written();
    await opened(path, async (text) => {
      const growing = (async () => {
        for await (const _ of text.pieces({})) appendFileSync(path, 'more\n');
      })();
      await expect(growing).rejects.toMatchObject({ code: 'file.changed' });
    });
  });

  test('that is replaced by another of the same size and time is known by its content', async () => {
    const path = written();
    await opened(path, async (text) => {
      await bytesOf(text);
      await text.assertSameStat();
      const seconds = text.modified / 1000;
      const other = Buffer.from(readFileSync(path));
      other[other.length >> 1]! ^= 1;
      writeFileSync(path, other);
      utimesSync(path, seconds, seconds);
      await expect(text.assertUnchanged({})).rejects.toMatchObject({ code: 'file.changed' });
    });
  });

  test('in whose place another lies by now, or none, is known by it', async () => {
    const path = written();
    await opened(path, async (text) => {
      await bytesOf(text);
      renameSync(path, `${path}.before`);
      await expect(text.assertSameStat()).rejects.toMatchObject({ code: 'file.changed' });
      writeFileSync(path, 'phone\n');
      await expect(text.assertSameStat()).rejects.toMatchObject({ code: 'file.changed' });
      await expect(text.assertUnchanged({})).rejects.toMatchObject({ code: 'file.changed' });
    });
  });
});

test('a file that grows while it is read has an end all the same, and is refused there', async () => {
  const path = file('grows.csv', Buffer.alloc(5_000_000, 'a,b\n'));
  await opened(path, async (text) => {
    let bytes = 0;
    const growing = (async () => {
      for await (const piece of text.pieces({})) {
        bytes += piece.length;
        appendFileSync(path, Buffer.alloc(2_000_000, 'c,d\n'));
      }
    })();
    await expect(growing).rejects.toMatchObject({ code: 'file.changed' });
    expect(bytes).toBe(5_000_000);
  });
});

test('a file that shrinks while it is read is refused', async () => {
  const path = file('shrinks.csv', Buffer.alloc(5_000_000, 'a,b\n'));
  await opened(path, async (text) => {
    const shrinking = (async () => {
      for await (const _ of text.pieces({})) writeFileSync(path, 'a,b\n');
    })();
    await expect(shrinking).rejects.toMatchObject({ code: 'file.changed' });
  });
});

test('a gzip file that is still being copied is refused as such, not as a damaged one', async () => {
  // Longer than what is looked at when it is opened.
  const whole = gzipSync(encoded(LINES.repeat(Math.ceil(6_000_000 / LINES.length)), 'utf-16le'), {
    level: 0,
  });
  const path = file('copied.csv.gz', whole.subarray(0, whole.length - 1000));
  await opened(path, async (text) => {
    appendFileSync(path, whole.subarray(whole.length - 1000));
    await expect(bytesOf(text)).rejects.toMatchObject({ code: 'file.changed' });
  });
});

test('any text comes out of any encoding as it went in, packed or not', async () => {
  const latin = fc.string({ unit: fc.constantFrom(...'abc,;"\n\t €’œŽéüß0123456789') });
  const any = fc.string({ unit: 'grapheme' });
  await fc.assert(
    fc.asyncProperty(
      fc
        .constantFrom(...ENCODINGS)
        .chain((encoding) => fc.tuple(fc.constant(encoding), encoding === 'windows-1252' ? latin : any)),
      fc.boolean(),
      async ([encoding, words], packed) => {
        const text = `phone,name\n${words}`;
        const bytes = encoded(text, encoding);
        const path = file('any.csv', packed ? gzipSync(bytes) : bytes);
        const read = await opened(path, (opening) => bytesOf(opening), { encoding });
        expect(read.toString()).toBe(text);
      },
    ),
  );
});

test('a text that is too large to be kept is refused in a sentence', async () => {
  const blocks = new PackedBlocks(1000);
  const adding = (async () => {
    for (let block = 0; block < 20; block++) await blocks.add(UTF8.subarray(0, 262_144));
  })();
  await expect(adding).rejects.toMatchObject({
    code: 'file.tooLarge',
    message: expect.stringMatching(/Nothing was sent\.$/),
  });
});
