import { appendFileSync, chmodSync, readdirSync, statSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { AudienceReader, OpenedFile } from '../../src-main/application/ports.ts';
import { AppError, type Failure } from '../../src-main/contract/failure.ts';
import { OUTCOMES } from '../../src-main/contract/outcome.ts';
import {
  AS_FOUND,
  type Head,
  headSchema,
  type Source,
  sourceSchema,
} from '../../src-main/contract/reading.ts';
import type { Review } from '../../src-main/contract/review.ts';
import type { ReviewedRow } from '../../src-main/contract/rows.ts';
import { startThreadedReader } from '../../src-main/worker/threaded-reader.ts';
import type { Expected } from '../fixtures/hazards/expectation.ts';
import { EXPECTED } from '../fixtures/hazards/expected.ts';
import { PLAIN_SOURCE } from '../fixtures/plain-source.ts';
import { skip } from '../skip.ts';
import { everyRow, expectSentence, reviewOpened } from './read-file.ts';
import { temporaryFolder } from './run-cli.ts';

const WORKER = pathToFileURL(new URL('../../out/main/review-worker.js', import.meta.url).pathname);
const FOLDER = fileURLToPath(new URL('../fixtures/hazards/', import.meta.url));

const { bytes: _bytes, ...PLAIN_FILE } = PLAIN_SOURCE;
const WORKBOOK: Omit<Source, 'bytes'> = {
  ...PLAIN_FILE,
  format: 'xlsx',
  encoding: null,
  sheets: [{ name: 'Sheet1', hidden: false }],
  sheet: 'Sheet1',
};
const USUAL_HEAD: Omit<Head, 'preview'> = {
  delimiter: ',',
  headerRow: 1,
  suggestedHeaderRow: null,
  header: ['phone', 'first name', 'is_sms_opted_in'],
};

// One for all of them: a file that was no good leaves the next one alone.
let reader: AudienceReader;
beforeAll(() => {
  reader = startThreadedReader(WORKER);
});
afterAll(() => reader.close());

describe('a file with one hazard is read as its table says', () => {
  test('and every file has its place in the table', () => {
    const files = readdirSync(FOLDER).filter((name) => !/^\.|\.(ts|mjs)$/.test(name));
    expect(files).toEqual(Object.keys(EXPECTED).sort());
  });

  for (const [name, ways] of Object.entries(EXPECTED)) {
    for (const expected of ways) {
      const { reading } = expected;
      test(reading ? `${name}, read as ${JSON.stringify(reading)}` : name, async () => {
        await expectAsSaid(name, expected);
      });
    }
  }
});

describe('a hazard that no small file can hold', () => {
  const header = 'phone,first name,is_sms_opted_in\n';
  const ann = '7175550101,Ann,true\n';
  const cy = '7175550103,Cy,true\n';
  let folder: ReturnType<typeof temporaryFolder>;
  beforeAll(() => {
    folder = temporaryFolder();
  });
  afterAll(() => folder.remove());

  const open = (path: string) => reader.open(path, AS_FOUND);
  const opened = async (content: string | Uint8Array) => open(folder.file('audience.csv', content));
  const reviewed = () => reviewOpened(reader, USUAL_HEAD.header, { byLetter: false });
  const words = async () => {
    const review = await reviewed();
    return (await everyRow(reader, review!)).map(inWords);
  };
  const ANN = 'ready: 17175550101 | Ann';
  const CY = 'ready: 17175550103 | Cy';

  test('a line of 50 MB is one row that is left out', async () => {
    await opened(`${header}${ann}7175550102,${'x'.repeat(50_000_000)},true\n${cy}`);
    expect(await words()).toEqual([ANN, 'malformed: row.tooLong', CY]);
  });

  test('a line of 50 MB that never ends is one, too', async () => {
    await opened(`${header}${ann}${'7'.repeat(50_000_000)}`);
    expect(await words()).toEqual([ANN, 'malformed: row.tooLong']);
  });

  test('a quote that is never closed over 20 MB costs its own row alone', async () => {
    await opened(`${header}7175550102,"Bo,true\n${ann}${'7175550109,Somebody,false\n'.repeat(800_000)}`);
    const review = await reviewed();
    expect(review?.rows).toMatchObject({ total: 800_002, malformed: 1, ready: 1, notOptedIn: 800_000 });
  });

  test('a header of 50 MB is none', async () => {
    const { beginning } = await opened('phone,'.repeat(8_000_000));
    expectFailure(beginning.failure, 'file.header');
  });

  test('300 gzip members are one text', async () => {
    const members = [header, ...Array.from({ length: 299 }, () => ann)].map((text) => gzipSync(text));
    await opened(Buffer.concat(members));
    expect((await reviewed())?.rows).toMatchObject({ total: 299, ready: 1, duplicate: 298 });
  });

  test('a gzip file that ends too early anywhere is damaged, or found to be when all of it is read', async () => {
    const rows = Array.from({ length: 60_000 }, (_, at) => `${7_175_550_100 + at * 7919},Ann ${at},true\n`);
    const packed = gzipSync(header + rows.join(''));
    for (const part of [0.001, 0.3, 0.9, 0.99999]) {
      const path = folder.file('audience.csv.gz', packed.subarray(0, packed.length * part));
      expectFailure(await failureOf(open(path).then(reviewed)), 'file.damaged');
    }
  });

  test('a file that grows while it is read is not reviewed by halves', async () => {
    const path = folder.file('audience.csv', header + ann);
    await open(path);
    appendFileSync(path, cy);
    expect(await failureOf(reviewed())).toMatchObject({
      code: 'file.changed',
      message: expect.stringContaining('is still being written'),
    });
  });

  test('a folder, and a file that is gone, are told apart', async () => {
    expectFailure(await failureOf(open(folder.path)), 'file.directory');
    expectFailure(await failureOf(open(`${folder.path}/gone.csv`)), 'file.missing');
  });

  test('a file that may not be read is told as such', async (ctx) => {
    if (process.getuid?.() === 0) skip(ctx, 'root may read any file');
    if (process.platform === 'win32') skip(ctx, 'Windows has other permissions');
    const path = folder.file('closed.csv', header + ann);
    chmodSync(path, 0o000);
    expectFailure(await failureOf(open(path)), 'file.noPermission');
  });
});

async function expectAsSaid(name: string, expected: Expected): Promise<void> {
  const opening = reader.open(`${FOLDER}${name}`, { ...AS_FOUND, ...expected.reading });
  if (expected.notOpened) return expectFailure(await failureOf(opening), expected.notOpened);
  const { source, beginning } = await opening;
  const isWorkbook = name.endsWith('.xlsx');
  expect(sourceSchema.parse(source)).toEqual({
    ...(isWorkbook ? WORKBOOK : PLAIN_FILE),
    bytes: statSync(`${FOLDER}${name}`).size,
    ...expected.source,
  });
  if (expected.noHead) return expectFailure(beginning.failure, expected.noHead);
  expect(beginning.failure).toBeNull();
  const { preview, ...head } = headSchema.parse(beginning.head);
  const delimiter = isWorkbook ? null : USUAL_HEAD.delimiter;
  expect(head).toEqual({ ...USUAL_HEAD, delimiter, ...expected.head });
  const review = await reviewOpened(reader, head.header, { byLetter: head.headerRow === null });
  await expectRows(review, preview, expected);
}

async function expectRows(
  review: Review | null,
  preview: Head['preview'],
  { rows: said, counts }: Expected,
): Promise<void> {
  expect(review !== null).toBe(said !== undefined || counts !== undefined);
  if (review === null) return;
  const rows = await everyRow(reader, review);
  expect(OUTCOMES.reduce((sum, outcome) => sum + review.rows[outcome], 0)).toBe(review.rows.total);
  expect(review.rows).toMatchObject(counts ?? {});
  if (said === undefined) return;
  expect(rows.map((row) => [String(row.fileRow), inWords(row)])).toEqual(Object.entries(said));
  // Of a malformed row, the review has its text instead of its cells.
  const whole = rows.filter(({ outcome }) => outcome !== 'malformed');
  expect(preview).toEqual(expect.arrayContaining(whole.map(({ fileRow, cells }) => ({ fileRow, cells }))));
}

/** What became of a row, as the table has it. */
function inWords({ outcome, reasons, notes, sent }: ReviewedRow): string {
  if (outcome !== 'ready') return `${outcome}: ${reasons.join(', ')}`;
  const noted = notes.length > 0 ? ` (${notes.join(', ')})` : '';
  return `ready: ${sent.filter((value) => value !== null).join(' | ')}${noted}`;
}

async function failureOf(going: Promise<OpenedFile | Review | null>): Promise<Failure> {
  const error = await going.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(AppError);
  return (error as AppError).toFailure();
}

function expectFailure(failure: Failure | null, code: string): void {
  expect(failure).toMatchObject({ code });
  expectSentence(failure!);
}
