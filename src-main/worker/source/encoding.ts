import type { Encoding } from '../../contract/reading.ts';

const MARKS: [Encoding, number[]][] = [
  ['utf-8', [0xef, 0xbb, 0xbf]],
  ['utf-16le', [0xff, 0xfe]],
  ['utf-16be', [0xfe, 0xff]],
];

/**
 * What is no text has more control characters than these: one in so many, and more than a few of them; in a handful of bytes,
 * one in ten.
 */
const ONE_IN = 200;
const A_FEW = 3;
const ONE_IN_A_HANDFUL = 10;

/**
 * How a text is written, as far as its bytes tell.
 * @param samples stretches of it from even places on, the first one being its beginning.
 */
export function findEncoding(samples: readonly Uint8Array[]): Encoding {
  const beginning = samples[0] ?? new Uint8Array();
  const marked = MARKS.find(([encoding]) => markLength(beginning, encoding) > 0);
  return marked?.[0] ?? findUtf16(samples) ?? findEightBit(samples);
}

/** How many bytes the byte order mark of an encoding takes up at the beginning of a text; 0 where there is none. */
export function markLength(beginning: Uint8Array, encoding: Encoding): number {
  const mark = MARKS.find(([marked]) => marked === encoding)?.[1] ?? [];
  return mark.every((byte, place) => beginning[place] === byte) ? mark.length : 0;
}

/** Whether a beginning in UTF-8 holds more control characters than a text does. NULs in a few cells are no matter. */
export function isBinary(start: Uint8Array): boolean {
  let characters = 0;
  let controls = 0;
  for (const byte of start) {
    if ((byte & 0xc0) !== 0x80) characters++;
    if (byte < 0x20 && byte !== 0x09 && byte !== 0x0a && byte !== 0x0c && byte !== 0x0d) controls++;
  }
  return controls > Math.max(A_FEW, characters / ONE_IN) || controls > characters / ONE_IN_A_HANDFUL;
}

/** Without a mark, UTF-16 shows in the NULs that most characters of Western text have for one of their bytes. */
function findUtf16(samples: readonly Uint8Array[]): Encoding | null {
  const nuls: [even: number, odd: number] = [0, 0];
  let characters = 0;
  for (const sample of samples) {
    characters += sample.length / 2;
    for (let place = 0; place < sample.length; place++) if (sample[place] === 0) nuls[place & 1]!++;
  }
  const [even, odd] = nuls;
  const most = characters / 2;
  const hardlyAny = characters / 10;
  if (odd > most && even < hardlyAny) return 'utf-16le';
  if (even > most && odd < hardlyAny) return 'utf-16be';
  return null;
}

/**
 * UTF-8, even with many broken bytes: what stands in them is left out and seen. Only where hardly anything beyond ASCII is
 * UTF-8 can it not be that, since text of another encoding hardly ever looks like it by chance.
 */
function findEightBit(samples: readonly Uint8Array[]): Encoding {
  let valid = 0;
  let invalid = 0;
  for (const [number, sample] of samples.entries()) {
    const begins = number === 0 ? 0 : cutCharacterEnd(sample);
    for (let place = begins; place < sample.length; ) {
      const length = sequenceLength(sample, place);
      if (length > 1) valid++;
      if (length === 0) {
        if (isCutOff(sample, place)) break;
        invalid++;
      }
      place += Math.max(length, 1);
    }
  }
  return invalid > valid * 10 ? 'windows-1252' : 'utf-8';
}

/** Where the rest of a character ends that began before the sample. */
function cutCharacterEnd(sample: Uint8Array): number {
  let place = 0;
  while (place < 3 && isContinuation(sample[place])) place++;
  return place;
}

/** How many bytes make up the character at a place; 0 for none in UTF-8 (Unicode 17, table 3-7). */
function sequenceLength(bytes: Uint8Array, place: number): number {
  const first = bytes[place]!;
  if (first < 0x80) return 1;
  const length = lengthBy(first);
  if (length === 0 || !isSecond(first, bytes[place + 1])) return 0;
  for (let next = 2; next < length; next++) if (!isContinuation(bytes[place + next])) return 0;
  return length;
}

/** Whether a sample ends in the middle of a character that is good so far. */
function isCutOff(bytes: Uint8Array, place: number): boolean {
  const first = bytes[place]!;
  const rest = bytes.subarray(place + 1);
  if (rest.length + 1 >= lengthBy(first)) return false;
  return rest.every((byte, next) => (next === 0 ? isSecond(first, byte) : isContinuation(byte)));
}

function lengthBy(first: number): number {
  if (first >= 0xc2 && first <= 0xdf) return 2;
  if (first >= 0xe0 && first <= 0xef) return 3;
  return first >= 0xf0 && first <= 0xf4 ? 4 : 0;
}

function isSecond(first: number, second: number | undefined): boolean {
  if (!isContinuation(second)) return false;
  if (first === 0xe0) return second >= 0xa0;
  if (first === 0xed) return second <= 0x9f;
  if (first === 0xf0) return second >= 0x90;
  return first !== 0xf4 || second <= 0x8f;
}

function isContinuation(byte: number | undefined): byte is number {
  return byte !== undefined && (byte & 0xc0) === 0x80;
}
