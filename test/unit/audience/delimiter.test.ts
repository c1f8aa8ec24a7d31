import { describe, expect, it } from 'vitest';
import { findDelimiter, separatorLine, usualWidth } from '../../../src-main/audience/delimiter.ts';

const found = (text: string) => findDelimiter(text, '\n');

describe('the first line that names the delimiter', () => {
  it.each<[text: string, delimiter: string, length: number]>([
    ['sep=;\na;b\n', ';', 6],
    ['sep=,\r\na,b\r\n', ',', 7],
    ['sep=|\ra|b\r', '|', 6],
    ['sep=\t\na\tb\n', '\t', 6],
    ['"sep=;"\na;b\n', ';', 8],
    ['SEP=;\n', ';', 6],
    ['sep=;', ';', 5],
  ])('is found in %j, its line end included', (text, delimiter, length) => {
    expect(separatorLine(text)).toEqual({ delimiter, length });
  });

  it.each(['', 'a;b\n', 'sep=:\n', 'sep=\n', 'sep=;;\n', 'sep=; \n', 'my sep=;\n', 'a\nsep=;\n'])(
    'is not found in %j',
    (text) => {
      expect(separatorLine(text)).toBeNull();
    },
  );
});

describe('the usual number of cells', () => {
  it.each<[widths: number[], usual: number | null]>([
    [[], null],
    [[4], 4],
    [[2, 2, 3], 2],
    [[3, 2, 2], 2],
    [[3, 2, 3, 2, 2], 2],
    [[2, 3], 3],
    [[3, 2], 3],
    [[5, 2, 2, 4, 4], 4],
  ])('of rows of %j is %s', (widths, usual) => {
    expect(usualWidth(widths)).toBe(usual);
  });
});

describe('the delimiter', () => {
  it('is not doubted for blank lines, however many and of whatever spaces', () => {
    expect(found('a;b\n\n\n\n\n1;2\n')).toBe(';');
    expect(found('a;b\n \n  \n \n \n1;2\n')).toBe(';');
  });

  it('is not doubted for lines that are one quoted cell each', () => {
    expect(found('a;b\n1;2\n"a note"\n"of three"\n"lines"\n')).toBe(';');
  });

  it('is not what stands in the very first quoted cell, nor in one that spaces follow', () => {
    expect(found('"a;b;c",d\n')).toBe(',');
    expect(found('"a;b" ,c\n"1;2" ,d\n')).toBe(',');
  });

  it('is that of the first hundred rows', () => {
    expect(found('a;b\n'.repeat(100) + '1,2\n'.repeat(500))).toBe(';');
    expect(found('a;b\n'.repeat(40) + '1,2\n'.repeat(500))).toBe(',');
  });

  it('is that of the first 64 kB', () => {
    const long = `${'x'.repeat(14_000)};y\n`;
    expect(found(long.repeat(5) + '1,2\n'.repeat(90))).toBe(';');
  });

  it('cuts more than half of the rows from the first of its width on', () => {
    expect(found('a;b\nx\n')).toBe(',');
    expect(found('a;b\nx\n1;2\n')).toBe(';');
  });
});
