import { AppError } from '../../contract/failure.ts';
import type { UnpackedPiece } from './audience-text.ts';

/** Less is unpacked in a moment, whatever it is. */
const HARMLESS_BYTES = 1_048_576;
/** 4 GiB: more than any export; and text hardly ever packs to less than a twentieth. */
const LARGEST_BYTES = 4_294_967_296;
const LARGEST_RATIO = 200;

/**
 * Stops what unpacks to very much more than its size, until the user says that it is meant to.
 * @throws AppError `file.unpacksLarge`
 */
export function assertWithinLimit(name: string, bytes: number, packedBytes: number): void {
  const most = Math.min(LARGEST_BYTES, Math.max(HARMLESS_BYTES, packedBytes * LARGEST_RATIO));
  if (bytes <= most) return;
  const isHuge = bytes > LARGEST_BYTES;
  const size = isHuge ? '4 GB' : `${LARGEST_RATIO} times its size`;
  throw new AppError({
    code: 'file.unpacksLarge',
    message: `The file “${name}” unpacks to more than ${size}, which an export hardly ever does, so it was not unpacked any further. Nothing was sent.`,
    hint: isHuge
      ? 'If you expect a file this large, unpack it yourself and choose the CSV file inside; or choose to read it all the same, as far as memory lasts.'
      : 'If you expect a file this large, choose to read it all the same.',
  });
}

/**
 * The pieces, as long as they stay within the limit: what a file says of its own size may be a lie.
 * @throws AppError `file.unpacksLarge`
 */
export async function* withinLimit(
  name: string,
  pieces: AsyncIterable<UnpackedPiece>,
  packedBytes: number,
): AsyncGenerator<UnpackedPiece> {
  let bytes = 0;
  for await (const piece of pieces) {
    bytes += piece.bytes.length;
    assertWithinLimit(name, bytes, packedBytes);
    yield piece;
  }
}
