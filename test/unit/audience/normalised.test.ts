import fc from 'fast-check';
import Papa from 'papaparse';
import { describe, expect, it } from 'vitest';
import { PLAIN_CSV } from '../../../src-main/audience/csv-line.ts';
import { makeJudge } from '../../../src-main/audience/judge.ts';
import { outcomeOf } from '../../../src-main/audience/marks.ts';
import {
  judgeAgain,
  lineWriter,
  normalisedHeader,
  normalisedLines,
  readSpan,
  type Span,
  spansOf,
} from '../../../src-main/audience/normalised.ts';
import { field, reviewText } from './review-text.ts';

const FIELDS = [field('Points', 'Number'), field('Note', 'Text', { maxLength: 20 })];
const FORMAT = { ...PLAIN_CSV, writePhone: String };
type Reviewed = ReturnType<typeof reviewText>;

function spans({ index, bytes }: Reviewed, spanBytes: number, first = 0, last = index.length - 1): Span[] {
  return [...spansOf(index, first, last, bytes.length, spanBytes)];
}

function cellsOf(reviewed: Reviewed, span: Span) {
  return readSpan(reviewed.bytes.slice(span.start, span.end), span, reviewed.head);
}

/** The file that would be uploaded, header included. */
function upload(reviewed: Reviewed, spanBytes: number): { text: string; rows: number[] } {
  const judge = makeJudge(reviewed.plan, reviewed.assumed);
  const rows: number[] = [];
  let text = normalisedHeader(reviewed.plan.columns, FORMAT);
  for (const span of spans(reviewed, spanBytes)) {
    normalisedLines(
      cellsOf(reviewed, span)!,
      span,
      reviewed.index,
      judge,
      lineWriter(reviewed.plan.columns, FORMAT),
      (line, row) => {
        text += line;
        rows.push(row);
      },
    );
  }
  return { text, rows };
}

describe('the uploaded file', () => {
  it('holds the ready rows alone, as they were judged', () => {
    const reviewed = reviewText(
      [
        'Note,Phone,Points,Skipped',
        '" a, ""b"" ",(717) 555-0101,"$1,234.567",x',
        'twice,7175550101,1,x',
        'many,7175550102,1,x,more',
        '',
        'no phone,,1,x',
        '"two\nlines",7175550103,,x',
        'é,+44 20 7946 0958,2,',
        '"broken,7175550104,1,x',
      ].join('\r\n'),
      FIELDS,
    );
    expect(upload(reviewed, 1000)).toEqual({
      text: [
        'Phone,Note,Points',
        '17175550101,"a, ""b""",1234.57',
        '17175550103,two lines,',
        '442079460958,é,2',
        '',
      ].join('\r\n'),
      rows: [0, 4, 5],
    });
  });

  const line = fc.oneof(
    fc.constantFrom('', '"broken,1,2', '7175550104,1,2,3', 'nobody,1,x'),
    fc
      .tuple(
        fc.integer({ min: 100, max: 199 }),
        fc.constantFrom('1', '2.5', 'x'),
        fc.constantFrom('é', '"q,q"', ''),
      )
      .map(([phone, points, note]) => `7175550${phone},${points},${note}`),
  );
  const text = fc
    .tuple(fc.array(line, { maxLength: 20 }), fc.constantFrom('\n', '\r\n', '\r'))
    .map(([lines, newline]) => ['Phone,Points,Note', '7175550101,1,first', ...lines].join(newline));

  it('is the same whatever the length of the stretches it is read in', () => {
    fc.assert(
      fc.property(text, fc.integer({ min: 1, max: 200 }), (text, spanBytes) => {
        const reviewed = reviewText(text, FIELDS);
        const { index } = reviewed;
        const whole = upload(reviewed, 1_000_000);
        expect(upload(reviewed, spanBytes)).toEqual(whole);
        expect(whole.rows).toEqual(
          Array.from({ length: index.length }, (_, row) => row).filter((row) => index.isReady(row)),
        );
        const { data, errors } = Papa.parse<string[]>(whole.text, { newline: '\r\n', delimiter: ',' });
        expect(errors).toEqual([]);
        expect(data.slice(1, -1).map(([phone]) => Number(phone))).toEqual(
          whole.rows.map((r) => index.phone(r)),
        );
      }),
    );
  });

  it('is read in stretches that hold every row but the malformed ones, once and in order', () => {
    fc.assert(
      fc.property(
        text,
        fc.integer({ min: 1, max: 100 }),
        fc.nat(),
        fc.nat(),
        (text, spanBytes, one, other) => {
          const reviewed = reviewText(text, FIELDS);
          const { index, bytes } = reviewed;
          const [first, last] = [one % index.length, other % index.length].sort((a, b) => a - b) as [
            number,
            number,
          ];
          const found = spans(reviewed, spanBytes, first, last);
          const rows = found.flatMap((span) =>
            Array.from({ length: span.last - span.first + 1 }, (_, place) => span.first + place),
          );
          const asked = Array.from({ length: last - first + 1 }, (_, place) => first + place);
          expect(rows).toEqual(asked.filter((row) => outcomeOf(index.marks(row)) !== 'malformed'));
          for (const span of found) {
            expect(span.start).toBe(index.offset(span.first));
            expect(span.end).toBeLessThanOrEqual(bytes.length);
            expect(cellsOf(reviewed, span)).toHaveLength(span.last - span.first + 1);
            // No longer than asked, but for the row that reached the length.
            expect(index.offset(span.last) - span.start).toBeLessThan(spanBytes);
          }
        },
      ),
    );
  });
});

