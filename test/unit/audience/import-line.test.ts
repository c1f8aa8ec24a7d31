import fc from 'fast-check';
import Papa from 'papaparse';
import { expect, it } from 'vitest';
import { PLAIN_CSV } from '../../../src-main/audience/csv-line.ts';
import { makeJudge } from '../../../src-main/audience/judge.ts';
import { judgeAgain, lineWriter, normalisedHeader } from '../../../src-main/audience/normalised.ts';
import { field, reviewText } from './review-text.ts';

const FORMAT = { ...PLAIN_CSV, writePhone: String };
const CARRIED = [field('Tier', 'Text'), field('Points', 'Number'), field('Store', 'Text')];
const BY_CONTACT = [field('Birthday', 'Date', { id: -1 }), field('Email Address', 'Text', { id: -2 })];
const FIELDS = [...CARRIED, ...BY_CONTACT];
const CELLS: Record<string, string> = {
  ...{ Phone: '7175550101', Tier: 'Gold, or "so"', Points: '12', Store: '', Birthday: '2/3/1990' },
  ...{ 'Email Address': 'ada@example.com', Skipped: 'x' },
};

it('the import’s file has no column that is changed contact by contact, whatever the order of the columns', () => {
  const names = Object.keys(CELLS);
  fc.assert(
    fc.property(fc.shuffledSubarray(names, { minLength: names.length }), (headers) => {
      const text = Papa.unparse([headers, headers.map((name) => CELLS[name]!)]);
      const { plan, index, assumed } = reviewText(text, FIELDS);
      const { phone, values } = judgeAgain(
        headers.map((name) => CELLS[name]!),
        0,
        index,
        makeJudge(plan, assumed),
      )!;
      const line = lineWriter(plan.columns, FORMAT)(phone, values);
      const file = Papa.parse<string[]>(normalisedHeader(plan.columns, FORMAT) + line, {
        skipEmptyLines: true,
      });
      const carried = headers.filter((name) => CARRIED.some((one) => one.name === name));
      expect(file.data).toEqual([
        ['Phone', ...carried],
        ['17175550101', ...carried.map((name) => CELLS[name])],
      ]);
    }),
  );
});

it('the import’s file has all columns where none is changed contact by contact', () => {
  const { plan, index, assumed } = reviewText('Store,Phone,Tier\nMain,7175550101,Gold', CARRIED);
  const { phone, values } = judgeAgain(['Main', '7175550101', 'Gold'], 0, index, makeJudge(plan, assumed))!;
  expect(normalisedHeader(plan.columns, FORMAT)).toBe(`Phone,Store,Tier${FORMAT.lineEnd}`);
  expect(lineWriter(plan.columns, FORMAT)(phone, values)).toBe(`17175550101,Main,Gold${FORMAT.lineEnd}`);
});
