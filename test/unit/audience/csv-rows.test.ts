import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CsvRows, decodeUtf8, isBlankLine, type RowProblem } from '../../../src-main/audience/csv-rows.ts';
import { bytesOf } from './review-text.ts';

interface ReadRow {
  cells: string[];
  offset: number;
  problem: RowProblem | null;
}

/** Reads a text pushed in pieces of the given sizes, over and over; in one piece where there are none. */
function read(text: string, options: { sizes?: number[]; newline?: '\n' | '\r'; offset?: number } = {}) {
  const rows: ReadRow[] = [];
  const { sizes = [], newline = '\n', offset } = options;
  const reader = new CsvRows(
    { delimiter: ',', newline, ...(offset === undefined ? {} : { offset }) },
    (cells, at, plain, problem) => {
      if (plain) expect(cells.join('')).toMatch(/^[\t\n\r\x20-\x7e]*$/);
      rows.push({ cells: problem === null ? [...cells] : [], offset: at, problem });
    },
  );
  const bytes = bytesOf(text);
  for (let at = 0, turn = 0; at < bytes.length; turn++) {
    const size = sizes[turn % sizes.length] ?? bytes.length;
    reader.push(bytes.slice(at, at + size));
    at += size;
  }
  reader.end();
  return rows;
}

const good = (cells: string[], offset: number): ReadRow => ({ cells, offset, problem: null });
const bad = (offset: number, problem: RowProblem = 'unclosedQuote'): ReadRow => ({
  cells: [],
  offset,
  problem,
});
const sizes = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 6 });

