import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { ENCODINGS, type Encoding } from '../../../../src-main/contract/reading.ts';
import { writeWorkbook, writeZip } from '../../../fixtures/write-workbook.mjs';
import { encoded, failureOf, opened, temporaryFiles, textOf } from './opened.ts';

const file = temporaryFiles();
const TABLE = 'phone,name\n12015550100,Zoë\n12015550101,Renée’s café €\n';
const CFB = Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);

async function zip(name: string, parts: Record<string, string | Buffer>): Promise<string> {
  const path = file(name, '');
  await writeZip(path, parts);
  return path;
}

describe('plain text', () => {
  test('in UTF-8 is given as it lies on the disk, its mark included', async () => {
    const path = file('mark.csv', `\ufeff${TABLE}`);
    await opened(path, (text) => {
      expect(text.source).toEqual({
        bytes: Buffer.byteLength(TABLE) + 3,
        format: 'csv',
        compression: null,
        encoding: 'utf-8',
        bom: true,
        sheets: [],
        sheet: null,
      });
      expect(Buffer.from(text.start).toString()).toBe(`\ufeff${TABLE}`);
      expect(text.startIsAll).toBe(true);
    });
    expect(await textOf(path)).toBe(`\ufeff${TABLE}`);
  });

  test.each(ENCODINGS)('in %s comes out in UTF-8', async (encoding) => {
    const path = file(`${encoding}.csv`, encoded(TABLE, encoding));
    expect(await opened(path, ({ source }) => source)).toMatchObject({ encoding, bom: false });
    expect(await textOf(path)).toBe(TABLE);
  });

  test.each<Encoding>(['utf-16le', 'utf-16be'])('in %s loses its mark', async (encoding) => {
    const path = file(`${encoding}-mark.csv`, encoded(`\ufeff${TABLE}`, encoding));
    expect(await opened(path, ({ source }) => source)).toMatchObject({ encoding, bom: true });
    expect(await textOf(path)).toBe(TABLE);
  });

  test('is read in the encoding that the user chooses, whatever its mark says', async () => {
    const path = file('chosen.csv', '\ufeffZoë');
    expect(await textOf(path, { encoding: 'windows-1252' })).toBe('ï»¿ZoÃ«');
    expect(await opened(path, ({ source }) => source, { encoding: 'windows-1252' })).toMatchObject({
      encoding: 'windows-1252',
      bom: false,
    });
  });

  test('shows its encoding even if its first half is ASCII', async () => {
    const path = file(
      'late.csv',
      Buffer.concat([Buffer.alloc(3_000_000, 'a,b\n'), encoded('Zoë\n', 'windows-1252')]),
    );
    expect((await opened(path, ({ source }) => source)).encoding).toBe('windows-1252');
  });

  test('of every byte in Windows-1252 comes out as the Encoding Standard says', async () => {
    const all = Uint8Array.from({ length: 224 }, (_, place) => place + 32);
    const text = await textOf(file('all.csv', all), { encoding: 'windows-1252' });
    expect([...text]).toHaveLength(224);
    expect(text).toContain('~\x7f€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ\xa0¡');
    expect(text.endsWith('üýþÿ')).toBe(true);
  });

  test('in UTF-16 with half a character has U+FFFD in its place', async () => {
    const bytes = Buffer.concat([
      encoded('\ufeffa', 'utf-16le'),
      Buffer.from([0x00, 0xd8, 0x62, 0x00, 0x63]),
    ]);
    expect(await textOf(file('half.csv', bytes))).toBe('a\ufffdb\ufffd');
  });

  test('without a byte is empty', async () => {
    await opened(file('empty.csv', ''), (text) => {
      expect(text.start).toHaveLength(0);
      expect(text.startIsAll).toBe(true);
    });
    expect(await textOf(file('empty.csv', ''))).toBe('');
  });
});

