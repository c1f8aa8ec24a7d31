import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { runCli, temporaryFolder } from './run-cli.ts';

let folder: ReturnType<typeof temporaryFolder>;
let file: string;
let fields: string;

const FIELDS = [
  { id: 1, name: 'Birthday', dataType: 'Date' },
  { id: 2, name: 'Renewal Date', dataType: 'Date' },
  { id: 3, name: 'Email Address', dataType: 'Text' },
].map(({ id, name, dataType }) => ({
  segmentationFieldId: id,
  segmentationFieldName: name,
  dataType,
  maxLength: null,
  statusFlag: 'Active',
}));

beforeEach(() => {
  folder = temporaryFolder();
  file = folder.file(
    'audience.csv',
    [
      'phone,Email Address,Renewal_Date,is_sms_opted_in',
      '17175550101,ada@example.com,03/04/1990,true',
      '17175550102,carla at example.com,03/05/1990,true',
      '717555,dee@example.com,soon,true',
    ].join('\n'),
  );
  fields = folder.file('fields.json', JSON.stringify({ status: 200, data: FIELDS }));
});

afterEach(() => folder.remove());

const run = (command: string, ...more: string[]) =>
  runCli([command, file, '--fields', fields, '--json', ...more]);

describe('options for a column', () => {
  test('hold together however its name is spelt', async () => {
    const { code, json } = await run(
      'fields',
      ...['--date-order', 'Renewal_Date=day-first', '--send-without', 'renewal date'],
    );
    expect(code).toBe(0);
    expect(json.columns[2].examples).toMatchObject([
      { value: '03/04/1990', sent: '04/03/1990' },
      { value: '03/05/1990', sent: '05/03/1990' },
      { value: 'soon', sent: '' },
    ]);
  });

  test.each([
    ['in one spelling', 'Renewal_Date', 2, 'use.wrong'],
    ['in two', 'renewal date', 1, 'mapping.twoDateOrders'],
  ])('that say two orders, %s, are refused', async (_how, other, code, problem) => {
    const result = await run(
      'review',
      ...['--date-order', 'Renewal_Date=day-first', '--date-order', `${other}=month-first`],
    );
    expect([result.code, result.json.error.code]).toEqual([code, problem]);
    expect(result.json.error.message).toContain('“Renewal_Date”');
  });

  test('may say one order twice', async () => {
    const order = ['--date-order', 'Renewal_Date=day-first'];
    expect((await run('review', ...order, ...order)).code).toBe(0);
  });

  test.each([
    ['--send-without', 'phone', 'phone'],
    ['--send-without', 'is_sms_opted_in', 'is_sms_opted_in'],
    ['--date-order', 'Email Address=day-first', 'Email Address'],
    ['--date-order', 'phone=day-first', 'phone'],
  ])('are refused where they do nothing: %s %s', async (option, value, column) => {
    const rejects = join(folder.path, 'rejects.csv');
    const { code, json } = await run('review', option, value, '--rejects', rejects);
    expect([code, json.error.code]).toEqual([2, 'use.wrong']);
    expect(json.error.message).toContain(`${option} does nothing for the column “${column}”`);
    expect(json.error.message).toMatch(/\. Nothing was sent\.$/);
  });
});

describe('JSON', () => {
  const CELLS = /717555|carla|ada@|soon|1990/;

  test('of a review or a normalised file holds no cell, but the numbers of the rows', async () => {
    const review = await run('review');
    const normalised = await run('normalise', '--out', join(folder.path, 'out.csv'));
    for (const { stdout, json } of [review, normalised]) {
      expect(stdout).not.toMatch(CELLS);
      expect(json.columns[1].summary.problems).toEqual([{ code: 'email.invalid', count: 1, rows: [3] }]);
      expect(json.columns[2].summary.problems).toContainEqual({ code: 'date.invalid', count: 1, rows: [4] });
    }
  });

  test('of a push that is not confirmed holds none either', async () => {
    const options = ['--account', 'practice', '--json', '--data-dir', folder.path];
    const { code, stdout, json } = await runCli(['push', file, ...options]);
    expect([code, json.error.code]).toEqual([2, 'push.notConfirmed']);
    expect(json.review.columns[0].summary.problems).toEqual([{ code: 'phone.invalid', count: 1, rows: [4] }]);
    expect(stdout).not.toMatch(CELLS);
  });
});

test('fields says that it needs profile fields to check against', async () => {
  const { code, json } = await runCli(['fields', file, '--json']);
  expect([code, json.error.code]).toEqual([2, 'use.wrong']);
  expect(json.error.message).toContain('--account or --fields');
});
