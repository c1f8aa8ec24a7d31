import { describe, expect, it } from 'vitest';
import { type FirstRowsWanted, readFirstRows } from '../../../src-main/audience/first-rows.ts';

function read(start: string, whole: boolean, wanted: Partial<FirstRowsWanted> = {}) {
  const usual: FirstRowsWanted = {
    delimiter: ',',
    newline: '\n',
    offset: 0,
    fileRow: 1,
    headerRow: 1,
    most: 100,
  };
  return readFirstRows(start, whole, { ...usual, ...wanted });
}
const cellsOf = (...parameters: Parameters<typeof read>) => read(...parameters).map(({ cells }) => cells);

describe('the first rows', () => {
  it('are told with their numbers and ends, blank lines left out but counted', () => {
    expect(read('skip\na,b\n\n\nc\nd', true, { offset: 5, fileRow: 2 })).toEqual([
      { fileRow: 2, cells: ['a', 'b'], problem: null, end: 9 },
      { fileRow: 5, cells: ['c'], problem: null, end: 13 },
      { fileRow: 6, cells: ['d'], problem: null, end: 14 },
    ]);
  });

  it('are as many as wanted, and the end of the last is known', () => {
    expect(read('a\nb\nc\nd\n', true, { most: 2 }).map(({ end }) => end)).toEqual([2, 4]);
    expect(read('a\nb\n', true, { most: 2 }).map(({ end }) => end)).toEqual([2, 4]);
  });

  it('hold a lone quote at the end of the file, which is no blank line', () => {
    expect(read('a\n"', true).map(({ problem }) => problem)).toEqual([null, 'unclosedQuote']);
  });

  it('do not hold one that the end of the text cuts off, if there is one under the header without it', () => {
    expect(cellsOf('h\na\ncut', false)).toEqual([['h'], ['a']]);
    expect(cellsOf('x\nh\na\ncut', false, { headerRow: 2 })).toEqual([['x'], ['h'], ['a']]);
    expect(cellsOf('h\na\nlast', true)).toEqual([['h'], ['a'], ['last']]);
  });

  it('hold one that is cut off where it is the header or the only one under it', () => {
    expect(cellsOf('cut', false)).toEqual([['cut']]);
    expect(cellsOf('h\ncut', false)).toEqual([['h'], ['cut']]);
    expect(cellsOf('x\nh\ncut', false, { headerRow: 2 })).toEqual([['x'], ['h'], ['cut']]);
  });
});
