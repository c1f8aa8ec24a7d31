import fc from 'fast-check';
import Papa from 'papaparse';
import { describe, expect, it } from 'vitest';
import { noNotes } from '../../../../src-main/worker/source/audience-text.ts';
import { openWorkbook } from '../../../../src-main/worker/source/xlsx/workbook.ts';
import { openZip } from '../../../../src-main/worker/source/zip-archive.ts';
import { relations, workbookParts, writeWorkbook, writeZip } from '../../../fixtures/write-workbook.mjs';
import { csvOf, csvOfRows, csvOfXml, withFile } from './read-workbook.ts';

describe('a cell', () => {
  it.each<[what: string, xml: string, text: string]>([
    ['a shared string', '<c t="s"><v>0</v></c>', 'Ann'],
    ['rich text, its runs joined', '<c t="s"><v>1</v></c>', 'Ann Lee'],
    ['a text without its reading aid', '<c t="s"><v>2</v></c>', '山田'],
    ['an inline string', '<c t="inlineStr"><is><r><t>An</t></r><r><t>n</t></r></is></c>', 'Ann'],
    ['a formula’s text', '<c t="str"><f>A1&amp;"x"</f><v>Annx</v></c>', 'Annx'],
    ['a formula’s number', '<c><f>[1]Other!A1*2</f><v>17175559636</v></c>', '17175559636'],
    ['a truth', '<c t="b"><v>1</v></c>', 'TRUE'],
    ['an untruth', '<c t="b"><v>0</v></c>', 'FALSE'],
    ['an error', '<c t="e"><v>#N/A</v></c>', '#N/A'],
    ['an ISO date', '<c t="d"><v>1984-03-15T00:00:00</v></c>', '1984-03-15T00:00:00'],
    ['a long number', '<c><v>1.7175559636E10</v></c>', '17175559636'],
    ['a number’s noise', '<c><v>0.30000000000000004</v></c>', '0.3'],
    ['a number that is none', '<c><v>x1</v></c>', 'x1'],
    ['a style that does not exist', '<c s="99"><v>5</v></c>', '5'],
    ['an escaped line break', '<c t="str"><v>a_x000D_\nb</v></c>', '"a\r\nb"'],
    ['an escaped escape', '<c t="str"><v>a_x005F_x000D_</v></c>', 'a_x000D_'],
    ['space that is kept', '<c t="inlineStr"><is><t xml:space="preserve"> a </t></is></c>', '" a "'],
    ['space of the layout', '<c t="inlineStr"><is><t>\n a \n</t></is></c>', 'a'],
    ['the predefined entities', '<c t="str"><v>&lt;&amp;&gt;&#65;&#x42;</v></c>', '<&>AB'],
    ['a CDATA section', '<c t="str"><v><![CDATA[a<b]]></v></c>', 'a<b'],
    ['a separator', '<c t="str"><v>a,b</v></c>', '"a,b"'],
    ['a quote', '<c t="str"><v>6" nail</v></c>', '"6"" nail"'],
  ])('reads %s', async (_what, xml, text) => {
    const strings =
      '<si><t>Ann</t></si><si><r><rPr><b/></rPr><t xml:space="preserve">Ann </t></r><r><t>Lee</t></r></si>' +
      '<si><t>山田</t><rPh sb="0" eb="2"><t>ヤマダ</t></rPh><phoneticPr fontId="1"/></si>';
    expect(await csvOfXml(`<row>${xml}</row>`, strings)).toBe(`${text}\n`);
  });

  it.each([
    ['a formula that was never computed', '<c><f>A1</f></c>'],
    ['a style only', '<c s="1"/>'],
    ['an empty value', '<c t="s"><v></v></c>'],
  ])('is blank where it has %s', async (_what, xml) => {
    expect(await csvOfXml(`<row>${xml}<c t="str"><v>x</v></c></row>`)).toBe(',x\n');
  });

  it('is shown in the format of its style', async () => {
    const row = [
      { number: 501, style: 1 },
      { number: 30756, style: 2 },
      { number: 0.5, style: 3 },
      { number: 7175559636, style: 4 },
      17175559636,
    ];
    expect(await csvOfRows([row], { styles: ['00000', 14, 10, '(###) ###-####'] })).toBe(
      '00501,1984-03-15,50.00%,(717) 555-9636,17175559636\n',
    );
  });

  it('counts its days from 1904 where the workbook does', async () => {
    expect(await csvOfRows([[{ number: 29294, style: 1 }]], { styles: [14], date1904: true })).toBe(
      '1984-03-15\n',
    );
  });
});

