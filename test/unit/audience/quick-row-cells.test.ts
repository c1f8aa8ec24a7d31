import { describe, expect, it } from 'vitest';
import { NOT_QUICK, QuickRows } from '../../../src-main/audience/quick-rows.ts';
import { bytesOf } from './review-text.ts';

/** The row that begins at `at`: its cells, which of them are plain, and where the next row begins. */
function read(
  text: string,
  { at = 0, width = 2, newline = '\n' }: { at?: number; width?: number; newline?: '\n' | '\r' } = {},
) {
  const rows = new QuickRows({ delimiter: ',', newline }, width);
  const bytes = Buffer.from(bytesOf(text), 'latin1');
  const next = rows.next(bytes, at);
  if (next === NOT_QUICK) return null;
  const columns = rows.isBlank ? [] : Array.from({ length: width }, (_, column) => column);
  return {
    cells: columns.map((column) => rows.text(bytes, column)),
    plain: columns.map((column) => rows.isPlain(bytes, column)),
    next,
  };
}

describe('an ordinary row', () => {
  it.each<[what: string, text: string, cells: string[], next?: number]>([
    ['bare cells', 'a,b\nc', ['a', 'b'], 4],
    ['blank cells', ',\nc', ['', ''], 2],
    ['quoted cells', '"a","b"\nc', ['a', 'b'], 8],
    ['blank quoted cells', '"",""\n', ['', '']],
    ['a delimiter in quotes', 'a,"b,c"\n', ['a', 'b,c']],
    ['spaces', ' a , b \n', [' a ', ' b ']],
    ['a carriage return before the line end', 'a,b\r\nc', ['a', 'b'], 5],
    ['several carriage returns before the line end', 'a,b\r\r\r\nc', ['a', 'b'], 7],
    ['carriage returns after a quoted cell', 'a,"b"\r\r\nc', ['a', 'b'], 8],
    ['a blank last cell before carriage returns', 'a,\r\r\n', ['a', '']],
    ['a carriage return within a cell', 'a\rb,c\rd\n', ['a\rb', 'c\rd']],
    ['a carriage return at the end of a cell that is not the last', 'a\r,b\n', ['a\r', 'b']],
    ['a carriage return at the beginning', '\ra,b\n', ['\ra', 'b']],
    ['a carriage return in quotes', 'a,"b\rc"\n', ['a', 'b\rc']],
    ['letters of several bytes', 'é,"日"\n', ['é', '日']],
    ['other control characters', 'a\t,\0\n', ['a\t', '\0']],
  ])('is read with %s', (_what, text, cells, next = bytesOf(text).length) => {
    expect(read(text)).toMatchObject({ cells, next });
  });

  it('is read from where it begins', () => {
    expect(read('x,y\na,b\nz', { at: 4 })).toMatchObject({ cells: ['a', 'b'], next: 8 });
    expect(read('a\nb\n', { at: 2, width: 1 })).toMatchObject({ cells: ['b'], next: 4 });
  });

  it('ends at a carriage return in a file of those, where a line feed is a character of a cell', () => {
    expect(read('a,b\rc', { newline: '\r' })).toMatchObject({ cells: ['a', 'b'], next: 4 });
    expect(read('a,"b"\rc', { newline: '\r' })).toMatchObject({ cells: ['a', 'b'], next: 6 });
    expect(read('a\n,b\r', { newline: '\r' })).toMatchObject({ cells: ['a\n', 'b'], plain: [false, true] });
  });

  it.each<[what: string, text: string]>([
    ['of too few cells', 'a\n'],
    ['of too many cells', 'a,b,c\n'],
    ['without its line end', 'a,b'],
    ['without the end of its quotes', 'a,"b'],
    ['without what follows its quotes', 'a,"b"'],
    ['without what follows its carriage return', 'a,b\r'],
    ['without what follows a quoted cell’s carriage return', 'a,"b"\r'],
    ['without its second cell', 'a,'],
    ['of which nothing is there', ''],
    ['over two lines', 'a,"b\nc"\n'],
    ['with a doubled quote', '"a""b",c\n'],
    ['with a quote in a bare cell', 'a,6" nail\n'],
    ['with a quote at the end of a bare cell', 'a",b\n'],
    ['with text behind a quoted cell', '"a"b,c\n'],
    ['with a space behind a quoted cell', '"a" ,b\n'],
    ['with a carriage return and text behind a quoted cell', 'a,"b"\rc\n'],
    ['with a carriage return between a quoted cell and a delimiter', '"a"\r,b\n'],
  ])('is none %s', (_what, text) => {
    expect(read(text)).toBeNull();
  });

  it('is no longer than four thousand bytes, its line end included', () => {
    const more = 'c,d\n'.repeat(100);
    expect(read(`a,${'x'.repeat(4_093)}\n${more}`)).toMatchObject({ next: 4_096 });
    expect(read(`a,${'x'.repeat(4_094)}\n${more}`)).toBeNull();
    expect(read(`a,"${'x'.repeat(4_091)}"\n${more}`)).toMatchObject({ next: 4_096 });
    expect(read(`a,"${'x'.repeat(4_092)}"\n${more}`)).toBeNull();
    expect(read(`a,"${'x'.repeat(9_000)}"\n${more}`)).toBeNull();
  });
});

describe('a blank line', () => {
  it.each([
    ['\na,b\n', 1],
    ['\r\r\na,b\n', 3],
    ['""\na,b\n', 3],
  ])('is told apart: %j', (text, next) => {
    expect(read(text)).toEqual({ cells: [], plain: [], next });
    expect(read(text, { width: 1 })).toEqual({ cells: [], plain: [], next });
  });

  it('makes none of the row below it', () => {
    const rows = new QuickRows({ delimiter: ',', newline: '\n' }, 1);
    const bytes = Buffer.from('\na\n');
    rows.next(bytes, 0);
    expect(rows.isBlank).toBe(true);
    rows.next(bytes, 1);
    expect(rows.isBlank).toBe(false);
  });
});

describe('a cell that is plain', () => {
  it.each(['', 'a', '~', '!', 'a b', 'Nobody at all', 'Null and void'])('is %j', (cell) => {
    expect(read(`x,${cell}\n`)!.plain).toEqual([true, true]);
    expect(read(`"${cell}",x\n`)!.plain).toEqual([true, true]);
  });

  it.each([
    ' a',
    'a ',
    ' ',
    'NULL',
    'n',
    'norther',
    '\\N',
    '#N/A',
    'é',
    'a\tb',
    'a\x7f',
    'a\x1f',
    'a\rb',
    'a \u00a0',
  ])('is not %j', (cell) => {
    expect(read(`x,${cell}\n`)!.plain).toEqual([true, false]);
    expect(read(`"${cell}",x\n`)!.plain).toEqual([false, true]);
  });
});
