import fc from 'fast-check';
import Papa from 'papaparse';
import { describe, expect, it } from 'vitest';
import { csvLine, PLAIN_CSV } from '../../../src-main/audience/csv-line.ts';

describe('csvLine', () => {
  it.each([
    [['a', '', 'b'], 'a,,b\r\n'],
    [['a,b'], '"a,b"\r\n'],
    [['say "a"'], '"say ""a"""\r\n'],
    [['a\nb', 'c\rd'], '"a\nb","c\rd"\r\n'],
    [[' a', 'b '], '" a","b "\r\n'],
    [['6 nails'], '6 nails\r\n'],
  ])('%j', (cells, line) => {
    expect(csvLine(cells, PLAIN_CSV)).toBe(line);
  });

  it('follows the format it is given', () => {
    const format = { separator: ';', qualifier: "'", lineEnd: '\n' };
    expect(csvLine(['a,b', 'c;d', "it's"], format)).toBe("a,b;'c;d';'it''s'\n");
  });

  it('is read back as the cells it was made of', () => {
    const cell = fc.string({ unit: fc.constantFrom('a', 'é', ' ', ',', '"', '\n', '\r', '\t') });
    fc.assert(
      fc.property(fc.array(cell, { minLength: 2, maxLength: 5 }), (cells) => {
        const { data } = Papa.parse<string[]>(csvLine(cells, PLAIN_CSV), { newline: '\r\n', delimiter: ',' });
        expect(data).toEqual([cells, ['']]);
      }),
    );
  });
});
