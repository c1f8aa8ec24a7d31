import { describe, expect, it } from 'vitest';
import { failingQuote, quotesIn } from '../../../src-main/audience/quotes.ts';

describe('the quote that fails in a row', () => {
  it.each<[what: string, text: string, place: number]>([
    ['no quote at all', 'a,b\n', -1],
    ['quotes around whole cells', '"a","b"\n', -1],
    ['a doubled quote', '"a""b",c', -1],
    ['two doubled quotes', '"a""""b",c', -1],
    ['an empty cell in quotes', '"",c', -1],
    ['an end followed by a letter', '"a"b,c', 2],
    ['an end in a later cell', 'x,y,"a"b', 6],
    ['an end after an empty first cell', ',"a"b', 3],
    ['an end after a doubled quote', '"a""b"c', 5],
    ['an end after a doubled quote at the beginning', '"""a"b', 4],
    ['a letter after the spaces that may follow a cell', '"a"  b', 2],
    ['spaces up to the delimiter', '"a"  ,b', -1],
    ['spaces up to the line end', '"a"  \nb', -1],
    ['spaces up to the end of the text', '"a"  ', -1],
    ['the end of the text', '"a"', -1],
    ['a quote that has not come to its end', 'x,"a', -1],
    ['a doubled quote at the end of the text', '"a""', -1],
    ['a quote within a bare cell', 'a"b,c"d', -1],
    ['a quote that fails in the row below', 'a,b\n"c"d', -1],
    ['a quote that fails below a quoted cell', 'a,"b"\n"c"d', -1],
    ['a cell of the row below, after its delimiter', 'a\nb,"c"d', -1],
    ['a cell of the row below a blank line', '\na,"b"c', -1],
    ['carriage returns before the line end', '"a"\r\r\n"b"c', -1],
    ['a tab, which is a space here', '"a"\tb', 2],
  ])('is told of %s', (_what, text, place) => {
    expect(failingQuote(text, ',', '\n')).toBe(place);
  });

  it('is none where a tab or a carriage return is the border', () => {
    expect(failingQuote('"a"\tb', '\t', '\n')).toBe(-1);
    expect(failingQuote('"a"\t"b"c', '\t', '\n')).toBe(6);
    expect(failingQuote('"a"\r"b"c', ',', '\r')).toBe(-1);
    expect(failingQuote('"a"\nb\r', ',', '\r')).toBe(2);
  });
});

it.each([
  ['', 0],
  ['a,b', 0],
  ['6" nail', 1],
  ['"a ""b"""', 6],
])('the quotes in %j are %i', (text, count) => {
  expect(quotesIn(text)).toBe(count);
});
