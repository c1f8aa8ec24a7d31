import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { csvLine, PLAIN_CSV } from '../../../src-main/audience/csv-line.ts';
import { CsvRows, isBlankLine } from '../../../src-main/audience/csv-rows.ts';
import { MALFORMED } from '../../../src-main/audience/marks.ts';
import { allRows, GrowingRows, malformedText, stretchesOf } from '../../../src-main/audience/row-list.ts';
import { RowSearch } from '../../../src-main/audience/row-search.ts';
import { AppError } from '../../../src-main/contract/failure.ts';
import { reviewText } from './review-text.ts';

type Reviewed = ReturnType<typeof reviewText>;

/** Some of what is made up here has quotes and line ends such that nobody could tell its header. */
function reviewOf(content: string): Reviewed {
  try {
    return reviewText(content, []);
  } catch (error) {
    fc.pre(!(error instanceof AppError));
    throw error;
  }
}

const HEADER = 'Phone,Note,Other';

/** The rows found when the file is read in stretches of this size. */
function found(
  { index, head, bytes }: Reviewed,
  search: string,
  size = { bytes: 200, gap: 50 },
  rows?: number[],
) {
  const some = new GrowingRows();
  some.add(rows ?? []);
  const list = rows ? some : allRows(index.length);
  const searched = { list, index, head, fileEnd: bytes.length };
  const rowSearch = new RowSearch(search);
  return [...stretchesOf(list, [0, list.length], index, bytes.length, size)].flatMap(
    (stretch) => rowSearch.rowsIn(bytes.slice(stretch.start, stretch.end), stretch, searched)!,
  );
}

/** What every row holds: its cells, or a malformed row's text. */
function textsOf({ index, head, bytes }: Reviewed): string[][] {
  const texts: string[][] = [];
  const rows = new CsvRows({ ...head, offset: head.firstRow }, (cells, _offset, _plain, problem) => {
    if (problem !== null || !isBlankLine(cells)) texts.push([...cells]);
  });
  rows.push(bytes.slice(head.firstRow));
  rows.end();
  return texts.map((cells, row) =>
    index.marks(row) & MALFORMED
      ? [malformedText(bytes.slice(index.offset(row), index.end(row, bytes.length)))]
      : cells,
  );
}

function foundNaively(reviewed: Reviewed, search: string): number[] {
  const needle = search.trim().toLowerCase();
  const digits = /^[-\d\s().+/]+$/.test(search.trim()) ? needle.replace(/\D/g, '') : '';
  return textsOf(reviewed).flatMap((cells, row) => {
    const inPhone = digits.length >= 3 && String(reviewed.index.phone(row)).includes(digits);
    return inPhone || cells.some((cell) => cell.toLowerCase().includes(needle)) ? [row] : [];
  });
}

/** Small and capital, of one to four bytes, of a lower case that is ASCII, and all that CSV makes something of. */
const LETTERS = [...'aAbiIkKéÉßΣσςЯяİ\u212a\u0307𝒳\ufffd717. -()', '"', '""', ',', ' ', '\n', '\r', '\r\n'];
const text = fc.array(fc.constantFrom(...LETTERS), { maxLength: 6 }).map((letters) => letters.join(''));
const phone = fc.constantFrom('7175550101', '(717) 555-0102', '+1 212 555 0103', 'none', '');
const file = fc
  .tuple(
    fc.constantFrom('\n', '\r\n', '\r'),
    fc.array(
      fc.oneof(
        { weight: 4, arbitrary: fc.tuple(phone, text, text) },
        { weight: 1, arbitrary: fc.array(text, { maxLength: 5 }) },
        // As it comes: quotes that never close, values too many, blank lines.
        { weight: 1, arbitrary: text },
      ),
      { minLength: 1, maxLength: 12 },
    ),
  )
  .map(([lineEnd, rows]) =>
    [`${HEADER}${lineEnd}7175550100,x,x${lineEnd}`]
      .concat(
        rows.map((row) =>
          typeof row === 'string' ? row + lineEnd : csvLine(row, { ...PLAIN_CSV, lineEnd }),
        ),
      )
      .join(''),
  );

/** Part of what the file holds, in any case, or anything. */
const fileAndSearch = file.chain((content) =>
  fc.record({
    content: fc.constant(content),
    search: fc.oneof(
      text,
      fc.constantFrom('717', '(717) 555', '5550', '+1 (212)', '+1', '01,', '7-1'),
      fc
        .tuple(fc.nat(content.length), fc.integer({ min: 1, max: 5 }), fc.constantFrom('', 'upper', 'lower'))
        .map(([from, length, letters]) => {
          const part = content.slice(from, from + length);
          if (letters === 'upper') return part.toUpperCase();
          return letters === 'lower' ? part.toLowerCase() : part;
        }),
    ),
  }),
);

