import fc from 'fast-check';
import Papa from 'papaparse';
import { describe, expect, it } from 'vitest';
import { csvLine, neutralised, PLAIN_CSV, spreadsheetLine } from '../../../src-main/audience/csv-line.ts';

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

describe('a cell that a spreadsheet may open', () => {
  const cell = fc.oneof(
    fc.string(),
    fc.string({ unit: fc.constantFrom('=', '+', '-', '@', '\t', '\r', "'", '"', ',', ' ', '\n', '1', 'a') }),
  );
  const runs = (text: string) => ['=', '+', '-', '@', '\t', '\r'].some((first) => text.startsWith(first));

  it('never begins as a formula does, and stays as it is where it did not', () => {
    fc.assert(
      fc.property(cell, (text) => {
        const safe = neutralised(text);
        expect(runs(safe)).toBe(false);
        expect(safe).toBe(runs(text) ? `'${text}` : text);
        expect(neutralised(safe)).toBe(safe);
      }),
    );
  });

  it('is neutralised in every place of its line, quoted or not', () => {
    fc.assert(
      fc.property(fc.array(cell, { minLength: 2, maxLength: 5 }), (cells) => {
        const { data } = Papa.parse<string[]>(spreadsheetLine(cells), { newline: '\r\n', delimiter: ',' });
        expect(data).toEqual([cells.map(neutralised), ['']]);
      }),
    );
  });

  it('may be a phone or a negative number, which get the apostrophe as well', () => {
    expect(spreadsheetLine(['+12015550123', '-5', '5', 'a-b'])).toBe("'+12015550123,'-5,5,a-b\r\n");
  });
});
