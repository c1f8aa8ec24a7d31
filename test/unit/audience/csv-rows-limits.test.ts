import { describe, expect, it } from 'vitest';
import { CsvRows, withoutReturns } from '../../../src-main/audience/csv-rows.ts';
import { bytesOf } from './review-text.ts';

interface ReadRow {
  cells: string[];
  offset: number;
  plain: boolean;
  problem: string | null;
}

function reading(newline: '\n' | '\r' = '\n') {
  const rows: ReadRow[] = [];
  const reader = new CsvRows({ delimiter: ',', newline }, (cells, offset, plain, problem) => {
    rows.push({ cells: [...cells], offset, plain, problem });
  });
  return { reader, rows };
}

function read(text: string, { size = text.length, newline }: { size?: number; newline?: '\n' | '\r' } = {}) {
  const { reader, rows } = reading(newline);
  for (let at = 0; at < text.length; at += size) reader.push(text.slice(at, at + size));
  reader.end();
  return rows;
}

const MOST = 1_048_576;
/** A line whose quote fails, as is seen at its end; and as many as leave the least patience with rows of several lines. */
const FAILING = '"x"y"\n';
const IMPATIENT = FAILING.repeat(8);
const overTwoLines = (bytes: number) => `"a\n${'x'.repeat(bytes - 5)}"\n`;

/** Whether a row of so many bytes is believed that follows on a text, and on rows that somebody else has read. */
function believes(row: string, before = '', passedOver = 0): boolean {
  const { reader, rows } = reading();
  reader.push(before);
  if (passedOver > 0) reader.passOver(passedOver * 2, passedOver);
  reader.push(row);
  reader.end();
  const offset = before.length + passedOver * 2;
  return rows.find((one) => one.offset === offset)!.problem === null;
}

describe('a row of several lines', () => {
  it('may be as long as a row of one line, and no longer', () => {
    expect(believes(overTwoLines(MOST))).toBe(true);
    expect(believes(overTwoLines(MOST + 1))).toBe(false);
    expect(believes(`${'x'.repeat(MOST - 1)}\n`)).toBe(true);
    expect(believes(`${'x'.repeat(MOST)}\n`)).toBe(false);
  });

  it('may be half as long after each line given up, to four thousand bytes, which it always may', () => {
    expect(believes(overTwoLines(MOST / 2), FAILING)).toBe(true);
    expect(believes(overTwoLines(MOST / 2 + 1), FAILING)).toBe(false);
    expect(believes(overTwoLines(MOST / 4), FAILING.repeat(2))).toBe(true);
    expect(believes(overTwoLines(MOST / 4 + 1), FAILING.repeat(2))).toBe(false);
    expect(believes(overTwoLines(4_096), FAILING.repeat(50))).toBe(true);
    expect(believes(overTwoLines(4_097), FAILING.repeat(50))).toBe(false);
  });

  it('may be 256 bytes longer again for each good row before it', () => {
    expect(believes(overTwoLines(6_000), `${IMPATIENT}${'a\n'.repeat(8)}`)).toBe(true);
    expect(believes(overTwoLines(6_000), `${IMPATIENT}${'a\n'.repeat(7)}`)).toBe(false);
    expect(believes(overTwoLines(6_000), IMPATIENT, 8)).toBe(true);
    expect(believes(overTwoLines(6_000), IMPATIENT, 7)).toBe(false);
  });

  it('is never longer than any row, however many good rows came before it', () => {
    expect(believes(overTwoLines(MOST + 100), 'a\n'.repeat(500))).toBe(false);
    expect(believes(overTwoLines(MOST + 100), '', 500)).toBe(false);
    expect(believes(overTwoLines(MOST), IMPATIENT, 5_000)).toBe(true);
    expect(believes(overTwoLines(MOST + 4_096), IMPATIENT, 5_000)).toBe(false);
  });

  it('is not waited for below a hundred lines given up', () => {
    const row = '"a\nb",c\n';
    expect(believes(row, FAILING.repeat(99))).toBe(true);
    expect(believes(row, FAILING.repeat(100))).toBe(false);
    expect(believes('"a","b"\n', FAILING.repeat(100))).toBe(true);
    expect(believes(row, `${FAILING.repeat(100)}a\n`)).toBe(true);
    expect(believes(row, FAILING.repeat(100), 1)).toBe(true);
  });
});

it('a row of one line may be long, however many lines were given up', () => {
  expect(believes(`${'x'.repeat(9_999)}\n`, FAILING.repeat(50))).toBe(true);
});