describe('a row', () => {
  it('stands on the line of its number, the missing and the empty ones being empty lines', async () => {
    const xml =
      '<row r="2"><c r="B2"><v>1</v></c></row><row r="4"><c r="A4" s="1"/></row><row r="5"><c r="A5"><v>2</v></c></row>';
    expect(await csvOfXml(xml)).toBe('\n,1\n\n\n2,\n');
  });

  it('is not written after the last one that has text', async () => {
    expect(await csvOfXml('<row r="1"><c><v>1</v></c></row><row r="900000"><c s="1"/></row>')).toBe('1\n');
  });

  it('and its cells may come without numbers', async () => {
    const xml =
      '<row><c><v>1</v></c><c r="D1"><v>2</v></c><c><v>3</v></c></row><row/><row><c><v>4</v></c></row>';
    expect(await csvOfXml(xml)).toBe('1,,,2,3\n\n4,,,,\n');
  });

  it('is as long as the longest above it, however early its cells end', async () => {
    expect(
      await csvOfRows([['Report'], ['a', 'b', 'c', ''], ['1', null, ''], ['1', '2', '3', '4'], ['1']]),
    ).toBe('Report\na,b,c\n1,,\n1,2,3,4\n1,,,\n');
  });

  it('reads as it was written, whatever the texts', async () => {
    const text = fc.string({ unit: fc.constantFrom(...'ab,";\n\r\t é日😀<&>_x0'), maxLength: 6 });
    const rows = fc.array(fc.array(text, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 6 });
    await fc.assert(
      fc.asyncProperty(rows, async (written) => {
        fc.pre(written.every((cells) => cells.every((cell) => !/_x[0]{4}_/.test(cell))));
        const { data } = Papa.parse<string[]>(await csvOfRows(written), { newline: '\n' });
        for (const [at, cells] of written.entries()) {
          for (const [column, cell] of cells.entries()) expect(data[at]?.[column] ?? '').toBe(cell);
        }
      }),
      { numRuns: 50 },
    );
  });
});

