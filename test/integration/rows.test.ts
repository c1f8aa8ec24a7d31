import { utimesSync, writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { AudienceReader } from '../../src-main/application/ports.ts';
import { mapColumns } from '../../src-main/audience/mapping.ts';
import { USUAL_MEANINGS } from '../../src-main/contract/consent.ts';
import type { ProfileField } from '../../src-main/contract/profile-field.ts';
import { AS_FOUND } from '../../src-main/contract/reading.ts';
import type { ReviewedRow, RowFilter } from '../../src-main/contract/rows.ts';
import { startThreadedReader } from '../../src-main/worker/threaded-reader.ts';
import { temporaryFolder } from './run-cli.ts';

const WORKER = pathToFileURL(new URL('../../out/main/review-worker.js', import.meta.url).pathname);
const ALL: RowFilter = { outcome: null, reason: null, search: '' };
const FIELDS: ProfileField[] = [
  { id: 1, name: 'First Name', dataType: 'Text', maxLength: 50, disabled: false },
  { id: 2, name: 'Points', dataType: 'Number', maxLength: null, disabled: false },
];
const HEADER = 'phone,first name,points,is_sms_opted_in';
const PEOPLE = [
  HEADER,
  '(717) 555-0101,Ada,"1,000",true',
  '7175550102,Éva,2,FALSE',
  '7175550103,Zoé,three,true',
  '7175550104,Bo,4,true,more',
  '7175550105,"Lee, Jr.",5,True',
  '7175550106,"Voilà',
].join('\n');

let folder: ReturnType<typeof temporaryFolder>;
let reader: AudienceReader;

beforeEach(() => {
  folder = temporaryFolder();
  reader = startThreadedReader(WORKER);
});
afterEach(async () => {
  await reader.close();
  folder.remove();
});

async function review(content: string): Promise<string> {
  const path = folder.file('audience.csv', content);
  const { beginning } = await reader.open(path, AS_FOUND);
  await judge(beginning.head!.header);
  return path;
}

async function judge(header = HEADER.split(',')): Promise<void> {
  const columns = mapColumns(header, FIELDS);
  const { position } = columns.find(({ role }) => role === 'optIn')!;
  const consent = { kind: 'column' as const, position, meanings: USUAL_MEANINGS };
  const rules = { usesConsentFile: false, country: 'US' as const, keep: 'first' as const };
  await reader.review({ columns, consent, ...rules, today: '2026-11-24' });
}

async function rowsOf(changes: Partial<RowFilter>): Promise<ReviewedRow[]> {
  const { layout, count } = await reader.findRows({ ...ALL, ...changes });
  return await reader.rows({ layout, from: 0, count });
}

describe('the reviewed rows, from the thread that reads the file', () => {
  test('are shown as they are in the file and as they would be sent', async () => {
    await review(PEOPLE);
    const rows = await rowsOf({ outcome: 'ready' });
    expect(rows).toEqual([
      {
        row: 0,
        fileRow: 2,
        outcome: 'ready',
        reasons: [],
        notes: [],
        findings: [],
        cells: ['(717) 555-0101', 'Ada', '1,000', 'true'],
        sent: ['17175550101', 'Ada', '1000', null],
      },
      {
        row: 4,
        fileRow: 6,
        outcome: 'ready',
        reasons: [],
        notes: [],
        findings: [],
        cells: ['7175550105', 'Lee, Jr.', '5', 'True'],
        sent: ['17175550105', 'Lee, Jr.', '5', null],
      },
    ]);
  });

  test('say in which column each of their reasons was found', async () => {
    await review(PEOPLE);
    const found = (await rowsOf({})).map(({ findings }) => findings);
    const [no, bad] = [
      { position: 3, code: 'consent.no' },
      { position: 2, code: 'number.invalid' },
    ];
    expect(found).toEqual([[], [no], [bad], [], [], []]);
  });

  test.each<[string, Partial<RowFilter>, number[]]>([
    ['all', {}, [0, 1, 2, 3, 4, 5]],
    ['an outcome', { outcome: 'malformed' }, [3, 5]],
    ['a reason', { reason: 'number.invalid' }, [2]],
    ['a text', { search: 'É' }, [1, 2]],
    ['a phone', { search: '(717) 555-0105' }, [4]],
    ['a text and an outcome', { search: 'é', outcome: 'notOptedIn' }, [1]],
    ['nothing', { search: 'nobody' }, []],
  ])('are found by %s', async (_what, filter, rows) => {
    await review(PEOPLE);
    expect((await rowsOf(filter)).map(({ row }) => row)).toEqual(rows);
  });

  test('say what the opt-in column says', async () => {
    await review(PEOPLE);
    expect(await reader.answers()).toEqual({
      answers: [
        { shown: 'true', count: 3, means: 'yes' },
        { shown: 'FALSE', count: 1, means: 'no' },
      ],
      otherAnswers: 0,
    });
  });

  test('have places among the ready rows, by which they can be had for a sample', async () => {
    await review(PEOPLE);
    const places = await reader.placesOf([4, 2, 0]);
    expect(places).toEqual([0, 1]);
    expect((await reader.readyRows(places)).map(({ fileRow }) => fileRow)).toEqual([2, 6]);
  });

  test('are laid out anew once they are settled anew', async () => {
    await review(PEOPLE);
    const { layout } = await reader.findRows({ ...ALL, outcome: 'ready' });
    await reader.leaveOut({
      phones: Float64Array.of(17175550101),
      dates: Float64Array.of(Number.NaN),
      reasons: Uint16Array.of(0),
      reasonTexts: [''],
      readAt: '2026-11-24T10:00:00.000Z',
    });
    const stale = { code: 'rows.stale' };
    await expect(reader.rows({ layout, from: 0, count: 9 })).rejects.toMatchObject(stale);
    expect((await rowsOf({ outcome: 'ready' })).map(({ row }) => row)).toEqual([4]);
    const later = await reader.findRows(ALL);
    await judge();
    await expect(reader.rows({ layout: later.layout, from: 0, count: 9 })).rejects.toMatchObject(stale);
  });

  test('are not there before a review', async () => {
    await reader.open(folder.file('audience.csv', PEOPLE), AS_FOUND);
    const notReviewed = { code: 'file.notReviewed' };
    await expect(reader.findRows(ALL)).rejects.toMatchObject(notReviewed);
    await expect(reader.rows({ layout: 1, from: 0, count: 1 })).rejects.toMatchObject(notReviewed);
    await expect(reader.answers()).rejects.toMatchObject(notReviewed);
    await expect(reader.placesOf([0])).rejects.toMatchObject(notReviewed);
  });

  test('are not shown of a file that has changed, even where nothing of it is sent', async () => {
    const path = await review(PEOPLE);
    const { layout } = await reader.findRows(ALL);
    writeFileSync(path, PEOPLE.replace('Éva', 'Eva!'));
    utimesSync(path, 1, 1);
    const changed = { code: 'file.changed' };
    await expect(reader.rows({ layout, from: 0, count: 1 })).rejects.toMatchObject(changed);
    await expect(reader.findRows({ ...ALL, search: 'Ada' })).rejects.toMatchObject(changed);
    const leftOut = async () => {
      for await (const _bytes of reader.rejectsBytes());
    };
    await expect(leftOut()).rejects.toMatchObject(changed);
  });

  test('that are left out are written with the columns that their reasons are about', async () => {
    await review(`${PEOPLE}"\n7175550107,Cy,many,true\n717,Di,none,true\n7175550105,Al,6,true\n`);
    let csv = '';
    for await (const bytes of reader.rejectsBytes()) csv += Buffer.from(bytes).toString();
    const lines = csv.split(/\r?\n/);
    expect(lines[0]).toBe(`File row,Outcome,Reasons,Why,Columns,${HEADER}`);
    expect(lines[1]).toContain(',is_sms_opted_in: They did not opt in.,is_sms_opted_in,7175550102,');
    expect(lines[2]).toContain(',points: The number is not one.,points,7175550103,');
    expect(lines[3]).toContain(',The row has more values than the header has columns.,,');
    expect(lines.at(-3)).toContain(
      ',phone: The phone is no possible number. points: The number is not one.,"phone, points",717,',
    );
    expect(lines.at(-2)).toContain(',The same phone is sent from another row.,,7175550105,Al,');
  });

  test('keep the last letter of a malformed row, in the rows left out as well', async () => {
    await review(`${PEOPLE}\n`);
    expect((await rowsOf({ reason: 'row.unclosedQuote' }))[0]!.cells).toEqual(['7175550106,"Voilà']);
    let csv = '';
    for await (const bytes of reader.rejectsBytes()) csv += Buffer.from(bytes).toString();
    expect(csv).toContain('"7175550106,""Voilà"');
  });
});

describe('a search through a file of many pieces', () => {
  const ROWS = 300_000;
  const name = (row: number) => (row % 1000 === 7 ? `Näme ${row}` : `"Name, ${row}"`);
  const content = () =>
    [
      HEADER,
      ...Array.from({ length: ROWS }, (_, row) => `717${200_0000 + row},${name(row)},${row},true`),
    ].join('\n');

  test('finds every row, tells how far it is, and its pages are the rows found', async () => {
    await review(content());
    const told: number[] = [];
    const { layout, count } = await reader.findRows(
      { ...ALL, search: 'NÄME' },
      { onProgress: ({ bytes, ofBytes }) => told.push(bytes / ofBytes) },
    );
    expect(count).toBe(ROWS / 1000);
    expect(told.length).toBeGreaterThan(5);
    expect(told.at(-1)).toBe(1);
    const page = await reader.rows({ layout, from: 10, count: 20 });
    expect(page.map(({ row }) => row)).toEqual(Array.from({ length: 20 }, (_, at) => (at + 10) * 1000 + 7));
    expect(page.every(({ row, cells }) => cells[1] === `Näme ${row}`)).toBe(true);
    expect((await reader.findRows({ ...ALL, search: 'name, ' })).count).toBe(ROWS - ROWS / 1000);
  });

  test('stops when asked to, and what was found until then can be looked at', async () => {
    await review(content());
    const stop = new AbortController();
    const { layout, count, complete } = await reader.findRows(
      { ...ALL, search: 'näme' },
      { onProgress: ({ found }) => found.count > 0 && stop.abort(), signal: stop.signal },
    );
    expect(complete).toBe(false);
    expect(count).toBeGreaterThan(0);
    expect(count).toBeLessThan(ROWS / 1000);
    const rows = await reader.rows({ layout, from: 0, count: 200 });
    expect(rows.map(({ row }) => row)).toEqual(Array.from({ length: count }, (_, at) => at * 1000 + 7));
  });

  test('shows what is found while it goes on', async () => {
    await review(content());
    const pages: Promise<ReviewedRow[]>[] = [];
    const counts: number[] = [];
    await reader.findRows(
      { ...ALL, search: 'näme' },
      {
        onProgress: ({ found: { layout, count } }) => {
          counts.push(count);
          pages.push(reader.rows({ layout, from: 0, count: 200 }));
        },
      },
    );
    const seen = (await Promise.all(pages)).map((rows) => rows.length);
    expect(counts).toEqual([...counts].sort((one, other) => one - other));
    // By the time a page is read, more may have been found.
    for (const [place, length] of seen.entries())
      expect(length).toBeGreaterThanOrEqual(Math.min(counts[place]!, 200));
    expect(counts[0]).toBeLessThan(ROWS / 1000);
  });

  test('of nothing left out is stopped, too, when asked to: no end of it comes', async () => {
    await review(content());
    const stop = new AbortController();
    const pieces = reader.rejectsBytes({ signal: stop.signal })[Symbol.asyncIterator]();
    // Its header comes first, and after it only the end.
    await pieces.next();
    const end = pieces.next();
    stop.abort();
    await expect(end).rejects.toThrow(/stopped|aborted/i);
  });

  test('of pages gives way to another file: they are stale, and no file is blamed', async () => {
    const path = await review(content());
    for (let round = 0; round < 20; round++) {
      const { layout } = await reader.findRows(ALL);
      const pages = Array.from({ length: 8 }, (_, place) =>
        reader.rows({ layout, from: place * 5000, count: 100 }).catch(({ code }) => code),
      );
      const opened = reader.open(path, AS_FOUND);
      for (const page of await Promise.all(pages)) {
        if (!Array.isArray(page)) expect(['rows.stale', 'file.notReviewed']).toContain(page);
      }
      await opened;
      await judge();
    }
  });

  test('gives way to a newer one', async () => {
    await review(content());
    const older = reader.findRows({ ...ALL, search: 'n' });
    const newer = reader.findRows({ ...ALL, search: 'näme' });
    await expect(older).rejects.toMatchObject({ code: 'rows.stale' });
    expect((await newer).count).toBe(ROWS / 1000);
  });
});