describe('a search', () => {
  it('finds just the rows that hold the text in a cell, or the digits in their phone, however the file is cut', () => {
    fc.assert(
      fc.property(
        fileAndSearch.filter(({ search }) => search.trim() !== ''),
        fc.record({ bytes: fc.integer({ min: 1, max: 80 }), gap: fc.nat({ max: 40 }) }),
        ({ content, search }, size) => {
          const reviewed = reviewOf(content);
          expect(found(reviewed, search, size)).toEqual(foundNaively(reviewed, search));
        },
      ),
      { numRuns: 600 },
    );
  });

  it('looks at the rows of a list alone, whatever stands between them', () => {
    fc.assert(
      fc.property(
        fileAndSearch.filter(({ search }) => search.trim() !== ''),
        fc.array(fc.boolean(), { minLength: 1, maxLength: 5 }),
        fc.record({ bytes: fc.integer({ min: 1, max: 200 }), gap: fc.nat({ max: 200 }) }),
        ({ content, search }, pattern, size) => {
          const reviewed = reviewOf(content);
          const isListed = (row: number) => pattern[row % pattern.length]!;
          const rows = Array.from({ length: reviewed.index.length }, (_, row) => row).filter((row) =>
            isListed(row),
          );
          const expected = foundNaively(reviewed, search).filter((row) => isListed(row));
          expect(found(reviewed, search, size, rows)).toEqual(expected);
        },
      ),
      { numRuns: 300 },
    );
  });

  it('takes a comma for text in a file that is cut by tabs, and a tab for the border', () => {
    const towns = reviewText(
      'Phone\tTown\n7175550101\tErie, PA\n7175550102\t"Erie\tPA"\n7175550103\tErie\n',
      [],
    );
    expect(found(towns, 'erie, pa')).toEqual([0]);
    expect(found(towns, 'e\tp')).toEqual([1]);
    expect(found(towns, '0101\te')).toEqual([]);
  });

  const PEOPLE = [
    HEADER,
    '(717) 555-0101,Chloë,"Jones, ""Jr."""',
    '7175550102,CHLOË,Jones',
    '2125550103,Ann,"two\nlines"',
    '7175550104,"Ann",Lee',
    '7175550105,Bo,555',
    '"7175550106,Zoë',
    '',
  ].join('\n');

  it.each([
    ['in either case', 'chloë', [0, 1]],
    ['in capitals', 'JONES', [0, 1]],
    ['with a comma that stands in a cell', 'jones, "jr', [0]],
    ['that only two cells side by side hold', 'ann,lee', []],
    ['that only the quotes of the file make', '"ann"', []],
    ['of two lines in a cell', 'two\nlines', [2]],
    ['that only two rows one after the other hold', 'jones\n', [0, 1]],
    ['with spaces around it', '  bo ', [4]],
    ['in the text of a malformed row', '6,zoë', [5]],
    ['that is part of a phone, as it is usually written', '(717) 555', [0, 1, 3, 4, 5]],
    ['that is a phone with its country code', '+1 717-555-0104', [3]],
    ['of three digits that one cell writes apart', '550', [0, 1, 2, 3, 4, 5]],
    ['that is a phone’s digits and more', 'x717', []],
    ['that is a quote', '"', [0, 5]],
    ['that is two quotes side by side', '""', []],
    ['that ends with a quote in a cell', 'jr."', [0]],
    ['of two digits, in cells alone', '10', [0, 1, 2, 3, 4, 5]],
    ['of three digits, in cells and phones', '555', [0, 1, 2, 3, 4, 5]],
  ])('finds a text %s', (_what, search, rows) => {
    expect(found(reviewText(PEOPLE, []), search)).toEqual(rows);
  });

  it('finds a text at the very end of the file', () => {
    const last = reviewText('Phone,Note\n7175550101,a last note', []);
    expect(found(last, 'last note')).toEqual([0]);
  });

  it('finds the letters whose lower case is an i or a k with something more', () => {
    const letters = reviewText('Phone,Note\n7175550101,Z\u0130L\n7175550102,\u212a9\n7175550103,none\n', []);
    expect(found(letters, 'zi')).toEqual([0]);
    expect(found(letters, 'k9')).toEqual([1]);
  });

  it('looks at no more of a malformed row than is shown of it, and cuts no character in half', () => {
    const line = `"${'é'.repeat(3000)}far`;
    const reviewed = reviewText(`${HEADER}\n7175550101,a,b\n${line}\n7175550102,a,farther\n`, []);
    expect(found(reviewed, 'far', { bytes: 100_000, gap: 100_000 })).toEqual([2]);
    expect(found(reviewed, 'éé')).toEqual([1]);
    expect(found(reviewed, '\ufffd')).toEqual([]);
  });

  it('says that the file has changed when a row is two rows by now', () => {
    const reviewed = reviewText(`${HEADER}\n7175550101,"a, b",c\n`, []);
    const [stretch] = stretchesOf(allRows(1), [0, 1], reviewed.index, reviewed.bytes.length, {
      bytes: 99,
      gap: 0,
    });
    const text = reviewed.bytes.slice(stretch!.start).replace('7175550101,"', 'x\n"a, b\n');
    const { index, head, bytes } = reviewed;
    const searched = { list: allRows(1), index, head, fileEnd: bytes.length };
    expect(new RowSearch('a, b').rowsIn(text, stretch!, searched)).toBeNull();
  });
});

describe('the characters that a search treats apart', () => {
  it('are all those beyond ASCII whose lower case has ASCII in it', () => {
    const lowered: string[] = [];
    for (let code = 0x80; code < 0x110000; code++) {
      const one = String.fromCodePoint(code);
      if (/[\0-\x7f]/.test(one.toLowerCase())) lowered.push(one);
    }
    expect(lowered).toEqual(['İ', '\u212a']);
  });
});
