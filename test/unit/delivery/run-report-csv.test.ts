import Papa from 'papaparse';
import { expect, it } from 'vitest';
import { runReport } from '../../../src-main/delivery/run-report.ts';
import { runReportCsv } from '../../../src-main/delivery/run-report-csv.ts';
import { recordedRun } from './recorded-run.ts';

const rowsOf = (text: string) =>
  Papa.parse<string[]>(text.replace(/^\uFEFF/, ''), { skipEmptyLines: true }).data;

it('the CSV lists differences and numbers unknown to Listrak by their rows, in the file’s order', () => {
  const text = runReportCsv(recordedRun());
  expect(text.startsWith('\uFEFFFile row,')).toBe(true);
  expect(rowsOf(text)).toEqual([
    ['File row', 'Finding', 'Phone', 'Profile field', 'Sent', 'Listrak holds'],
    ['7', 'unknown to Listrak', '', '', '', ''],
    ['31', 'differs', '•••0177', 'Loyalty Tier', '•••', '•••'],
    ['512', 'unknown to Listrak', '', '', '', ''],
    ['1204', 'differs', '•••0104', 'Loyalty Tier', '•••', 'blank'],
    ['30411', 'unknown to Listrak', '', '', '', ''],
  ]);
});

it('a profile field that is named like a formula is no formula in the CSV', () => {
  const [difference] = recordedRun().differences;
  const differences = [{ ...difference!, field: '=cmd|" /c calc"!A1' }];
  expect(rowsOf(runReportCsv(recordedRun({ differences, unknownRows: [] })))[1]![3]).toBe(
    `'=cmd|" /c calc"!A1`,
  );
});

it('the CSV shows phones in full where the user wants it, and masked ones where there is none to show', () => {
  const phones = new Map([
    [7, 17175550107],
    [31, 17175550177],
  ]);
  const [, first, second, third, fourth] = rowsOf(runReportCsv(recordedRun(), phones));
  expect([first![2], second![2], third![2], fourth![2]]).toEqual([
    '17175550107',
    '17175550177',
    '',
    '•••0104',
  ]);
});

it('the CSV names the rows whose values Listrak refused, with its reason', () => {
  const refusedRows = [{ row: 9, code: 'ERROR_INVALID_EMAIL_ADDRESS' }];
  expect(rowsOf(runReportCsv(recordedRun({ refusedRows })))[2]).toEqual([
    ...['9', 'refused (ERROR_INVALID_EMAIL_ADDRESS)', '', '', '', ''],
  ]);
});

it('the JSON is all that is on record', () => {
  expect(JSON.parse(runReport(recordedRun(), 'json'))).toEqual(recordedRun());
  expect(runReport(recordedRun(), 'csv')).toBe(runReportCsv(recordedRun()));
});