describe('rows that somebody else has read', () => {
  it('move what follows along', () => {
    const { reader, rows } = reading();
    reader.push('a\n');
    reader.passOver(10, 3);
    reader.push('b\n');
    expect(rows.map(({ offset }) => offset)).toEqual([0, 12]);
  });

  it('stand between a line given up and a lone quote, unless there are none of them', () => {
    const problems = (passedOver: number) => {
      const { reader, rows } = reading();
      reader.push(FAILING);
      reader.passOver(0, passedOver);
      reader.push('6" nail\n');
      return rows.map(({ problem }) => problem);
    };
    expect(problems(1)).toEqual(['unclosedQuote', null]);
    expect(problems(0)).toEqual(['unclosedQuote', 'unclosedQuote']);
  });

  it('may stand wherever no row is begun', () => {
    const { reader } = reading();
    const between = (text: string) => {
      reader.push(text);
      return reader.isBetweenRows;
    };
    expect(reader.isBetweenRows).toBe(true);
    expect(['a', ',b\n', '"c\n', 'd"', '\n', 'e\nf'].map(between)).toEqual([
      false,
      true,
      false,
      false,
      true,
      false,
    ]);
  });
});

describe('a line of over a million bytes', () => {
  const long = 'x'.repeat(MOST + 1);

  it('is told of before its end is there, without any cells, and then passed over', () => {
    const { reader, rows } = reading();
    reader.push(long);
    expect(rows).toEqual([{ cells: [], offset: 0, plain: false, problem: 'tooLong' }]);
    expect(reader.isBetweenRows).toBe(false);
    reader.push('more');
    expect(reader.isBetweenRows).toBe(false);
    reader.push('\n');
    expect(reader.isBetweenRows).toBe(true);
    reader.push('a\n');
    expect(rows.slice(1)).toEqual([{ cells: ['a'], offset: long.length + 5, plain: true, problem: null }]);
  });

  it('hides none of the rows that come in one piece with its end', () => {
    const { reader, rows } = reading();
    reader.push(long);
    reader.push('more\na\nb\n');
    expect(rows.map(({ cells }) => cells)).toEqual([[], ['a'], ['b']]);
  });

  it('may be the last, with or without its line end', () => {
    for (const text of [long, `${long}\n`])
      for (const size of [text.length, 100_000])
        expect(read(text, { size }).map(({ problem }) => problem)).toEqual(['tooLong']);
  });
});

describe('what is told of a row', () => {
  it('is that it is printable ASCII, whatever stands above and below it', () => {
    const text = bytesOf('a,b\né,c\nd,\te\n\x7f\nf\n');
    for (const size of [1, 2, 3, 5, text.length])
      expect(read(text, { size }).map(({ plain }) => plain)).toEqual([true, false, true, false, true]);
  });

  it('are the cells of its first line, as far as can be told, if its quote never closes', () => {
    expect(read(bytesOf('"a,é,"b'))).toEqual([
      { cells: ['a', 'é', 'b'], offset: 0, plain: false, problem: 'unclosedQuote' },
    ]);
  });

  it('are its carriage returns, where they end the line alone', () => {
    expect(read('a\r,b\rc\r\r\n')[0]!.cells).toEqual(['a\r', 'b\rc']);
    expect(read('"a\r","b\r"\r', { newline: '\r' })[0]!.cells).toEqual(['a\r', 'b\r']);
    expect(withoutReturns('a\rb\r\r')).toBe('a\rb');
  });
});

describe('where a broken row ends', () => {
  const offsets = (text: string, newline?: '\n' | '\r') =>
    read(text, { newline: newline ?? '\n' }).map(({ offset, problem }) => [offset, problem === null]);

  it('is the line in which its cell seems to end, whatever the pieces', () => {
    const broken = '1,"x\nl2,a,b\nl3" oops,z\n';
    const rows = read(`${broken}a,b\n`);
    expect(rows.map(({ offset, problem }) => [offset, problem])).toEqual([
      [0, 'unclosedQuote'],
      [broken.length, null],
    ]);
    for (let size = 1; size < broken.length; size++) expect(read(`${broken}a,b\n`, { size })).toEqual(rows);
  });

  it('is its first line where the quote that fails begins a cell, though spaces stand before it', () => {
    const row = (space: string) => `1,"never b\n2,${space}"c" d,e\n`;
    expect(offsets(row(''))).toEqual([
      [0, false],
      [11, false],
    ]);
    for (const space of [' ', '  ', '\t'])
      expect(offsets(row(space))).toEqual([
        [0, false],
        [11, true],
      ]);
  });

  it('is its first line where the quote that fails begins a line', () => {
    const lines = [
      [0, false],
      [9, false],
    ];
    expect(offsets('1,"never\n"c" d,e\n')).toEqual(lines);
    expect(offsets('1,"never\r"c" d,e\r', '\r')).toEqual(lines);
  });

  it('is its first line where the cell ends too far away to be seen', () => {
    const cell = (bytes: number) => `1,"x\n${'y'.repeat(bytes)}" z\na,b\n`;
    expect(offsets(cell(100))).toEqual([
      [0, false],
      [109, true],
    ]);
    expect(offsets(cell(5_000)).slice(0, 2)).toEqual([
      [0, false],
      [5, false],
    ]);
  });
});
