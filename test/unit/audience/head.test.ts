import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readHead } from '../../../src-main/audience/head.ts';
import { AppError } from '../../../src-main/contract/failure.ts';
import { bytesOf } from './review-text.ts';

function failureOf(start: string, whole = true): AppError {
  try {
    readHead(start, whole);
  } catch (error) {
    if (error instanceof AppError) return error;
    throw error;
  }
  throw new Error('The head was read.');
}

it('finds where the first row begins although a quote in it is not closed in sight', () => {
  const start = `phone,Name\n7175550101,"never${'\n7175550102,Ann'.repeat(1000)}`;
  expect(readHead(start, false)).toMatchObject({ header: ['phone', 'Name'], firstRow: 11 });
});

describe('readHead', () => {
  it('gives trimmed names, the place of the first row, and the first rows', () => {
    expect(readHead(bytesOf(' Phone ,Prénom,\r\n7175550101,é,\r\n'), true)).toEqual({
      encoding: 'utf-8',
      delimiter: ',',
      newline: '\n',
      header: ['Phone', 'Prénom', ''],
      firstRow: bytesOf(' Phone ,Prénom,\r\n').length,
      preview: [['7175550101', 'é', '']],
    });
  });

  it('leaves out a byte order mark, but counts its bytes', () => {
    const head = readHead(bytesOf('\ufeffPhone\n7175550101\n'), true);
    expect(head.header).toEqual(['Phone']);
    expect(head.firstRow).toBe(9);
  });

  it('reads a quoted header, with a byte order mark and a newline within', () => {
    const head = readHead(bytesOf('\ufeff"Phone","First\nName"\n7175550101,Ann\n'), true);
    expect(head.header).toEqual(['Phone', 'First\nName']);
    expect(head.preview).toEqual([['7175550101', 'Ann']]);
  });

  it.each([
    ['Phone,Name\n1,2\n', '\n'],
    ['Phone,Name\r\n1,2\r\n', '\n'],
    ['Phone,Name\r1,2\r', '\r'],
    ['Phone,Name\r1,"2\n3"\r', '\r'],
  ])('finds the line end of %j', (text, newline) => {
    const head = readHead(text, true);
    expect(head.newline).toBe(newline);
    expect(head.header).toEqual(['Phone', 'Name']);
    expect(text.charAt(head.firstRow)).toBe('1');
  });

  it('skips blank lines above the header', () => {
    const head = readHead('\n\nPhone\n7175550101\n', true);
    expect([head.header, head.preview]).toEqual([['Phone'], [['7175550101']]]);
  });

  it('shows two hundred rows at most, and leaves the cut-off last row of a longer file alone', () => {
    const row = '7175550101,Ann\n';
    expect(readHead(`Phone,Name\n${row.repeat(500)}`, true).preview).toHaveLength(200);
    const cut = readHead(`Phone,Name\n${row.repeat(3)}717555`, false);
    expect(cut.preview).toEqual(Array(3).fill(['7175550101', 'Ann']));
  });

  it('is quick to find the line break behind any number of quotes', () => {
    expect(failureOf(`Phone,${'"'.repeat(20_001)}Name\n12015550101,x\n`).code).toMatch(/^file\./);
  });

  it('a first row that is malformed still is the first row', () => {
    const head = readHead('Phone,Name\n"7175550101,Ann\n7175550102,Bo\n', true);
    expect(head.firstRow).toBe(11);
    expect(head.preview).toEqual([['7175550102', 'Bo']]);
  });

  it.each([
    ['file.empty', ''],
    ['file.empty', ' \r\n\r\n'],
    ['file.empty', '\xef\xbb\xbf'],
    ['file.header', ',,\n1,2,3\n'],
    ['file.header', '"Phone,Name\n1,2\n'],
    ['file.noRows', 'Phone,Name\n'],
    ['file.noRows', 'Phone,Name\n\n\n'],
    ['file.delimiter', 'Phone;Name\n1;2\n'],
    ['file.delimiter', 'Phone\tName\n1\t2\n'],
    ['file.delimiter', 'Phone|Name\n1|2\n'],
    ['file.binary', 'Phone\0Name\n1\n'],
    ['file.format', 'PK\x03\x04 and so on'],
    ['file.format', '\xd0\xcf\x11\xe0 and so on'],
    ['file.format', '\x1f\x8b and so on'],
    ['file.format', '\xff\xfeP\0h\0'],
    ['file.format', '\xfe\xff\0P\0h'],
    ['file.format', '%PDF-1.7'],
  ])('%s: %j', (code, start) => {
    const failure = failureOf(start);
    expect(failure.code).toBe(code);
    expect(failure.message).toMatch(/^The .*\. Nothing was sent\.$/);
    expect(failure.hint).not.toBe('');
  });

  it('throws nothing but an AppError, and a head that is read leads to its rows', () => {
    const text = fc.string({
      unit: fc.constantFrom('a', '1', ',', '"', '\n', '\r', '\xef', '\xbb', '\xbf', '\0'),
    });
    fc.assert(
      fc.property(fc.oneof(text, fc.string({ unit: 'binary-ascii' })), fc.boolean(), (start, whole) => {
        let head: ReturnType<typeof readHead>;
        try {
          head = readHead(start, whole);
        } catch (error) {
          expect(error).toBeInstanceOf(AppError);
          return;
        }
        expect(head.header.some((name) => name !== '')).toBe(true);
        expect(head.firstRow).toBeGreaterThan(0);
        expect(head.firstRow).toBeLessThan(start.length);
        expect(['\n', '\r']).toContain(start.charAt(head.firstRow - 1));
      }),
      { numRuns: 500 },
    );
  });
});
