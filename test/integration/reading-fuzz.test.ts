import { readFileSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';
import fc from 'fast-check';
import Papa from 'papaparse';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { AudienceReader } from '../../src-main/application/ports.ts';
import { AppError } from '../../src-main/contract/failure.ts';
import { OUTCOMES } from '../../src-main/contract/outcome.ts';
import { AS_FOUND, type Head, type Source } from '../../src-main/contract/reading.ts';
import type { ReviewedRow } from '../../src-main/contract/rows.ts';
import { startThreadedReader } from '../../src-main/worker/threaded-reader.ts';
import { everyRow, expectSentence, reviewOpened } from './read-file.ts';
import { temporaryFolder } from './run-cli.ts';

const WORKER = pathToFileURL(new URL('../../out/main/review-worker.js', import.meta.url).pathname);
const HAZARDS = fileURLToPath(new URL('../fixtures/hazards/', import.meta.url));
/** On a slow machine fewer files are tried rather than more time taken. */
const LIMIT_MS = 20_000;
const SEED = 20_261_124;

/** Why a file may be refused. Others would mean that nobody had thought of it, or that the thread died. */
const REFUSALS = [
  'file.binary',
  'file.damaged',
  'file.empty',
  'file.encrypted',
  'file.format',
  'file.header',
  'file.noRows',
  'file.unpacksLarge',
];

const GOOD_FILES = [
  'semicolon-decimal-comma.csv',
  'quoted-newline.csv',
  'lone-cr.csv',
  'utf-8.csv',
  'utf-8-bom.csv',
  'utf-16le-bom.csv',
  'utf-16be.csv',
  'windows-1252.csv',
  'nul-bytes.csv',
  'packed.csv.gz',
  'two-members.csv.gz',
  'one-file.zip',
  'streamed.zip',
  'strings.xlsx',
  'dates.xlsx',
  'postal-zeros.xlsx',
  'hidden-first-sheet.xlsx',
].map((name) => readFileSync(`${HAZARDS}${name}`));

let folder: ReturnType<typeof temporaryFolder>;
let reader: AudienceReader;
beforeAll(() => {
  folder = temporaryFolder();
  reader = startThreadedReader(WORKER);
});
afterAll(async () => {
  await reader.close();
  folder.remove();
});

describe('whatever a file holds, it is refused in a sentence, or every row of it is accounted for', () => {
  const anyBytes = fc.uint8Array({ maxLength: 20_000, size: 'max' });
  const signature = fc.constantFrom('', 'PK\x03\x04', '\x1f\x8b\x08', '\xff\xfe', '\xfe\xff', '\xef\xbb\xbf');

  test('random bytes', async () => {
    await holdsFor(
      fc
        .tuple(signature, anyBytes)
        .map(([first, rest]) => Buffer.concat([Buffer.from(first, 'latin1'), rest])),
      400,
    );
  });

  test('random text of all that means something in it', async () => {
    const cutting = fc.constantFrom(',', ';', '\t', '|', ' ');
    const words = fc.constantFrom(
      '7175550101',
      '(717) 555-0102',
      'phone',
      'true',
      'Zoé',
      '€',
      'sep=;',
      'NULL',
    );
    const odd = fc.constantFrom('"', '"', '\r', '\n', '\0', '\ud83d', '\ufeff');
    const textOf = (lineEnd: string) =>
      fc.array(
        fc.oneof(
          { weight: 300, arbitrary: cutting },
          { weight: 300, arbitrary: words },
          { weight: 150, arbitrary: fc.constant(lineEnd) },
          { weight: 1, arbitrary: odd },
        ),
        { maxLength: 1_000, size: 'max' },
      );
    const text = fc
      .constantFrom('\n', '\r', '\r\n')
      .chain(textOf)
      .map((parts) => parts.join(''));
    const encoding = fc.constantFrom<BufferEncoding[]>('utf8', 'utf16le', 'latin1');
    await holdsFor(
      fc.tuple(text, encoding).map(([content, as]) => Buffer.from(content, as)),
      400,
    );
  });

  test('good files of every kind, damaged at random', async () => {
    await holdsFor(damagedFile(), 1_500);
  });
});

/** A good file with up to five random changes. */
function damagedFile(): fc.Arbitrary<Buffer> {
  // Anywhere, and not mostly at the beginning.
  const part = fc.noBias(fc.nat(1_000_000)).map((millionths) => millionths / 1_000_000);
  const change = fc.record({
    kind: fc.constantFrom('flip', 'delete', 'insert', 'repeat', 'truncate', 'splice'),
    at: part,
    length: fc.nat({ max: 64 }),
    bytes: fc.uint8Array({ minLength: 1, maxLength: 8 }),
    other: fc.tuple(fc.constantFrom(...GOOD_FILES), part),
  });
  type Change = typeof change extends fc.Arbitrary<infer One> ? One : never;
  const changed = (file: Buffer, { kind, at, length, bytes, other: [other, from] }: Change): Buffer => {
    const place = Math.floor(at * file.length);
    const before = file.subarray(0, place);
    const after = file.subarray(place);
    const rest = after.subarray(length);
    switch (kind) {
      case 'flip': {
        const flipped = Buffer.from(file);
        if (place < file.length) flipped[place]! ^= bytes[0]!;
        return flipped;
      }
      case 'delete':
        return Buffer.concat([before, rest]);
      case 'insert':
        return Buffer.concat([before, bytes, after]);
      case 'repeat':
        return Buffer.concat([before, after.subarray(0, length), after]);
      case 'truncate':
        return before;
      case 'splice':
        return Buffer.concat([before, other.subarray(Math.floor(from * other.length))]);
    }
  };
  return fc
    .tuple(fc.constantFrom(...GOOD_FILES), fc.array(change, { minLength: 1, maxLength: 5 }))
    .map(([file, changes]) => changes.reduce(changed, file));
}

async function holdsFor(files: fc.Arbitrary<Buffer>, numRuns: number): Promise<void> {
  await fc.assert(
    fc.asyncProperty(files, async (content) => {
      try {
        await expectAccountedFor(content);
      } catch (error) {
        if (!(error instanceof AppError)) throw error;
        expect(REFUSALS).toContain(error.code);
        expectSentence(error.toFailure());
      }
    }),
    {
      seed: SEED,
      numRuns,
      endOnFailure: true,
      interruptAfterTimeLimit: LIMIT_MS,
      markInterruptAsFailure: false,
    },
  );
}

/** @throws AppError when the file is refused. */
async function expectAccountedFor(content: Buffer): Promise<void> {
  const { source, beginning } = await reader.open(folder.file('audience', content), AS_FOUND);
  if (beginning.failure) throw new AppError(beginning.failure);
  const review = (await reviewOpened(reader, beginning.head.header, { byLetter: true }))!;
  expect(OUTCOMES.reduce((sum, outcome) => sum + review.rows[outcome], 0)).toBe(review.rows.total);
  const rows = await everyRow(reader, review);
  const { ready, malformed, total } = review.rows;
  expect(rows.filter(({ outcome }) => outcome === 'ready')).toHaveLength(ready);
  expect(await countLeftOut()).toBe(total - ready);
  if (malformed === 0) expectCellsAsPapaHasThem(rows, content, source, beginning.head);
}

/** The rows of the file of those left out, but for its header. */
async function countLeftOut(): Promise<number> {
  const pieces: Uint8Array[] = [];
  for await (const piece of reader.rejectsBytes({})) pieces.push(Buffer.from(piece));
  const { data } = Papa.parse(Buffer.concat(pieces).toString(), { skipEmptyLines: true, delimiter: ',' });
  return data.length - 1;
}

/** Reads a text the plain way, whole: its rows must be those that the review found. */
function expectCellsAsPapaHasThem(rows: ReviewedRow[], content: Buffer, source: Source, head: Head): void {
  const { compression, encoding } = source;
  if (encoding === null || compression !== null) return;
  const isLatin = encoding === 'windows-1252';
  const text = isLatin ? content.toString('latin1') : new TextDecoder(encoding).decode(content);
  const returned = text.search(/\r(?!\n)/);
  const isCut = text.includes('\n');
  // Where both kinds of line end stand in a text, the first one that is not in quotes decides.
  if (isCut && returned >= 0) return;
  // The characters in which Windows-1252 is not Latin-1 are proven elsewhere.
  const told = (cell: string) => (isLatin ? cell.replace(/[^\0-\x7f\xa0-\xff]/g, '?') : cell);
  // A page cuts cells that are longer than 2,000 characters.
  const shown = (cell: string) => told(cell.slice(0, 1_999));
  const { data } = Papa.parse<string[]>(text, { delimiter: head.delimiter!, newline: isCut ? '\n' : '\r' });
  const found = data
    .map((cells, at) => ({
      fileRow: at + 1,
      cells: cells.map((cell) => (isCut ? cell.replace(/\r$/, '') : cell)),
    }))
    .slice(head.headerRow!)
    .filter(({ cells }) => cells.length > 1 || cells[0] !== '');
  const plainly = ({ fileRow, cells }: Pick<ReviewedRow, 'fileRow' | 'cells'>) => ({
    fileRow,
    cells: cells.map(shown),
  });
  expect(rows.map(plainly)).toEqual(found.map(plainly));
}