describe('packed text', () => {
  test.each(ENCODINGS)('in %s in gzip comes out in UTF-8, without its mark', async (encoding) => {
    const mark = encoding === 'windows-1252' ? '' : '\ufeff';
    const path = file(`${encoding}.csv.gz`, gzipSync(encoded(`${mark}${TABLE}`, encoding)));
    const source = await opened(path, (text) => text.source);
    expect(source).toMatchObject({ compression: 'gzip', encoding, bom: mark !== '', format: 'csv' });
    expect(await textOf(path)).toBe(TABLE);
  });

  test('in a zip is the one file in it, in whatever folder, litter aside', async () => {
    const path = await zip('one.zip', {
      'export/2026/audience.csv': TABLE,
      '__MACOSX/export/2026/._audience.csv': 'x',
      'export/.DS_Store': 'x',
    });
    expect(await opened(path, ({ source }) => source)).toMatchObject({
      compression: 'zip',
      encoding: 'utf-8',
    });
    expect(await textOf(path)).toBe(TABLE);
  });

  test.each<[string, Record<string, string | Buffer>, RegExp]>([
    ['two files', { 'a.csv': TABLE, 'b.csv': TABLE }, /holds 2 files/],
    ['no file', {}, /holds no file/],
    ['a document', { '[Content_Types].xml': 'x', 'word/document.xml': 'x' }, /no Excel workbook/],
    ['a gzip file', { 'a.csv.gz': gzipSync(TABLE) }, /packed twice/],
    ['a PDF document', { 'a.pdf': '%PDF-1.7' }, /packed twice, or holds something other than text/],
  ])('in a zip that holds %s is refused in a sentence', async (_what, parts, sentence) => {
    const failure = await failureOf(await zip('other.zip', parts));
    expect(failure).toMatchObject({ code: 'file.format', message: expect.stringMatching(sentence) });
    expect(failure?.message).toMatch(/Nothing was sent\.$/);
  });

  test('in gzip twice is refused in a sentence', async () => {
    expect((await failureOf(file('twice.csv.gz', gzipSync(gzipSync(TABLE)))))?.code).toBe('file.format');
  });
});

describe('a workbook', () => {
  const sheets = [
    { name: 'Notes', hidden: true, rows: [['nothing']] },
    { name: 'Audience', rows: [['phone', 'name'], [], [12015550100, 'Zoë, née R.']] },
  ];

  test('is its first sheet that is not hidden, as CSV', async () => {
    const path = file('book.xlsx', '');
    await writeWorkbook(path, { sheets });
    const source = await opened(path, (text) => text.source);
    expect(source).toMatchObject({
      format: 'xlsx',
      compression: null,
      encoding: null,
      bom: false,
      sheets: [
        { name: 'Notes', hidden: true },
        { name: 'Audience', hidden: false },
      ],
      sheet: 'Audience',
    });
    expect(await textOf(path)).toBe('phone,name\n\n12015550100,"Zoë, née R."\n');
  });

  test('is the sheet that the user chooses; one that is not there is refused with the names of those that are', async () => {
    const path = file('chosen.xlsx', '');
    await writeWorkbook(path, { sheets });
    expect(await textOf(path, { sheet: 'Notes' })).toBe('nothing\n');
    expect(await failureOf(path, { sheet: 'Sheet1' })).toEqual({
      code: 'file.noSheet',
      message: 'The workbook has no sheet named “Sheet1”. Nothing was sent.',
      hint: 'Choose one of its sheets: “Notes”, “Audience”.',
    });
  });
});

describe('what cannot be read is refused in a sentence', () => {
  test.each<[string, string | Uint8Array, string, RegExp]>([
    ['a PDF document', '%PDF-1.7\n', 'file.format', /PDF/],
    ['an old workbook', Buffer.concat([CFB, Buffer.alloc(3000)]), 'file.format', /\.xls/],
    [
      'a workbook with a password',
      Buffer.concat([CFB, Buffer.alloc(1_048_560), Buffer.from('EncryptedPackage', 'utf16le')]),
      'file.encrypted',
      /password/,
    ],
    ['a picture', Buffer.from('89504e470d0a1a0a0000000d4948445200000001', 'hex'), 'file.binary', /not text/],
  ])('%s', async (_what, content, code, sentence) => {
    const failure = await failureOf(file('other.csv', content));
    expect(failure).toMatchObject({ code, message: expect.stringMatching(sentence) });
    expect(failure?.message).toMatch(/Nothing was sent\.$/);
  });

  test('a folder, and a file that is not there', async () => {
    const path = file('there.csv', 'a\n');
    expect((await failureOf(`${path}.not`))?.code).toBe('file.missing');
    expect((await failureOf(path.replace(/\/[^/]*$/, '')))?.code).toBe('file.directory');
  });
});
