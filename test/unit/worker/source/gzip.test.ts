import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { writeWorkbook, writeZip } from '../../../fixtures/write-workbook.mjs';
import { bytesOf, failureOf, opened, temporaryFiles, textOf } from './opened.ts';

const file = temporaryFiles();
const LINES = Array.from({ length: 60_000 }, (_, row) => `${12015550100 + row},Name ${row * 7919}\n`).join(
  '',
);

describe('gzip', () => {
  test('of several members is their texts one after the other', async () => {
    const members = ['phone,name\n', '', LINES, '12015550100,Ada\n'];
    const path = file('members.csv.gz', Buffer.concat(members.map((member) => gzipSync(member))));
    expect(await textOf(path)).toBe(members.join(''));
  });

  test('may be filled up with zeros', async () => {
    const path = file('zeros.csv.gz', Buffer.concat([gzipSync(LINES), Buffer.alloc(2_000_000)]));
    expect(await textOf(path)).toBe(LINES);
  });

  test('of nothing is an empty text', async () => {
    await opened(file('nothing.csv.gz', gzipSync('')), (text) => {
      expect(text.start).toHaveLength(0);
      expect(text.startIsAll).toBe(true);
    });
  });

  test.each<[string, (good: Buffer) => Uint8Array]>([
    ['other bytes after its end', (good) => Buffer.concat([good, Buffer.from('more')])],
    ['other bytes after zeros', (good) => Buffer.concat([good, Buffer.alloc(9), Buffer.from('more')])],
    ['a wrong checksum', (good) => good.with(good.length - 6, good.at(-6)! ^ 1)],
    ['a wrong length', (good) => good.with(good.length - 2, good.at(-2)! ^ 1)],
    ['a flipped bit in the middle', (good) => good.with(good.length >> 1, good[good.length >> 1]! ^ 16)],
    ['its header alone', (good) => good.subarray(0, 10)],
    ['half a header', (good) => good.subarray(0, 2)],
  ])('with %s is damaged', async (_what, damage) => {
    const failure = await failureOf(file('damaged.csv.gz', damage(gzipSync(LINES))));
    expect(failure?.code).toBe('file.damaged');
    expect(failure?.message).toMatch(/damaged or was not copied to its end.* Nothing was sent\.$/);
  });

  test('that was cut off anywhere is damaged, however large its last bytes say that it is', async () => {
    const good = gzipSync(LINES);
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 2, max: good.length - 1 }), async (length) => {
        expect((await failureOf(file('cut.csv.gz', good.subarray(0, length))))?.code).toBe('file.damaged');
      }),
      { numRuns: 40 },
    );
  });
});

describe('what unpacks to very much more than its size', () => {
  const BOMB = gzipSync(Buffer.alloc(10_000_000));
  /** Its beginning packs as a text does. */
  const LATE_BOMB = gzipSync(Buffer.concat([Buffer.from(LINES), Buffer.alloc(300_000_000, 'a,b\n')]));
  const lines = Buffer.alloc(10_000_000, ',\n');

  test('asks first, before anything is unpacked', async () => {
    const failure = await failureOf(file('bomb.csv.gz', BOMB));
    expect(failure).toEqual({
      code: 'file.unpacksLarge',
      message:
        'The file “bomb.csv.gz” unpacks to more than 200 times its size, which an export hardly ever does, so it was not unpacked any further. Nothing was sent.',
      hint: 'If you expect a file this large, choose to read it all the same.',
    });
  });

  test('is read if the user expects it', async () => {
    const path = file('expected.csv.gz', gzipSync(lines));
    expect((await failureOf(path))?.code).toBe('file.unpacksLarge');
    expect(Buffer.from(await textOf(path, { evenIfLarge: true })).equals(lines)).toBe(true);
  });

  test('asks as soon as it does, if its beginning did not show it', async () => {
    const path = file('late.csv.gz', LATE_BOMB);
    await opened(path, async (text) => {
      let read = 0;
      await expect(
        (async () => {
          for await (const piece of text.pieces({})) read += piece.length;
        })(),
      ).rejects.toMatchObject({ code: 'file.unpacksLarge' });
      expect(read).toBeLessThanOrEqual(LATE_BOMB.length * 200);
    });
  });

  test('is never asked of a small one', async () => {
    const path = file('small.csv.gz', gzipSync(lines.subarray(0, 1_000_000)));
    expect(await textOf(path)).toHaveLength(1_000_000);
  });

  test('asks in a zip, too', async () => {
    const path = file('bomb.zip', '');
    await writeZip(path, { 'audience.csv': lines });
    expect((await failureOf(path))?.code).toBe('file.unpacksLarge');
    expect(await textOf(path, { evenIfLarge: true })).toHaveLength(lines.length);
  });

  test('asks in a workbook whose rows repeat one long text', async () => {
    const path = file('bomb.xlsx', '');
    const long = 'Ada Lovelace '.repeat(2000);
    await writeWorkbook(path, { sheets: [{ name: 'A', rows: Array.from({ length: 500 }, () => [long]) }] });
    expect((await failureOf(path))?.code).toBe('file.unpacksLarge');
    expect(await opened(path, bytesOf, { evenIfLarge: true })).toHaveLength(500 * (long.length + 2 + 1));
  });
});
