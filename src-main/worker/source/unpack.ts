import { pipeline, Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import type { Watch } from '../../application/ports.ts';
import { AppError } from '../../contract/failure.ts';
import { damaged } from '../file-failures.ts';
import type { UnpackedPiece } from './audience-text.ts';
import type { SourceFile } from './source-file.ts';
import type { ZipArchive, ZipEntry } from './zip-archive.ts';

const PIECE_BYTES = 262_144;

/** A file as it is. */
export async function* plainBytes(file: SourceFile, { signal }: Watch): AsyncGenerator<UnpackedPiece> {
  let fileBytes = 0;
  for await (const bytes of file.pieces({ signal })) {
    fileBytes += bytes.length;
    yield { bytes, fileBytes };
  }
}

/** What a gzip file holds, all its members one after the other. */
export async function* gunzipped(file: SourceFile, { signal }: Watch): AsyncGenerator<UnpackedPiece> {
  // Copies, since the file is read on while a piece is still being unpacked.
  const packed = Readable.from(copiesOf(file, signal), { objectMode: false, highWaterMark: PIECE_BYTES });
  const gunzip = createGunzip({ chunkSize: PIECE_BYTES });
  pipeline(packed, gunzip, () => {});
  try {
    for await (const bytes of gunzip as AsyncIterable<Buffer>) {
      signal?.throwIfAborted();
      yield { bytes, fileBytes: gunzip.bytesWritten };
    }
  } catch (error) {
    signal?.throwIfAborted();
    throw error instanceof AppError ? error : damaged(error);
  } finally {
    gunzip.destroy();
    packed.destroy();
  }
  await assertNothingMore(file, gunzip.bytesWritten, signal);
}

/** gunzip leaves alone whatever comes after a zero; tapes and block devices fill a file up with zeros, but nothing else. */
async function assertNothingMore(
  file: SourceFile,
  position: number,
  signal: AbortSignal | undefined,
): Promise<void> {
  for (let at = position; at < file.bytes; at += PIECE_BYTES) {
    signal?.throwIfAborted();
    const bytes = await file.read(at, Math.min(PIECE_BYTES, file.bytes - at));
    if (bytes.some((byte) => byte !== 0)) throw damaged();
  }
}

async function* copiesOf(file: SourceFile, signal: AbortSignal | undefined): AsyncGenerator<Buffer> {
  for await (const piece of file.pieces({ signal })) yield Buffer.from(piece);
}

/** What one entry of an archive holds. */
export async function* unzipped(
  archive: ZipArchive,
  entry: ZipEntry,
  { signal }: Watch,
): AsyncGenerator<UnpackedPiece> {
  const before = archive.fileBytes;
  for await (const bytes of archive.unpack(entry, signal)) {
    yield { bytes, fileBytes: archive.fileBytes - before };
  }
}