describe('readSpan', () => {
  it('answers null when the file no longer holds the rows of the index', () => {
    const reviewed = reviewText('Phone,Points\n7175550101,1\n7175550102,2\n', FIELDS);
    const [span] = spans(reviewed, 1000) as [Span];
    const text = reviewed.bytes.slice(span.start, span.end);
    expect(readSpan(text, span, reviewed.head)).toEqual([
      ['7175550101', '1'],
      ['7175550102', '2'],
    ]);
    expect(readSpan(text.replace('\n', ' '), span, reviewed.head)).toBeNull();
    expect(readSpan(text.replace(',', '\n'), span, reviewed.head)).toBeNull();
  });

  it('cuts the rows at the file’s own delimiter and line end, whatever else they are full of', () => {
    const listed = reviewText('Phone;Note\n7175550101;a,b,c\n7175550102;d,e,f\n', FIELDS);
    const [rows] = spans(listed, 1000) as [Span];
    expect(cellsOf(listed, rows)).toEqual([
      ['7175550101', 'a,b,c'],
      ['7175550102', 'd,e,f'],
    ]);
    const returns = reviewText('Phone,Note\r7175550101,"a\r"\r7175550102,"b\nc"\r', FIELDS);
    const [others] = spans(returns, 1000) as [Span];
    expect(cellsOf(returns, others)).toEqual([
      ['7175550101', 'a\r'],
      ['7175550102', 'b\nc'],
    ]);
  });
});

describe('a row that is judged again', () => {
  const reviewed = reviewText('Phone,Points,Note\n7175550101,1,a\n7175550102,2,b\u0007\n', FIELDS);
  const judge = makeJudge(reviewed.plan, reviewed.assumed);
  const again = (row: number, ...cells: string[]) => judgeAgain(cells, row, reviewed.index, judge);

  it('comes to what the index says of it, problems and all', () => {
    expect(again(0, '7175550101', '1', 'a')).toMatchObject({ phone: 17175550101, values: ['1', 'a'] });
    expect(again(1, '7175550102', '2', 'b\u0007')).toMatchObject({ phone: 17175550102 });
  });

  it('is refused if its phone is another, or what is wrong with it', () => {
    expect(again(0, '7175550109', '1', 'a')).toBeNull();
    expect(again(0, '7175550101', 'one', 'a')).toBeNull();
    expect(again(1, '7175550102', '2', 'b')).toBeNull();
  });

  it('ends the lines of an upload if it is refused, and no line is written of it', () => {
    const [span] = spans(reviewed, 1000) as [Span];
    const lines: string[] = [];
    const write = (rows: string[][]) =>
      normalisedLines(rows, span, reviewed.index, judge, lineWriter(reviewed.plan.columns, FORMAT), (line) =>
        lines.push(line),
      );
    expect(
      write([
        ['7175550101', 'one', 'a'],
        ['7175550102', '2', 'b'],
      ]),
    ).toBe(false);
    expect(lines).toEqual([]);
    expect(write(cellsOf(reviewed, span)!)).toBe(true);
    expect(lines).toHaveLength(1);
  });
});
