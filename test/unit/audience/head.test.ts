import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readHead } from '../../../src-main/audience/head.ts';
import { AppError } from '../../../src-main/contract/failure.ts';
import { AS_FOUND, type Reading } from '../../../src-main/contract/reading.ts';
import { bytesOf } from './review-text.ts';

const read = (start: string, whole = true, choice: Partial<Reading> = {}) =>
  readHead(start, whole, { ...AS_FOUND, ...choice });

function failureOf(start: string, whole = true, choice: Partial<Reading> = {}): AppError {
  try {
    read(start, whole, choice);
  } catch (error) {
    if (error instanceof AppError) return error;
    throw error;
  }
  throw new Error('The head was read.');
}

it('finds where the first row begins although a quote in it is not closed in sight', () => {
  const start = `phone,Name\n7175550101,"never${'\n7175550102,Ann'.repeat(1000)}`;
  expect(read(start, false)).toMatchObject({ header: ['phone', 'Name'], firstRow: 11 });
});

describe('readHead', () => {
  it('gives trimmed names, the place of the first row, and the first rows', () => {
    expect(read(bytesOf(' Phone ,Prénom,\r\n7175550101,é,\r\n'))).toEqual({
      delimiter: ',',
      newline: '\n',
      header: ['Phone', 'Prénom', ''],
      headerRow: 1,
      firstRow: bytesOf(' Phone ,Prénom,\r\n').length,
      firstFileRow: 2,
      suggestedHeaderRow: null,
      preview: [{ fileRow: 2, cells: ['7175550101', 'é', ''] }],
    });
  });

  it('leaves out a byte order mark, but counts its bytes', () => {
    const head = read(bytesOf('\ufeffPhone\n7175550101\n'));
    expect(head.header).toEqual(['Phone']);
    expect(head.firstRow).toBe(9);
  });

  it('reads a quoted header, with a byte order mark and a newline within, which counts as one row', () => {
    const head = read(bytesOf('\ufeff"Phone","First\nName"\n7175550101,Ann\n'));
    expect(head.header).toEqual(['Phone', 'First\nName']);
    expect(head.preview).toEqual([{ fileRow: 2, cells: ['7175550101', 'Ann'] }]);
  });

  it.each([
    ['Phone,Name\n1,2\n', '\n'],
    ['Phone,Name\r\n1,2\r\n', '\n'],
    ['Phone,Name\r1,2\r', '\r'],
    ['Phone,Name\r1,"2\n3"\r', '\r'],
    ['Phone,12" Name\r1,2\r', '\r'],
  ])('finds the line end of %j', (text, newline) => {
    const head = read(text);
    expect(head.newline).toBe(newline);
    expect(head.header).toHaveLength(2);
    expect(text.charAt(head.firstRow)).toBe('1');
  });

  it.each([
    ['the commoner one', 'a,b\rc\n1,2\n3,4\n', ['a', 'b\rc']],
    ['the commoner one', 'a,b\nc\r1,2\r3,4\r', ['a', 'b\nc']],
    ['a line feed of equals', 'a,b\rc\n1,2', ['a', 'b\rc']],
    ['a line feed and what is before it', 'a,b\rc\r\n1,2\r\n', ['a', 'b\rc']],
    ['a line feed and any number of returns before it', 'a,b\r\r\r\n1,2\r\r\r\n', ['a', 'b']],
  ])('takes for the line end %s: %j', (_what, text, header) => {
    expect(read(text).header).toEqual(header);
  });

  it.each([
    ['\r', '"7175550101\r7175550102,Bo\r'],
    ['\n', '"7175550101\n7175550102,Bo\n'],
    ['\n', '"7175550101\r\n7175550102,Bo\r\n'],
  ])('finds the line end %j although a quote never closes', (newline, text) => {
    const head = read(text, true, { headerRow: 'none' });
    expect(head).toMatchObject({ newline, preview: [{ fileRow: 2, cells: ['7175550102', 'Bo'] }] });
  });

  it('skips blank lines and rows of empty cells above the header, and counts them', () => {
    const head = read('\n\n ,\nPhone,Name\n\n7175550101,Ann\n');
    expect(head).toMatchObject({ header: ['Phone', 'Name'], headerRow: 4, firstRow: 16, firstFileRow: 5 });
    expect(head.preview).toEqual([{ fileRow: 6, cells: ['7175550101', 'Ann'] }]);
  });

  it('shows two hundred rows at most, and leaves the cut-off last row of a longer file alone', () => {
    const row = '7175550101,Ann\n';
    expect(read(`Phone,Name\n${row.repeat(500)}`).preview).toHaveLength(200);
    const below = `\n\n\n\nPhone,Name\n${row.repeat(500)}`;
    expect(read(below, true, { headerRow: 5 }).preview).toHaveLength(200);
    const cut = read(`Phone,Name\n${row.repeat(3)}717555`, false);
    expect(cut.preview.map(({ cells }) => cells)).toEqual(Array(3).fill(['7175550101', 'Ann']));
  });

  it('shows rows wider than the header as they are', () => {
    expect(read('Phone,Name\n1,2,3\n').preview).toEqual([{ fileRow: 2, cells: ['1', '2', '3'] }]);
  });

  it('is quick to find the line break behind any number of quotes', () => {
    expect(failureOf(`Phone,${'"'.repeat(20_001)}Name\n12015550101,x\n`).code).toMatch(/^file\./);
  });

  it('a first row that is malformed still is the first row', () => {
    const head = read('Phone,Name\n"7175550101,Ann\n7175550102,Bo\n');
    expect(head.firstRow).toBe(11);
    expect(head.preview).toEqual([{ fileRow: 3, cells: ['7175550102', 'Bo'] }]);
  });

  it('takes the row that is said to be the header, wherever it is, and suggests no other', () => {
    const text = 'Report\n\nFor,me\nPhone,Name\n7175550101,Ann\n';
    expect(read(text, true, { headerRow: 4 })).toMatchObject({
      header: ['Phone', 'Name'],
      headerRow: 4,
      firstFileRow: 5,
      suggestedHeaderRow: null,
    });
    expect(read(text).suggestedHeaderRow).toBe(3);
    expect(read(text, true, { headerRow: 1 }).suggestedHeaderRow).toBeNull();
    const start = `${'x,y\n'.repeat(998)}Phone,Name\n7175550101,"cut`;
    expect(read(start, false, { headerRow: 999 })).toMatchObject({
      header: ['Phone', 'Name'],
      firstRow: start.indexOf('7175550101'),
      firstFileRow: 1000,
    });
  });

  it('names the columns by letters, as many as the widest row has, where there is said to be no header', () => {
    const text = bytesOf('\ufeff\n7175550101,Ann\n"7175550102\n7175550103,Bo,x\n');
    expect(read(text, true, { headerRow: 'none' })).toEqual({
      delimiter: ',',
      newline: '\n',
      header: ['A', 'B', 'C'],
      headerRow: null,
      firstRow: 3,
      firstFileRow: 1,
      suggestedHeaderRow: null,
      preview: [
        { fileRow: 2, cells: ['7175550101', 'Ann'] },
        { fileRow: 4, cells: ['7175550103', 'Bo', 'x'] },
      ],
    });
  });

  it('reads the only row there is where there is said to be no header, though its end is not in sight', () => {
    expect(read('7175550101,Ann', false, { headerRow: 'none' }).header).toEqual(['A', 'B']);
  });

  it('looks for a better header from the first row that says anything', () => {
    expect(read(',\n7175550101,Ann\n7175550102,Bo\n').suggestedHeaderRow).toBe('none');
  });

  it('lets Excel’s own first line decide the delimiter, and counts it as a row', () => {
    const text = bytesOf('\ufeffsep=;\r\nPhone,x;Name\r\n7175550101,y;Ann\r\n');
    expect(read(text)).toMatchObject({
      delimiter: ';',
      header: ['Phone,x', 'Name'],
      headerRow: 2,
      firstFileRow: 3,
    });
    expect(read(text, true, { headerRow: 'none' })).toMatchObject({ firstRow: 10, firstFileRow: 2 });
    expect(read(text, true, { delimiter: ',' }).header).toEqual(['Phone', 'x;Name']);
  });

  it('reads sixteen thousand columns, and no more', () => {
    const wide = (columns: number) => `${'x,'.repeat(columns - 1)}x\n${','.repeat(columns - 1)}\n`;
    expect(read(wide(16_384)).header).toHaveLength(16_384);
    expect(read(wide(16_384), true, { headerRow: 'none' }).header).toHaveLength(16_384);
    expect(failureOf(wide(16_385))).toMatchObject({
      message: expect.stringContaining('more than 16,384 columns'),
      hint: expect.stringContaining('how its columns are separated'),
    });
    expect(failureOf(wide(16_385), true, { headerRow: 'none' }).code).toBe('file.header');
  });

  it('says that a header does not end in sight', () => {
    expect(failureOf('x,'.repeat(100), false)).toMatchObject({
      code: 'file.header',
      message: expect.stringContaining('longer than any'),
      hint: expect.stringContaining('audience export'),
    });
    expect(failureOf('Phone,Name\n\n\n', false).code).toBe('file.noRows');
    expect(failureOf(`"${'x,'.repeat(131_071)}`, false).message).toContain('a quote in it never closes');
  });

  it.each<[code: string, start: string, headerRow?: Reading['headerRow']]>([
    ['file.empty', ''],
    ['file.empty', ' \r\n\r\n'],
    ['file.empty', '\xef\xbb\xbf'],
    ['file.empty', 'sep=;\n'],
    ['file.empty', '', 'none'],
    ['file.header', ',,\n,,\n'],
    ['file.header', '"Phone,Name\n1,2\n'],
    ['file.header', '"\nPhone\n1\n'],
    ['file.header', '"Phone\n"Name\n', 'none'],
    ['file.header', 'Phone\n1\n', 3],
    ['file.header', 'Phone\n\n1\n', 2],
    ['file.header', 'sep=;\nPhone;Name\n1;2\n', 1],
    ['file.header', 'Phone\n,\n1\n', 2],
    ['file.noRows', 'Phone,Name\n'],
    ['file.noRows', 'Phone,Name\n\n\n'],
    ['file.noRows', 'Phone,Name\n1,2\n', 2],
  ])('%s: %j', (code, start, headerRow = null) => {
    const failure = failureOf(start, true, { headerRow });
    expect(failure.code).toBe(code);
    expect(failure.message).toMatch(/^\p{Lu}.*\. Nothing was sent\.$/u);
    expect(failure.hint).not.toBe('');
  });

  it('says which row cannot be the header, or that there is none', () => {
    expect(failureOf(',\n,\n').message).toContain('has no header row');
    expect(failureOf('Phone\n1\n', true, { headerRow: 3 }).message).toContain('Row 3 of the file');
    expect(failureOf('\n"Phone\n1\n').message).toContain('Row 2 of the file');
  });

  it('throws nothing but an AppError, and a head that is read leads to its rows', () => {
    const text = fc.string({
      unit: fc.constantFrom('a', '1', ',', ';', '\t', '|', '"', '\n', '\r', '@', '\xef\xbb\xbf', '\0'),
    });
    const headerRow = fc.constantFrom<Reading['headerRow']>(null, null, 1, 2, 5, 'none');
    const delimiter = fc.constantFrom<Reading['delimiter']>(null, null, ',', '|');
    fc.assert(
      fc.property(
        fc.oneof(text, fc.string({ unit: 'binary-ascii' })),
        fc.boolean(),
        fc.record({ headerRow, delimiter }),
        (start, whole, choice) => {
          let head: ReturnType<typeof readHead>;
          try {
            head = readHead(start, whole, choice);
          } catch (error) {
            expect(error).toBeInstanceOf(AppError);
            return;
          }
          expect(head.header.some((name) => name !== '')).toBe(true);
          expect(head.firstRow).toBeLessThan(start.length);
          if (choice.delimiter !== null) expect(head.delimiter).toBe(choice.delimiter);
          if (head.headerRow !== null) expect(['\n', '\r']).toContain(start.charAt(head.firstRow - 1));
          const suggested = head.suggestedHeaderRow;
          if (choice.headerRow !== null) expect(suggested).toBeNull();
          if (typeof suggested === 'number') {
            expect(head.preview.map(({ fileRow }) => fileRow)).toContain(suggested);
          }
        },
      ),
      { numRuns: 2000 },
    );
  });
});
