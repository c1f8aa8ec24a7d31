import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readHead } from '../../../src-main/audience/head.ts';
import { AS_FOUND, DELIMITERS, type HeaderRow } from '../../../src-main/contract/reading.ts';
import { bytesOf } from './review-text.ts';

const found = (text: string) => readHead(bytesOf(text), true, AS_FOUND);
const lines = (...texts: string[]) => texts.join('\n');

describe('the delimiter', () => {
  it.each<[what: string, delimiter: string, text: string]>([
    ['commas', ',', 'phone,name\n1,Ann\n'],
    ['semicolons', ';', 'phone;name\n1;Ann\n'],
    ['tabs', '\t', 'phone\tname\n1\tAnn\n'],
    ['upright bars', '|', 'phone|name\n1|Ann\n'],
    ['a single column', ',', 'phone\n7175550101\n7175550102\n'],
    ['a single quoted column', ',', '"phone"\n"7175550101;1"\n"7175550102;2"\n'],
    ['a column of notes with a stray semicolon', ',', 'note\nhello; there\nplain\nother\n'],
    ['decimal commas', ';', 'phone;points;share\n1;1,5;2,5\n2;3,5;4,5\n'],
    ['decimal commas in every cell but the header', ';', 'a;b\n1,5;2,5\n3,5;4,5\n'],
    ['decimal commas without a header', ';', '7175550101;1,5;2,5\n7175550102;3,5;4,5\n'],
    ['commas in quotes', ';', 'a;b\n"x,y,z";1\n"u,v,w";2\n'],
    ['semicolons in quotes, in every row', ',', '"a;x;y",b\n"b;x;y",1\n"c;x;y",2\n'],
    ['line breaks and semicolons in quotes', ',', 'a,b\n"x;\ny;z;\nw;v",1\n"x;\ny;z",2\n'],
    ['doubled quotes beside semicolons', ',', 'a,b\n"he said ""x;y"";z",1\n"""x;y"";z",2\n'],
    ['all cells quoted', ';', '"a";"b,c"\n"1";"2,3"\n'],
    ['quoted cells followed by spaces', '|', '"a,b" |c\n"1,2" |3\n'],
    ['a title line of commas above', ';', 'Report, May, 2026, all\nphone;name\n1;Ann\n2;Bo\n'],
    ['a title line without any', '\t', 'Report\nphone\tname\n1\tAnn\n'],
    ['more lines above than rows', ';', 'Report\nof May\nfor us\n\nphone;name\n1;Ann\n'],
    ['ragged rows', ';', 'a;b;c\n1;2\n1\n1;2;3\n1;2;3;4\n1;2,5\n'],
    ['addresses in a tab file', '\t', 'phone\tcity\n1\tErie, PA\n2\tYork, PA\n3\tReading\n'],
    ['addresses in a tab file, in the header too', '\t', 'phone\tcity, state\n1\tErie, PA\n2\tYork, PA\n'],
    ['lists of semicolons in some rows', ',', 'phone,tags\n1,a;b;c\n2,a\n3,b;c\n'],
    ['lists of bars in every row', ',', 'phone,name,tags\n1,Ann,a|b|c\n2,Bo,d|e|f\n'],
    ['inch marks', ';', 'a;b\n12" disc, new;1\n7" disc, old;2\n'],
    ['a quote that never closes', ';', 'a;b\n"x;1\ny;2\nz;3\n'],
    ['empty cells only but in the header', '\t', 'phone\tname\temail\n\t\t\n\t\t\n'],
    ['carriage returns', ';', 'a;b\r1,5;2\r3,5;4\r'],
    ['carriage returns and line feeds', '|', 'a|b\r\n1|2\r\n'],
    ['an equal count under tab and comma', '\t', 'Doe, Ann\t7175550101\nRoe, Bo\t7175550102\n'],
  ])('is found: %s', (_what, delimiter, text) => {
    expect(found(text).delimiter).toBe(delimiter);
  });

  it.each(['sep=|', '"sep=|"', 'SEP=|'])('is what a first line %j says', (line) => {
    expect(found(`${line}\na|b,c,d\n1|2,3,4\n`)).toMatchObject({ delimiter: '|', header: ['a', 'b,c,d'] });
  });

  it('is found in the first rows, however long the file', () => {
    expect(found(`a;b\n${'1;2\n'.repeat(200)}${'1,2;3\n'.repeat(40_000)}`).delimiter).toBe(';');
  });

  it('is found where the first row alone is longer than what is looked at', () => {
    const names = Array.from({ length: 9_000 }, (_, at) => `column ${at}`).join('|');
    expect(found(`${names}\n1|2\n`)).toMatchObject({ delimiter: '|', header: { length: 9_000 } });
  });
});

