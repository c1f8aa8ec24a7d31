import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Papa from 'papaparse';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { runCli, temporaryFolder } from './run-cli.ts';

/** A saved answer of `GET …/SegmentationField`. */
const FIELDS = {
  status: 200,
  data: [
    { id: 1, name: 'First Name', dataType: 'Text', maxLength: 50 },
    { id: 2, name: 'Email Address', dataType: 'Text', maxLength: 100 },
    { id: 3, name: 'Loyalty Tier', dataType: 'Text', maxLength: 20 },
    { id: 4, name: 'Lifetime Spend', dataType: 'Number', maxLength: null },
  ].map(({ id, name, dataType, maxLength }) => ({
    segmentationFieldId: id,
    segmentationFieldName: name,
    dataType,
    maxLength,
    statusFlag: 'Active',
    somethingNew: true,
  })),
};

const AUDIENCE = [
  'phone,given_name,EMAIL ADDRESS,loyalty_tier,Lifetime Spend,Shoe Size,is_sms_opted_in',
  '(717) 555-0101,Ada,ada@example.com,Gold,"$1,234.567",38,true',
  '17175550102,Ben,ben@example.com,Silver,12,39,false',
  '17175550103,Carla,carla at example.com,Silver,12,39,true',
  '17175550101,Ada,ada@example.com,Bronze,9,38,true',
  '',
  '17175550104,Dee,dee@example.com,Silver,12,39,true,extra',
  '17175550105,Éva,,"Gold, plus ""two""",0,39,yes',
].join('\r\n');

let folder: ReturnType<typeof temporaryFolder>;
let file: string;
let fields: string;

beforeEach(() => {
  folder = temporaryFolder();
  file = folder.file('audience.csv', AUDIENCE);
  fields = folder.file('fields.json', JSON.stringify(FIELDS));
});

afterEach(() => folder.remove());

const review = (...more: string[]) => runCli(['review', file, '--fields', fields, '--json', ...more]);

describe('review --json', () => {
  test('says what the file is, what each column becomes, how every row came out and why', async () => {
    const { code, json } = await review();
    expect(code).toBe(0);
    expect(json).toEqual({
      file: {
        name: 'audience.csv',
        bytes: Buffer.byteLength(AUDIENCE),
        format: 'csv',
        encoding: 'utf-8',
        delimiter: ',',
        compression: null,
        sheet: null,
        headerRow: 1,
        header: AUDIENCE.split('\r\n')[0]!.split(','),
        sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
        hiddenRows: 0,
        emptyFormulas: 0,
      },
      columns: [
        other('phone', 'phone'),
        column('given_name', 1, 'First Name', 'Text'),
        column('EMAIL ADDRESS', 2, 'Email Address', 'Text'),
        column('loyalty_tier', 3, 'Loyalty Tier', 'Text'),
        column('Lifetime Spend', 4, 'Lifetime Spend', 'Number'),
        other('Shoe Size', 'unmatched'),
        other('is_sms_opted_in', 'optIn'),
      ],
      rows: { total: 6, ready: 2, notOptedIn: 1, invalid: 1, duplicate: 1, malformed: 1, adjusted: 1 },
      reasons: [
        { code: 'consent.no', count: 1, rows: [3] },
        { code: 'duplicate.phone', count: 1, rows: [5] },
        { code: 'email.invalid', count: 1, rows: [4] },
        { code: 'row.tooManyCells', count: 1, rows: [7] },
      ],
      notes: [{ code: 'number.rounded', count: 1, rows: [2] }],
      consent: {
        asked: 5,
        column: {
          header: 'is_sms_opted_in',
          readAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
          ...{ yes: 4, no: 1, unknown: 0 },
        },
        file: null,
        listrak: null,
        outcome: { yes: 4, no: 1, unknown: 0, conflicting: 0, optedOutInListrak: 0 },
      },
      timing: { ms: expect.any(Number) },
    });
  });

  test('takes the columns as they are mapped by hand, and leaves out what is mapped to nothing', async () => {
    const { json } = await review('--map', 'Shoe Size=Lifetime Spend', '--map', 'loyalty_tier=');
    const roles = Object.fromEntries(
      json.columns.map(
        ({ header, role, field }: { header: string; role: string; field: { name: string } }) => [
          header,
          field?.name ?? role,
        ],
      ),
    );
    expect(roles).toMatchObject({
      'Shoe Size': 'Lifetime Spend',
      loyalty_tier: 'ignored',
      'Lifetime Spend': 'unmatched',
    });
  });

  test('takes the last of several rows with one phone when asked to', async () => {
    const { json } = await review('--keep', 'last');
    expect(json.reasons).toContainEqual({ code: 'duplicate.phone', count: 1, rows: [2] });
  });

  test('takes only the answers given as yes, and every other one for unknown or no', async () => {
    const { json } = await review('--opt-in', 'is_sms_opted_in=yes');
    expect(json.rows).toMatchObject({ ready: 1, notOptedIn: 4 });
    expect(json.reasons).toContainEqual({ code: 'consent.unknown', count: 3, rows: [2, 4, 5] });
  });

  test('counts everybody as not opted in when no column says it, unless the user goes on without', async () => {
    const without = ['--map', 'is_sms_opted_in='];
    expect((await review(...without)).json.rows).toMatchObject({ ready: 0, notOptedIn: 5 });
    const accepted = await review(...without, '--no-consent-information');
    expect(accepted.json.rows).toMatchObject({ ready: 3, notOptedIn: 0 });
  });

  test('ends with 3 on --strict when rows are left out', async () => {
    expect((await review('--strict')).code).toBe(3);
  });

  test('writes the rows left out with their reasons, readable by their owner alone', async () => {
    const rejects = join(folder.path, 'rejects.csv');
    await review('--rejects', rejects);
    const { data } = Papa.parse<string[]>(readFileSync(rejects, 'utf8'), { skipEmptyLines: true });
    expect(data.map(([row, outcome, reasons]) => [row, outcome, reasons])).toEqual([
      ['File row', 'Outcome', 'Reasons'],
      ['3', 'notOptedIn', 'consent.no'],
      ['4', 'invalid', 'email.invalid'],
      ['5', 'duplicate', 'duplicate.phone'],
      ['7', 'malformed', 'row.tooManyCells'],
    ]);
    expect(data[1]!.slice(3, 5)).toEqual(['is_sms_opted_in: They did not opt in.', 'is_sms_opted_in']);
    expect(data[2]!.slice(5)).toEqual(AUDIENCE.split('\r\n')[3]!.split(','));
    expect(statSync(rejects).mode & 0o777).toBe(0o600);
  });
});

