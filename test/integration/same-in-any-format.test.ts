import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import Papa from 'papaparse';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { writeWorkbook, writeZip } from '../fixtures/write-workbook.mjs';
import { runCli, temporaryFolder } from './run-cli.ts';

const ROWS = [
  ['phone', 'First Name', 'Postal Code', 'Birthday', 'is_sms_opted_in'],
  ...Array.from({ length: 300 }, (_, row) => [
    `(717) 555-${String(row).padStart(4, '0')}`,
    ['Zoé', 'Ann, "Annie"', 'Bo;Li', 'Éva|Tab', 'Cy'][row % 5]!,
    row % 7 === 0 ? '501' : '17101',
    '1984-03-15',
    row % 11 === 0 ? 'no' : 'yes',
  ]),
];
const text = Papa.unparse(ROWS);
const cutBy = (delimiter: string) => Papa.unparse(ROWS, { delimiter });

let folder: ReturnType<typeof temporaryFolder>;
beforeAll(() => {
  folder = temporaryFolder();
});
afterAll(() => folder.remove());

/** The file that a push of an audience would upload. */
async function uploadOf(path: string, ...options: string[]): Promise<string> {
  const out = join(folder.path, 'out.csv');
  const { code, stderr } = await runCli([
    'normalise',
    path,
    '--account',
    'practice',
    '--out',
    out,
    '--data-dir',
    folder.path,
    ...options,
  ]);
  expect([code, stderr]).toEqual([0, expect.any(String)]);
  return readFileSync(out, 'utf8');
}

const write = (name: string, content: string | Uint8Array) => folder.file(name, content);
const FORMATS: [name: string, path: () => string | Promise<string>, ...options: string[]][] = [
  ['semicolons', () => write('semicolon.csv', cutBy(';'))],
  ['tabs', () => write('tab.tsv', cutBy('\t'))],
  ['bars', () => write('bar.txt', cutBy('|'))],
  ['carriage returns', () => write('cr.csv', text.replaceAll('\r\n', '\r'))],
  ['UTF-8 with a mark', () => write('mark.csv', `\ufeff${text}`)],
  ['UTF-16', () => write('utf16.csv', Buffer.from(`\ufeff${text}`, 'utf16le'))],
  ['UTF-16 from the other end', () => write('utf16be.csv', Buffer.from(`\ufeff${text}`, 'utf16le').swap16())],
  ['Windows-1252', () => write('windows.csv', Buffer.from(text, 'latin1'))],
  ['gzip', () => write('audience.csv.gz', gzipSync(text))],
  [
    'zip',
    async () => {
      const path = join(folder.path, 'audience.zip');
      await writeZip(path, { 'audience.csv': text });
      return path;
    },
  ],
  ['a title above', () => write('title.csv', `Report\r\n\r\n${text}`), '--header-row', '3'],
  [
    'a workbook',
    async () => {
      const path = join(folder.path, 'audience.xlsx');
      await writeWorkbook(path, { sheets: [{ name: 'Audience', rows: ROWS }] });
      return path;
    },
  ],
];

test.each(FORMATS)(
  'an audience in another form, %s, comes to the very import that it comes to as plain CSV',
  async (_what, path, ...options) => {
    const plain = await uploadOf(write('plain.csv', text));
    expect(plain.split('\r\n')).toHaveLength(1 + ROWS.filter((cells) => cells[4] === 'yes').length + 1);
    expect(await uploadOf(await path(), ...options)).toBe(plain);
  },
);