describe('CsvRows', () => {
  it.each<[string, string, ReadRow[]]>([
    ['no text', '', []],
    ['a last line without a line end', 'a,b\nc,d', [good(['a', 'b'], 0), good(['c', 'd'], 4)]],
    ['CRLF', 'a,b\r\nc,d\r\n', [good(['a', 'b'], 0), good(['c', 'd'], 5)]],
    ['CRLF after a quoted cell', 'a,"b"\r\nc,d\r\n', [good(['a', 'b'], 0), good(['c', 'd'], 7)]],
    ['blank lines', 'a\n\nb\n', [good(['a'], 0), good([''], 2), good(['b'], 3)]],
    ['blank cells', ',\n,,\n', [good(['', ''], 0), good(['', '', ''], 2)]],
    ['doubled quotes', '"a ""b""",c\n', [good(['a "b"', 'c'], 0)]],
    ['a quoted newline', '"a\r\nb",c\nd\n', [good(['a\r\nb', 'c'], 0), good(['d'], 9)]],
    ['a quote within a bare cell', 'a"b,6" nail\n', [good(['a"b', '6" nail'], 0)]],
    ['two bytes a letter', 'é,日\nb\n', [good(['é', '日'], 0), good(['b'], 7)]],
    ['spaces kept', ' a , b\n', [good([' a ', ' b'], 0)]],
  ])('reads %s', (_what, text, rows) => {
    expect(read(text)).toEqual(rows);
  });

  it('counts offsets on from the one it is given', () => {
    expect(read('a\nb\n', { offset: 100 }).map(({ offset }) => offset)).toEqual([100, 102]);
  });

  it.each<[string, string, ReadRow[]]>([
    ['at the very end', 'a,b\n"c,d', [good(['a', 'b'], 0), bad(4)]],
    ['with rows below', '"a,b\nc,d\ne,f\n', [bad(0), good(['c', 'd'], 5), good(['e', 'f'], 9)]],
    ['with quoted rows below', 'a,"b\n"c",d\n', [bad(0), good(['c', 'd'], 5)]],
    ['closed too early', '"a"b,c\nd,e\n', [bad(0), good(['d', 'e'], 7)]],
  ])('gives up only the line of a quote that never closes, %s', (_what, text, rows) => {
    expect(read(text)).toEqual(rows);
  });

  const cell = fc.string({
    unit: fc.constantFrom('a', 'b', ' ', 'é', '日', '😀', ',', '"', 'x\ny', 'x\ry', 'x\r\ny', '\ufffd'),
    maxLength: 5,
  });
  const row = fc.record({
    cells: fc.array(fc.record({ value: cell, quoted: fc.boolean() }), { minLength: 1, maxLength: 4 }),
    lineEnd: fc.constantFrom('\n', '\r\n'),
  });

  it.each(['\n', '\r'] as const)('gives the rows that were written, whatever the pieces: %j', (newline) => {
    fc.assert(
      fc.property(fc.array(row, { maxLength: 8 }), sizes, fc.boolean(), (written, sizes, open) => {
        let text = '';
        const expected = written.map(({ cells, lineEnd }, place) => {
          const offset = bytesOf(text).length;
          const line = cells.map(({ value, quoted }) =>
            quoted || /[",\r\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value,
          );
          text += line.join(',');
          // A last line that is blank and has no line end is no line at all.
          const ends = !open || place < written.length - 1 || line.join(',') === '';
          if (ends) text += newline === '\n' ? lineEnd : newline;
          return good(
            cells.map(({ value }) => value),
            offset,
          );
        });
        expect(read(text, { newline })).toEqual(expected);
        expect(read(text, { newline, sizes })).toEqual(expected);
      }),
      { numRuns: 400 },
    );
  });

  // Also where the quotes are wrong: what counts as malformed must not depend on how the disk was read.
  it('gives the same rows and offsets whatever the pieces, for any text', () => {
    const unit = fc.constantFrom('a', ',', '"', '\n', '\r\n', 'é', '"x"y"', '"c\nd"', '"e\nf" g');
    const any = fc.string({ unit, maxLength: 30 });
    fc.assert(
      fc.property(any, sizes, (text, sizes) => {
        expect(read(text, { sizes })).toEqual(read(text));
      }),
      { numRuns: 1000 },
    );
  });

  it.each([
    ['closes too early', '"a"b","c"\n'],
    ['never closes', '"a,b","c\n'],
  ])('a row with a quoted newline is read below a line in which a quote %s', (_what, line) => {
    const start = line.length;
    const below = [good(['d', '1'], start), good(['e\nf', '2'], start + 4)];
    expect(read(`${line}d,1\n"e\nf",2\n`)).toEqual([bad(0), ...below]);
  });

  it('the second half of a row over several lines is given up with its first half', () => {
    const text = '"x"y,"first\nsecond",17175550101\na,b,c\n';
    expect(read(text)).toEqual([bad(0), bad(12), good(['a', 'b', 'c'], 32)]);
  });

  it('the lines of one broken cell are one broken row, though one of them looks like a row', () => {
    const broken = '7175550102,"x\nl2,a,b\n7175550103,mid,yes\nl3" oops,z,yes\n';
    expect(read(`${broken}a,b,c\n`)).toEqual([bad(0), good(['a', 'b', 'c'], broken.length)]);
    expect(read(broken.trimEnd())).toEqual([bad(0)]);
  });

  it('a quote that never closes is not taken for such a cell when the next one begins a cell', () => {
    const text = '1,"never\n2,b\n3,"c\nd"\n4,e\n';
    expect(read(text)).toEqual([bad(0), good(['2', 'b'], 9), good(['3', 'c\nd'], 13), good(['4', 'e'], 21)]);
  });

  it('gives up line after line of quotes that fail, and reads on where they end', () => {
    const lines = '1,"never\n'.repeat(300);
    const rows = read(`${lines}2,b\n3,"c"\n`, { sizes: [37] });
    expect(rows).toHaveLength(302);
    expect(rows.slice(-2)).toEqual([good(['2', 'b'], lines.length), good(['3', 'c'], lines.length + 4)]);
    expect(read(`${lines}2,b\n3,"c"\n`)).toEqual(rows);
  });

  it('a lone quote in a bare cell is a character like others, except right below a line given up', () => {
    expect(read('6" nail,1\n')).toEqual([good(['6" nail', '1'], 0)]);
    expect(read('"x"y,0\n6" nail,1\n6" nail,2\n')).toEqual([bad(0), bad(7), bad(17)]);
    expect(read('"x"y,0\nnail,1\n6" nail,2\n').slice(1)).toEqual([
      good(['nail', '1'], 7),
      good(['6" nail', '2'], 14),
    ]);
  });

  it('gives up a row of several lines that is longer than any profile, and reads on', () => {
    const cell = `"${`${'x'.repeat(999)}\n`.repeat(1100)}"`;
    const rows = read(`${cell},1\na,b\n`, { sizes: [65_536] });
    expect(rows[0]).toEqual(bad(0));
    expect(rows.at(-1)).toEqual(good(['a', 'b'], cell.length + 3));
    expect(read(`${cell},1\na,b\n`)).toEqual(rows);
  });

  it.each([
    ['on one line each', ''],
    ['over several lines', '\n'],
  ])(
    'loses no row to a quote that never closes, among rows %s: the bad line alone is malformed',
    (_what, more) => {
      const word = fc.string({ unit: fc.constantFrom('a', 'é', ',', '"', ' ', more), maxLength: 4 });
      const goodCell = fc.tuple(word, fc.boolean()).map(([rest, quoted]) => {
        const value = quoted ? `q${rest}` : `q${rest.replace(/[",\n]/g, '')}`;
        return { value, written: quoted ? `"${value.replaceAll('"', '""')}"` : value };
      });
      const lines = fc.array(fc.array(goodCell, { minLength: 1, maxLength: 3 }), { maxLength: 6 });
      const broken = fc.constantFrom('"never,1', 'x,"never', '"a"b,1', '"', '"a""', '"x" y,2');
      fc.assert(
        fc.property(lines, broken, lines, sizes, (before, line, after, sizes) => {
          const expected: ReadRow[] = [];
          let text = '';
          const write = (written: string, row: (offset: number) => ReadRow) => {
            expected.push(row(bytesOf(text).length));
            text += `${written}\n`;
          };
          const writeGood = (cells: { value: string; written: string }[]) => {
            const values = cells.map((one) => one.value);
            write(cells.map((one) => one.written).join(','), (offset) => good(values, offset));
          };
          before.forEach(writeGood);
          write(line, (offset) => bad(offset));
          after.forEach(writeGood);
          expect(read(text)).toEqual(expected);
          expect(read(text, { sizes })).toEqual(expected);
        }),
        { numRuns: 300 },
      );
    },
  );

  it('gives the same rows whatever the pieces, where quotes fail among long rows of several lines', () => {
    const unit = fc.oneof(
      { weight: 4, arbitrary: fc.constant('12015550100,Ann\n') },
      {
        weight: 2,
        arbitrary: fc.constantFrom('1,"never\n', '1,"a"b\n', '"a"b,"c\nd"\n', '1,"c\n2,d\n" e\n'),
      },
      { weight: 1, arbitrary: fc.constant('1,"never\n'.repeat(150)) },
      {
        weight: 1,
        arbitrary: fc.integer({ min: 100, max: 9000 }).map((n) => `2,"${'é line\n'.repeat(n / 8)}"\n`),
      },
      { weight: 1, arbitrary: fc.integer({ min: 3000, max: 9000 }).map((n) => `3,${'x'.repeat(n)}\n`) },
    );
    const text = fc.array(unit, { minLength: 10, maxLength: 60 }).map((parts) => parts.join(''));
    fc.assert(
      fc.property(text, fc.integer({ min: 500, max: 30_000 }), (text, size) => {
        expect(read(text, { sizes: [size] })).toEqual(read(text));
      }),
      { numRuns: 60 },
    );
  });

  it('does not wait for the end of a large file to give up a quote', () => {
    const line = '"a",b\n';
    const count = Math.ceil(1_300_000 / line.length);
    const bytes = `x,"never\n${line.repeat(count)}`;
    let rows = 0;
    const problems: number[] = [];
    const reader = new CsvRows({ delimiter: ',', newline: '\n' }, (_cells, offset, _plain, problem) => {
      rows++;
      if (problem !== null) problems.push(offset);
    });
    const size = 131_072;
    for (let at = 0; at < bytes.length; at += size) reader.push(bytes.slice(at, at + size));
    expect(rows).toBeGreaterThan(count / 2);
    reader.end();
    expect(rows).toBe(count + 1);
    expect(problems).toEqual([0]);
  });

  it.each([65_536, 262_144])('gives up a line of over a million bytes, in pieces of %d', (size) => {
    const long = 'x'.repeat(1_200_000);
    const text = `a,b\n${long}\nc,d\n`;
    expect(read(text, { sizes: [size] })).toEqual([
      good(['a', 'b'], 0),
      bad(4, 'tooLong'),
      good(['c', 'd'], 4 + long.length + 1),
    ]);
  });
});

describe('decodeUtf8', () => {
  it('gives back any text from its bytes', () => {
    const text = fc.string({ unit: fc.constantFrom('a', '\0', 'é', '\ufeff', '日', '\ufffd', '😀') });
    fc.assert(
      fc.property(text, (one) => {
        expect(decodeUtf8(bytesOf(one))).toBe(one);
      }),
    );
  });
  it('shows bytes that are no UTF-8 as U+FFFD', () => {
    expect(decodeUtf8('caf\xe9')).toBe('caf\ufffd');
  });
});

describe('isBlankLine', () => {
  it.each([
    [[''], true],
    [['', ''], false],
    [[' '], false],
    [['a'], false],
  ])('%j: %s', (cells, blank) => {
    expect(isBlankLine(cells)).toBe(blank);
  });
});