describe('normalise', () => {
  test('writes the phone first, then the mapped fields by their names, in the form in which they are sent', async () => {
    const out = join(folder.path, 'out.csv');
    const { code, json } = await runCli([
      'normalise',
      file,
      '--fields',
      fields,
      '--out',
      out,
      '--country',
      'us',
      '--json',
    ]);
    expect(code).toBe(0);
    const written = readFileSync(out, 'utf8');
    expect(written).toBe(
      [
        'Phone,First Name,Email Address,Loyalty Tier,Lifetime Spend',
        '17175550101,Ada,ada@example.com,Gold,1234.57',
        '17175550105,Éva,,"Gold, plus ""two""",0',
        '',
      ].join('\r\n'),
    );
    expect(json.out).toEqual([{ name: 'out.csv', rows: 2, bytes: Buffer.byteLength(written) }]);
    expect(json.rows.ready).toBe(2);
    expect(statSync(out).mode & 0o777).toBe(0o600);
  });

  test('never writes over the audience file, however its path is spelt', async () => {
    for (const out of [file, join(folder.path, '.', 'x', '..', 'audience.csv')]) {
      const { code } = await runCli(['normalise', file, '--fields', fields, '--out', out, '--json']);
      expect(code).toBe(2);
      expect(readFileSync(file, 'utf8')).toBe(AUDIENCE);
    }
  });

  test('leaves no file behind when it cannot be written whole', async () => {
    const { code, json } = await runCli([
      'normalise',
      file,
      '--fields',
      fields,
      '--out',
      join(folder.path, 'no-such-folder', 'out.csv'),
      '--json',
    ]);
    expect(code).toBe(1);
    expect(json.error.code).toBe('output.cannotWrite');
  });
});

test('a file given as profile fields that holds none ends with a sentence', async () => {
  writeFileSync(fields, '{"status":200}');
  const { code, json } = await review();
  expect(code).toBe(1);
  expect(json.error).toMatchObject({ code: 'fields.unreadable' });
});

function column(header: string, id: number, name: string, dataType: string) {
  return { ...other(header, 'field'), field: { id, name, dataType } };
}

function other(header: string, role: string) {
  return { header, role, field: null, note: null, constant: null, summary: expect.any(Object) };
}
