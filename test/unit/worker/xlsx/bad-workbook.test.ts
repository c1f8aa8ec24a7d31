import { readFileSync, writeFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AppError } from '../../../../src-main/contract/failure.ts';
import { SharedStrings } from '../../../../src-main/worker/source/xlsx/shared-strings.ts';
import {
  type Cell,
  type Parts,
  relations,
  workbookParts,
  writeZip,
} from '../../../fixtures/write-workbook.mjs';
import { csvOf, csvOfFile, csvOfXml, withFile } from './read-workbook.ts';

const ROWS: Cell[][] = [
  ['phone', 'name', 'birthday'],
  [17175550101, 'Ann', { number: 30756, style: 1 }],
  [17175550102, 'Zoë', { number: 30757, style: 1 }],
];
const good = () => workbookParts({ sheets: [{ name: 'A', rows: ROWS }], styles: [14] });
const SHEET =
  '<worksheet><sheetData><row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="inlineStr"><is><t>name</t></is></c></row><row r="3"><c r="A3"><v>17175550101</v></c><c r="C3" s="1"><v>30756</v></c></row></sheetData></worksheet>';
const STRINGS = '<sst><si><t>phone</t></si></sst>';
const row = (cells: string) => `<row>${cells}</row>`;

describe('a bad workbook', () => {
  it.each<[what: string, code: string, parts: Parts]>([
    ['that is binary', 'file.format', { ...good(), 'xl/workbook.bin': '' }],
    ['without sheets', 'file.format', workbookParts({ sheets: [] })],
    [
      'with a chart alone',
      'file.format',
      { ...good(), 'xl/_rels/workbook.xml.rels': relations([['chartsheet', 'chartsheets/sheet1.xml']]) },
    ],
    [
      'whose sheet is missing',
      'file.damaged',
      { ...good(), 'xl/_rels/workbook.xml.rels': relations([['worksheet', 'worksheets/sheet7.xml']]) },
    ],
    [
      'whose sheet is cut short',
      'file.damaged',
      { ...good(), 'xl/worksheets/sheet1.xml': '<worksheet><sheetData>' },
    ],
    ['whose sheet is empty', 'file.damaged', { ...good(), 'xl/worksheets/sheet1.xml': '' }],
    [
      'whose sheet is no UTF-8',
      'file.damaged',
      { ...good(), 'xl/worksheets/sheet1.xml': Buffer.from([60, 97, 62, 255]) },
    ],
    [
      'whose layout is huge',
      'file.damaged',
      { ...good(), 'xl/styles.xml': `<a>${' '.repeat(16_777_216)}</a>` },
    ],
  ])('%s is told as %s', async (_what, code, parts) => {
    await expect(csvOf(parts)).rejects.toMatchObject({
      code,
      message: expect.stringMatching(/ Nothing was sent\.$/),
    });
  });

  it.each([
    ['an entity of its own', row('<c t="str"><v>&x;</v></c>')],
    ['a tag that is not closed', '<row><c></row>'],
    ['a text that does not exist', row('<c t="s"><v>7</v></c>')],
    ['a text of no number', row('<c t="s"><v>x</v></c>')],
    ['a column beyond the last', row('<c r="XFE1"><v>1</v></c>')],
    ['a column far beyond the last', row(`<c r="${'Z'.repeat(1_000)}1"><v>1</v></c>`)],
    ['a cell without a column', row('<c r="1"><v>1</v></c>')],
    ['cells out of order', row('<c r="B1"><v>1</v></c><c r="A1"><v>1</v></c>')],
    ['a cell twice', row('<c r="A1"><v>1</v></c><c r="A1"><v>1</v></c>')],
    ['a row beyond the last', '<row r="1048577"/>'],
    ['rows out of order', '<row r="2"/><row r="1"/>'],
    ['a row of no number', '<row r="x"/>'],
    ['elements in elements without end', '<a>'.repeat(100_000)],
    ['a tag without end', `<row x="${' '.repeat(17_000_000)}"/>`],
  ])('with %s is told as damaged', async (_what, xml) => {
    await expect(csvOfXml(xml)).rejects.toMatchObject({ code: 'file.damaged' });
  });

  it('with entities that would grow without end is told as damaged', async () => {
    const bomb =
      '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><worksheet><sheetData><row><c t="str"><v>&b;</v></c></row></sheetData></worksheet>';
    await expect(csvOf({ ...good(), 'xl/worksheets/sheet1.xml': bomb })).rejects.toMatchObject({
      code: 'file.damaged',
    });
  });

  it('with a row too long to be read keeps the row, longer than any that is read', async () => {
    const text = `<si><t>${'x'.repeat(1_000_000)}</t></si>`;
    const csv = await csvOfXml(`${row('<c t="s"><v>0</v></c>'.repeat(50))}${row('<c><v>1</v></c>')}`, text);
    const [first, second] = csv.split('\n');
    expect(first!.length).toBeGreaterThan(1_048_576);
    expect(first!.length).toBeLessThan(4_000_000);
    expect(second).toMatch(/^1,*$/);
  });

  it('with a text repeated until it would fill the memory is told as too large', async () => {
    const text = `<si><t>${'x'.repeat(1_500_000)}</t></si>`;
    await expect(csvOfXml(row('<c t="s"><v>0</v></c>').repeat(60), text)).rejects.toMatchObject({
      code: 'file.tooLarge',
    });
  });

  it('with more text than fits into memory is told as too large', () => {
    const strings = new SharedStrings();
    const text = 'x'.repeat(60_000_000);
    expect(() => {
      for (let times = 0; times < 10; times++) strings.add(text);
    }).toThrow(expect.objectContaining({ code: 'file.tooLarge' }));
  });

  it('is read right or told so, however its bytes are changed or cut', async () => {
    await withFile(async (path) => {
      await writeZip(path, good());
      const whole = readFileSync(path);
      const right = await csvOfFile(path);
      expect(right).toBe('phone,name,birthday\n17175550101,Ann,1984-03-15\n17175550102,Zoë,1984-03-16\n');
      const changes = fc.array(fc.tuple(fc.nat(whole.length - 1), fc.nat(255)), {
        minLength: 1,
        maxLength: 4,
      });
      const length = fc.oneof({ weight: 9, arbitrary: fc.constant(whole.length) }, fc.nat(whole.length));
      await fc.assert(
        fc.asyncProperty(changes, length, async (changed, kept) => {
          const bytes = Buffer.from(whole);
          for (const [at, byte] of changed) bytes[at] = byte;
          writeFileSync(path, bytes.subarray(0, kept));
          expect(await csvOrCode(csvOfFile(path))).toBeOneOf([right, expect.stringMatching(/^file\.\w+$/)]);
        }),
        { numRuns: 200 },
      );
    });
  });

  it('is read or told as what it is, however its XML is changed', async () => {
    const parts = { ...good(), 'xl/worksheets/sheet1.xml': SHEET, 'xl/sharedStrings.xml': STRINGS };
    const names = Object.keys(parts).filter((name) => name.startsWith('xl/'));
    const piece = fc.constantFrom(
      '',
      '<',
      '>',
      '/',
      '"',
      '9',
      '-',
      ' ',
      '&',
      ']]>',
      '<!--',
      '<c/>',
      '<v>',
      'x:',
      '\0',
    );
    const changes = fc.array(fc.tuple(fc.constantFrom(...names), fc.nat(), fc.nat(8), piece), {
      minLength: 1,
      maxLength: 3,
    });
    await fc.assert(
      fc.asyncProperty(changes, async (changed) => {
        const mutated: Record<string, string> = { ...(parts as Record<string, string>) };
        for (const [name, place, count, put] of changed) {
          const at = place % mutated[name]!.length;
          mutated[name] = mutated[name]!.slice(0, at) + put + mutated[name]!.slice(at + count);
        }
        expect(typeof (await csvOrCode(csvOf(mutated)))).toBe('string');
      }),
      { numRuns: 200 },
    );
  });
});

/** What was read, or the code of the failure; any other error is thrown on. */
async function csvOrCode(reading: Promise<string>): Promise<string> {
  try {
    return await reading;
  } catch (error) {
    if (error instanceof AppError) return error.code;
    throw error;
  }
}
