import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type ImportFile,
  importBody,
  importMappings,
  type StreamedBody,
} from '../../../src-main/listrak/import-body.ts';

const MAPPINGS = importMappings([601, 602]);
const contents = fc.uint8Array({ maxLength: 600 });
const sizes = fc.array(fc.nat({ max: 40 }), { maxLength: 60 });

/** Cuts the content into pieces of the sizes given (empty ones too), the rest last. */
function cut(content: Uint8Array, pieceSizes: readonly number[]): Uint8Array[] {
  const pieces: Uint8Array[] = [];
  let from = 0;
  for (const size of pieceSizes) {
    pieces.push(content.subarray(from, from + size));
    from = Math.min(from + size, content.length);
  }
  return [...pieces, content.subarray(from)];
}

function fileOf(pieces: readonly Uint8Array[], bytes: number, name = 'audience.csv'): ImportFile {
  return {
    name,
    bytes,
    async *read() {
      yield* pieces;
    },
  };
}

/** Reads a body to its end or to its error. */
async function readAll(body: StreamedBody): Promise<{ bytes: Buffer; error: unknown }> {
  const read: Uint8Array[] = [];
  let error: unknown;
  try {
    for await (const piece of body.read()) read.push(Buffer.from(piece));
  } catch (caught) {
    error = caught;
  }
  return { bytes: Buffer.concat(read), error };
}

describe('the body of an import', () => {
  it('is JSON of exactly the announced length that holds the very bytes, however they come', async () => {
    await fc.assert(
      fc.asyncProperty(contents, sizes, async (content, pieceSizes) => {
        const body = importBody(fileOf(cut(content, pieceSizes), content.length), MAPPINGS);
        const { bytes, error } = await readAll(body);
        expect(error).toBeUndefined();
        expect(bytes.length).toBe(body.length);
        const { fileStream } = JSON.parse(bytes.toString('utf8'));
        expect(fileStream).toBe(Buffer.from(content).toString('base64'));
      }),
      { numRuns: 300 },
    );
  });

  it('says what the vendor needs to know, for any file name and any fields', async () => {
    const names = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 30 });
    await fc.assert(
      fc.asyncProperty(names, fc.array(fc.nat(), { maxLength: 20 }), async (name, fieldIds) => {
        const content = Buffer.from('Phone\r\n');
        const body = importBody(fileOf([content], content.length, name), importMappings(fieldIds));
        const { bytes } = await readAll(body);
        expect(bytes.length).toBe(body.length);
        expect(JSON.parse(bytes.toString('utf8'))).toEqual({
          fileName: name,
          fileStream: content.toString('base64'),
          importType: 'UpdateSubscribers',
          hasColumnNames: true,
          textQualifier: '"',
          fileMappings: [
            { fileColumnType: 'Phone', segmentationFieldId: 0, fileColumn: 0 },
            ...fieldIds.map((id, place) => ({
              fileColumnType: 'SegmentationField',
              segmentationFieldId: id,
              fileColumn: place + 1,
            })),
          ],
        });
      }),
    );
  });

  it('can be read again from the beginning, for another attempt', async () => {
    const content = Buffer.from('Phone,Loyalty Tier\r\n12015550100,Gold\r\n');
    const body = importBody(fileOf(cut(content, [5, 1, 9]), content.length), MAPPINGS);
    const first = await readAll(body);
    const second = await readAll(body);
    expect(second.bytes.equals(first.bytes)).toBe(true);
    expect(first.bytes.length).toBe(body.length);
  });

  it('is never complete when the file is shorter or longer than announced', async () => {
    await fc.assert(
      fc.asyncProperty(
        contents,
        sizes,
        fc.integer({ min: -50, max: 50 }).filter((more) => more !== 0),
        async (content, pieceSizes, more) => {
          fc.pre(content.length + more >= 0);
          const body = importBody(fileOf(cut(content, pieceSizes), content.length + more), MAPPINGS);
          const { bytes, error } = await readAll(body);
          expect(error).toBeInstanceOf(Error);
          expect(bytes.length).toBeLessThan(body.length);
          expect(() => JSON.parse(bytes.toString('utf8'))).toThrow();
        },
      ),
      { numRuns: 300 },
    );
  });

  it('does not read a file on and on that is longer than announced', async () => {
    let pieces = 0;
    const endless: ImportFile = {
      name: 'endless.csv',
      bytes: 100,
      async *read() {
        for (;;) {
          pieces++;
          yield new Uint8Array(30);
        }
      },
    };
    const { error } = await readAll(importBody(endless, MAPPINGS));
    expect(error).toBeInstanceOf(Error);
    expect(pieces).toBe(4);
  });

  it('reads no more of the file than is being sent', async () => {
    const piece = Buffer.alloc(3000, 'x');
    let read = 0;
    const file = {
      name: 'a.csv',
      bytes: piece.length * 100,
      async *read() {
        for (; read < 100; read++) yield piece;
      },
    };
    let sent = 0;
    let most = 0;
    for await (const part of importBody(file, importMappings([1])).read()) {
      most = Math.max(most, read * piece.length - (sent / 4) * 3);
      sent += part.length;
    }
    expect(read).toBe(100);
    expect(most).toBeLessThan(2 * piece.length);
  });

  it('passes on what reading the file throws', async () => {
    const broken: ImportFile = {
      name: 'broken.csv',
      bytes: 10,
      // biome-ignore lint/correctness/useYield: it fails before it has anything
      async *read() {
        throw new Error('The disk is gone.');
      },
    };
    const { error } = await readAll(importBody(broken, MAPPINGS));
    expect(error).toMatchObject({ message: 'The disk is gone.' });
  });
});
