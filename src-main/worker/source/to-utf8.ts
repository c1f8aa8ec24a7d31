import type { Encoding } from '../../contract/reading.ts';
import type { UnpackedPiece } from './audience-text.ts';
import { markLength } from './encoding.ts';

/**
 * What Windows-1252 has at 0x80 to 0x9F; elsewhere it is Latin-1. After the Encoding Standard's index
 * (https://encoding.spec.whatwg.org/#windows-1252). TextDecoder cannot be relied on for it: many releases of Node take it
 * for Latin-1 (https://github.com/nodejs/node/issues/56542).
 */
const WINDOWS_1252 = '€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ';

const MARK_BYTES = 3;

/**
 * The same text in UTF-8, without its byte order mark. What is no text in UTF-16 becomes U+FFFD; bytes that are none in
 * UTF-8 stay as they are.
 */
export function toUtf8(
  pieces: AsyncIterable<UnpackedPiece>,
  encoding: Encoding,
): AsyncGenerator<UnpackedPiece> {
  if (encoding === 'utf-8') return withoutMark(pieces);
  return encoding === 'windows-1252' ? fromWindows1252(pieces) : fromUtf16(pieces, encoding);
}

async function* withoutMark(pieces: AsyncIterable<UnpackedPiece>): AsyncGenerator<UnpackedPiece> {
  let beginning: Buffer | null = Buffer.alloc(0);
  let fileBytes = 0;
  for await (const piece of pieces) {
    fileBytes = piece.fileBytes;
    if (!beginning) {
      yield piece;
      continue;
    }
    beginning = Buffer.concat([beginning, piece.bytes]);
    if (beginning.length < MARK_BYTES) continue;
    yield { bytes: beginning.subarray(markLength(beginning, 'utf-8')), fileBytes };
    beginning = null;
  }
  // All of it is shorter than a mark.
  if (beginning) yield { bytes: beginning, fileBytes };
}

async function* fromWindows1252(pieces: AsyncIterable<UnpackedPiece>): AsyncGenerator<UnpackedPiece> {
  for await (const { bytes, fileBytes } of pieces) {
    const latin1 = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1');
    const text = latin1.replace(/[\x80-\x9f]/g, (character) => WINDOWS_1252[character.charCodeAt(0) - 0x80]!);
    yield { bytes: Buffer.from(text), fileBytes };
  }
}

async function* fromUtf16(
  pieces: AsyncIterable<UnpackedPiece>,
  encoding: 'utf-16le' | 'utf-16be',
): AsyncGenerator<UnpackedPiece> {
  const decoder = new TextDecoder(encoding);
  let fileBytes = 0;
  for await (const piece of pieces) {
    fileBytes = piece.fileBytes;
    yield { bytes: Buffer.from(decoder.decode(piece.bytes, { stream: true })), fileBytes };
  }
  yield { bytes: Buffer.from(decoder.decode()), fileBytes };
}
