import { AppError } from '../contract/failure.ts';
import { IMPORT_FORMAT } from './assumptions.ts';

export type ImportMapping =
  | { fileColumnType: 'Phone'; segmentationFieldId: 0; fileColumn: number }
  | { fileColumnType: 'SegmentationField'; segmentationFieldId: number; fileColumn: number };

/** The mappings of our import files: the phone stands first, then the fields in the order given. */
export function importMappings(fieldIds: readonly number[]): ImportMapping[] {
  return [
    { fileColumnType: 'Phone', segmentationFieldId: 0, fileColumn: 0 },
    ...fieldIds.map((segmentationFieldId, place) => ({
      fileColumnType: 'SegmentationField' as const,
      segmentationFieldId,
      fileColumn: place + 1,
    })),
  ];
}

/** What an import's body says beside its file and the mappings. */
export const IMPORT_SETTINGS = {
  importType: 'UpdateSubscribers',
  hasColumnNames: true,
  textQualifier: IMPORT_FORMAT.qualifier,
} as const;

/** The file of an import: its size is known beforehand, its bytes come as they are read. */
export interface ImportFile {
  name: string;
  bytes: number;
  read(): AsyncIterable<Uint8Array>;
}

/** A request body of known length that is never whole in memory. */
export interface StreamedBody {
  length: number;
  read(): AsyncIterable<Uint8Array>;
}

/**
 * The body of Start a Contact Update Import. Source: vendor spec, `ImportContactFile`.
 * The stream throws an AppError, before its last bytes are out, when the file turns out longer or shorter than it was said to
 * be: so a changed file never becomes a complete request.
 */
export function importBody(file: ImportFile, mappings: readonly ImportMapping[]): StreamedBody {
  const head = Buffer.from(`{"fileName":${JSON.stringify(file.name)},"fileStream":"`);
  const tail = Buffer.from(`",${JSON.stringify({ ...IMPORT_SETTINGS, fileMappings: mappings }).slice(1)}`);
  return {
    length: head.length + Math.ceil(file.bytes / 3) * 4 + tail.length,
    async *read() {
      yield head;
      yield* base64(exactly(file));
      yield tail;
    },
  };
}

async function* exactly(file: ImportFile): AsyncGenerator<Uint8Array> {
  let bytes = 0;
  for await (const piece of file.read()) {
    bytes += piece.length;
    if (bytes > file.bytes) break;
    yield piece;
  }
  if (bytes !== file.bytes) {
    throw new AppError({
      code: 'import.fileChanged',
      message:
        'The audience file changed while it was being sent, so the import was broken off; Listrak cannot have used it.',
      hint: 'Review the file again, then send it.',
    });
  }
}

async function* base64(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let left: Uint8Array = new Uint8Array();
  for await (const piece of pieces) {
    const together =
      left.length === 0
        ? Buffer.from(piece.buffer, piece.byteOffset, piece.length)
        : Buffer.concat([left, piece]);
    const whole = together.length - (together.length % 3);
    // Copied, since whoever made the piece may use its memory again.
    left = Uint8Array.from(together.subarray(whole));
    if (whole > 0) yield Buffer.from(together.toString('base64', 0, whole), 'latin1');
  }
  if (left.length > 0) yield Buffer.from(Buffer.from(left).toString('base64'), 'latin1');
}