describe('a header row elsewhere', () => {
  const table = ['phone,name,email', '7175550101,Ann,ann@example.com', '7175550102,Bo,bo@example.com'];
  it.each<[what: string, suggestion: HeaderRow | null, text: string]>([
    ['nothing odd', null, lines(...table)],
    ['a title', 2, lines('Report of May', ...table)],
    ['a title of several cells', 3, lines('Report,,', 'May,,', ...table)],
    ['a title and a blank line', 3, lines('Report', '', ...table)],
    ['a title, whose table comes later', 6, lines('Report', 'by,me', 'x', 'y', '', ...table)],
    ['a title in a quoted cell of two lines', 2, lines('"Report\nof May"', ...table)],
    ['a title over data without a header', null, lines('Report', ...table.slice(1))],
    ['a title over names that repeat', null, lines('Report', 'name,name,x', 'Ann,Bo,y', 'Cy,Di,z')],
    ['a title over names with a gap', null, lines('Report', 'name,,x', '1,2,3', '1,2,3')],
    ['a title over numbers', null, lines('Report', '1,2,3', '4,5,6')],
    ['a title and a header without rows', null, lines('Report', 'phone,name,email')],
    [
      'a title more than twenty rows above',
      null,
      lines('Report', ...Array(25).fill('x'), ...table, ...table),
    ],
    [
      'a header with fewer names than there are columns',
      null,
      lines('phone', '7175550101,x,y', '7175550102,x,y'),
    ],
    ['data from the first row on', 'none', lines(...table.slice(1))],
    ['a phone alone', 'none', lines('7175550101', '7175550102')],
    ['a formatted phone', 'none', lines('(717) 555-0101,Ann', '+1 717 555 0102,Bo')],
    ['an email', 'none', lines('Ann,ann@example.com', 'Bo,bo@example.com')],
    ['a date', 'none', lines('Ann,2026-05-01', 'Bo,5/2/2026')],
    ['a date with its time', 'none', lines('Ann,2026-05-01T10:00:00Z', 'Bo,2026-05-02T10:00:00Z')],
    ['a day among names', null, lines('phone,2026-05-01,2026-05-02', '7175550101,1,2')],
    ['a known name with an underscore', null, lines('Email_Address,7175550101', 'ann@example.com,1')],
    ['short numbers', null, lines('1,2,3', '4,5,6')],
    ['data narrower than the table', null, lines('7175550101,Ann', '7175550102,Bo,x', '7175550103,Cy,x')],
    ['a cell of many at signs and dots', null, lines(`${'a@'.repeat(9_000)}${'.'.repeat(9_000)} ,x`, 'y,z')],
  ])('is suggested or not: %s', (_what, suggestion, text) => {
    expect(found(text).suggestedHeaderRow).toBe(suggestion);
  });

  it('leaves the first row the header until it is said to be elsewhere', () => {
    expect(found(lines('Report', ...table))).toMatchObject({ headerRow: 1, header: ['Report'] });
  });

  it('counts the line that names the delimiter', () => {
    expect(found(lines('sep=,', 'Report', ...table)).suggestedHeaderRow).toBe(3);
  });
});

describe('a table written in any way', () => {
  const DELIMITING = /["\r\n,;\t|]/;

  it('is read back with its header, width and delimiter', () => {
    const cell = fc.string({
      unit: fc.constantFrom('a', 'é', '7', '.', ' ', '"', ',', ';', '\t', '|', '\n', '\r'),
      maxLength: 8,
    });
    const table = fc
      .integer({ min: 2, max: 6 })
      .chain((width) => fc.array(fc.array(cell, { minLength: width, maxLength: width }), { minLength: 2 }));
    const way = fc.record({
      delimiter: fc.constantFrom(...DELIMITERS),
      newline: fc.constantFrom('\n', '\r', '\r\n'),
      quotesAll: fc.boolean(),
      bom: fc.boolean(),
      endsWithNewline: fc.boolean(),
    });
    fc.assert(
      fc.property(table, way, ([names, ...rows], { delimiter, newline, quotesAll, bom, endsWithNewline }) => {
        const header = ['a name', ...names!.slice(1)];
        const write = (text: string) =>
          quotesAll || DELIMITING.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
        const written = [header, ...rows].map((cells) => cells.map(write).join(delimiter)).join(newline);
        const head = found(`${bom ? '\ufeff' : ''}${written}${endsWithNewline ? newline : ''}`);
        expect(head.delimiter).toBe(delimiter);
        expect(head.header).toEqual(header.map((name) => name.trim()));
        expect(head.preview.every(({ cells }) => cells.length === header.length)).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });
});