describe('a workbook', () => {
  it('names its worksheets in order, the hidden ones too, and leaves out charts', async () => {
    const parts = workbookParts({ sheets: [] });
    parts['xl/workbook.xml'] =
      '<x:workbook xmlns:rel="urn:r"><x:sheets><x:sheet name="Chart" sheetId="4" rel:id="rId2"/><x:sheet name="B &amp; C" sheetId="9" rel:id="rId3"/><x:sheet name="A" sheetId="1" state="veryHidden" rel:id="rId1"/></x:sheets></x:workbook>';
    parts['xl/_rels/workbook.xml.rels'] = relations([
      ['worksheet', 'worksheets/a.xml'],
      ['chartsheet', 'chartsheets/sheet1.xml'],
      ['worksheet', 'worksheets/b.xml'],
    ]);
    await withFile(async (path) => {
      await writeZip(path, parts);
      const archive = await openZip(path);
      const { sheets } = await openWorkbook(archive, {});
      await archive.close();
      expect(sheets).toEqual([
        { name: 'B & C', hidden: false },
        { name: 'A', hidden: true },
      ]);
    });
  });

  it('reads the sheet that is asked for', async () => {
    const parts = () =>
      workbookParts({
        sheets: [
          { name: 'One', rows: [['1']] },
          { name: 'Two', rows: [['2']] },
        ],
      });
    expect([await csvOf(parts(), 'Two'), await csvOf(parts(), 'One')]).toEqual(['2\n', '1\n']);
    await expect(csvOf(parts(), 'Three')).rejects.toMatchObject({ code: 'file.noSheet' });
  });

  it.each([
    '/XL/Odd Place/data.XML',
    '../xl/odd place/data.xml',
    'odd place\\data.xml',
    './odd place/data.xml',
  ])('finds a sheet at %s', async (target) => {
    const sheet = '<worksheet><sheetData><row><c><v>7</v></c></row></sheetData></worksheet>';
    const csv = csvOf({
      ...workbookParts({ sheets: [{ name: 'A', rows: [] }] }),
      'xl/_rels/workbook.xml.rels': relations([['worksheet', target]]),
      'xl/Odd Place/Data.xml': sheet,
    });
    expect(await csv).toBe('7\n');
  });

  it('reads elements of any prefix, and nothing from outside of the rows', async () => {
    const sheet =
      '<x:worksheet xmlns:x="urn:x"><x:cols><x:c><x:v>9</x:v></x:c></x:cols><x:sheetData><x:row r="1"><x:c r="A1"><x:v>7</x:v></x:c></x:row></x:sheetData><x:extLst><x:row r="2"><x:c r="A2"><x:v>8</x:v></x:c></x:row></x:extLst></x:worksheet>';
    const parts = workbookParts({ sheets: [{ name: 'A', rows: [] }] });
    expect(await csvOf({ ...parts, 'xl/worksheets/sheet1.xml': sheet })).toBe('7\n');
  });

  it('reads a sheet that is written in UTF-16', async () => {
    const sheet = '\ufeff<worksheet><sheetData><row><c t="str"><v>é</v></c></row></sheetData></worksheet>';
    const parts = workbookParts({ sheets: [{ name: 'A', rows: [] }] });
    expect(await csvOf({ ...parts, 'xl/worksheets/sheet1.xml': Buffer.from(sheet, 'utf16le') })).toBe('é\n');
  });

  it('comes in pieces of no more than 1 MB, with the bytes read so far rising', async () => {
    function* rows() {
      for (let row = 0; row < 20_000; row++) yield [`name ${row}`, row, 'x'.repeat(row % 50)];
    }
    await withFile(async (path) => {
      await writeWorkbook(path, { sheets: [{ name: 'A', rows: rows() }] });
      const archive = await openZip(path);
      const progress: number[] = [];
      const workbook = await openWorkbook(archive, { onProgress: ({ bytes }) => progress.push(bytes) });
      for (const _again of [1, 2]) {
        let lines = 0;
        let before = 0;
        for await (const { bytes, fileBytes } of workbook.csv('A', {}, noNotes())) {
          lines += Buffer.from(bytes).toString().split('\n').length - 1;
          expect(bytes.length).toBeLessThanOrEqual(1_048_576);
          expect(fileBytes).toBeGreaterThanOrEqual(before);
          before = fileBytes;
        }
        expect(lines).toBe(20_000);
        expect(before).toBeLessThanOrEqual(archive.bytes);
      }
      await archive.close();
      expect(progress.at(-1)).toBeLessThanOrEqual(archive.bytes);
    });
  });

  it('tells how many rows are hidden and how many formulas were never computed, anew at each reading', async () => {
    await withFile(async (path) => {
      const cell = (xml: string) => ({ xml });
      const rows = [
        ['a', cell('<c r="B1"><f>1+1</f></c>')],
        ['b', cell('<c r="B2" t="str"><f>""</f><v></v></c>')],
        ['c', cell('<c r="B3"><f>1+1</f><v>2</v></c>')],
      ];
      const parts = workbookParts({ sheets: [{ name: 'A', rows }] });
      const sheet = [...(parts['xl/worksheets/sheet1.xml'] as Iterable<string>)].join('');
      parts['xl/worksheets/sheet1.xml'] = sheet.replaceAll(/<row r="[23]"/g, '$& hidden="1"');
      await writeZip(path, parts);
      const archive = await openZip(path);
      const workbook = await openWorkbook(archive, {});
      const notes = noNotes();
      for (const _again of [1, 2]) {
        for await (const _piece of workbook.csv('A', {}, notes));
        expect(notes).toEqual({ hiddenRows: 2, emptyFormulas: 1 });
      }
      await archive.close();
    });
  });

  it('can be stopped while it is read', async () => {
    await withFile(async (path) => {
      await writeWorkbook(path, {
        sheets: [{ name: 'A', rows: Array.from({ length: 20_000 }, (_, at) => [at, `x${at}`]) }],
      });
      const archive = await openZip(path);
      const workbook = await openWorkbook(archive, {});
      const stop = new AbortController();
      let pieces = 0;
      const reading = (async () => {
        for await (const _piece of workbook.csv('A', { signal: stop.signal }, noNotes())) {
          pieces++;
          stop.abort();
        }
      })();
      await expect(reading).rejects.toMatchObject({ name: 'AbortError' });
      expect(pieces).toBe(1);
      await archive.close();
    });
  });
});
