import { basename } from 'node:path';
import type { Watch } from '../../application/ports.ts';
import type { Encoding, Reading, Source } from '../../contract/reading.ts';
import { noSheet, notText } from '../file-failures.ts';
import { type AudienceText, HEAD_BYTES, noNotes } from './audience-text.ts';
import { findEncoding, isBinary, markLength } from './encoding.ts';
import { onlyFile } from './one-file.ts';
import { type Beginning, beginningOf, PackedText, type Packing, type Unpack } from './packed-text.ts';
import { PlainText } from './plain-text.ts';
import { assertPacksText, kindOf, oldOffice, pdf, tar } from './signatures.ts';
import { assertWithinLimit, withinLimit } from './size-limit.ts';
import { SourceFile } from './source-file.ts';
import { toUtf8 } from './to-utf8.ts';
import { gunzipped, plainBytes, unzipped } from './unpack.ts';
import { openWorkbook } from './xlsx/workbook.ts';
import { isWorkbook, openZip, type ZipArchive } from './zip-archive.ts';

/** What is looked at to find the encoding, and at how many places of a plain file. */
const SAMPLE_BYTES = 65_536;
const SAMPLES = 16;
/** What is looked at of a packed text for the same purpose; the rest is as far away as it is long. */
const PACKED_SAMPLE_BYTES = 4_194_304;

/** A gzip file that says it unpacks to very much is believed if its beginning packs at least so well. */
const SUSPICIOUS_RATIO = 100;

/**
 * Opens an audience file, whatever it is packed in and written as, as far as its beginning.
 * @throws AppError `file.*`
 */
export async function openText(path: string, reading: Reading, watch: Watch): Promise<AudienceText> {
  const file = await SourceFile.open(path);
  let text: AudienceText | null = null;
  try {
    text = await openAs(file, reading, watch);
    if (text.source.format === 'csv' && isBinary(text.start)) {
      throw notText(reading.encoding !== null);
    }
    return text;
  } catch (error) {
    await (text ?? file).close();
    throw error;
  }
}

async function openAs(file: SourceFile, reading: Reading, watch: Watch): Promise<AudienceText> {
  watch.signal?.throwIfAborted();
  const start = await file.read(0, Math.min(SAMPLE_BYTES, file.bytes));
  switch (kindOf(start)) {
    case 'pdf':
      throw pdf();
    case 'tar':
      throw tar();
    case 'office':
      throw await oldOffice(file, watch);
    case 'gzip':
      return await openGzip(file, reading, watch);
    case 'zip':
      return await openArchive(file, reading, watch);
    case 'text':
      return await openPlain(file, start, reading, watch);
  }
}

async function openPlain(
  file: SourceFile,
  start: Buffer,
  reading: Reading,
  watch: Watch,
): Promise<AudienceText> {
  const encoding = reading.encoding ?? findEncoding(await samplesOf(file, start));
  const source = sourceOf(file, encoding, start, null);
  if (encoding === 'utf-8') return await PlainText.open(file, source);
  const unpack: Unpack = (how) => toUtf8(plainBytes(file, how), encoding);
  return await packedText(file, { source, unpack, end: nothingMore }, watch);
}

async function openGzip(file: SourceFile, reading: Reading, watch: Watch): Promise<AudienceText> {
  const unpack = limited(file, (how) => gunzipped(file, how), file.bytes, reading);
  const sample = await beginningOf(unpack, PACKED_SAMPLE_BYTES, watch);
  if (!reading.evenIfLarge) {
    assertWithinLimit(basename(file.path), await statedBytes(file, sample), file.bytes);
  }
  return await openPacked(file, 'gzip', unpack, sample, nothingMore, reading);
}

async function openArchive(file: SourceFile, reading: Reading, watch: Watch): Promise<AudienceText> {
  const archive = await openZip(file.path);
  try {
    if (isWorkbook(archive)) return await openSheet(file, archive, reading, watch);
    const entry = onlyFile(archive.entries);
    if (!reading.evenIfLarge) assertWithinLimit(basename(file.path), entry.bytes, entry.packedBytes);
    const unpack: Unpack = (how) => unzipped(archive, entry, how);
    const sample = await beginningOf(unpack, PACKED_SAMPLE_BYTES, watch);
    return await openPacked(file, 'zip', unpack, sample, () => archive.close(), reading);
  } catch (error) {
    await archive.close();
    throw error;
  }
}

async function openPacked(
  file: SourceFile,
  compression: 'gzip' | 'zip',
  unpack: Unpack,
  sample: Beginning,
  end: () => Promise<void>,
  reading: Reading,
): Promise<AudienceText> {
  assertPacksText(sample.start);
  const encoding = reading.encoding ?? findEncoding([sample.start]);
  const source = sourceOf(file, encoding, sample.start, compression);
  async function* again() {
    yield { bytes: sample.start, fileBytes: sample.fileBytes };
  }
  // The sample is longer than what is needed of the text, whatever its encoding.
  const beginning = await beginningOf(() => toUtf8(again(), encoding), HEAD_BYTES, {});
  return new PackedText(file, { source, unpack: (how) => toUtf8(unpack(how), encoding), end }, beginning);
}

async function packedText(file: SourceFile, packing: Packing, watch: Watch): Promise<AudienceText> {
  return new PackedText(file, packing, await beginningOf(packing.unpack, HEAD_BYTES, watch));
}

async function openSheet(
  file: SourceFile,
  archive: ZipArchive,
  reading: Reading,
  watch: Watch,
): Promise<AudienceText> {
  if (!reading.evenIfLarge) {
    const unpacked = archive.entries.reduce((sum, { bytes }) => sum + bytes, 0);
    assertWithinLimit(basename(file.path), unpacked, file.bytes);
  }
  const { sheets, csv } = await openWorkbook(archive, watch);
  const sheet = reading.sheet ?? (sheets.find(({ hidden }) => !hidden) ?? sheets[0]!).name;
  if (!sheets.some(({ name }) => name === sheet)) throw noSheet(sheet, sheets);
  const source: Source = {
    bytes: file.bytes,
    format: 'xlsx',
    compression: null,
    encoding: null,
    bom: false,
    sheets: [...sheets],
    sheet,
  };
  // One text may stand in every cell, so that the rows can come to far more than what they were packed from.
  const notes = noNotes();
  const unpack = limited(file, (how) => csv(sheet, how, notes), file.bytes, reading);
  return await packedText(file, { source, unpack, end: () => archive.close(), notes }, watch);
}

function limited(file: SourceFile, unpack: Unpack, packedBytes: number, reading: Reading): Unpack {
  if (reading.evenIfLarge) return unpack;
  return (watch) => withinLimit(basename(file.path), unpack(watch), packedBytes);
}

/**
 * How much a gzip file says that it unpacks to: its last four bytes, as far as they can count. The last bytes of a file that
 * was cut off say anything, so they are believed only if its beginning bears them out; else 0.
 */
async function statedBytes(file: SourceFile, { start, fileBytes }: Beginning): Promise<number> {
  if (start.length < SUSPICIOUS_RATIO * fileBytes) return 0;
  return (await file.read(file.bytes - 4, 4)).readUInt32LE();
}

function sourceOf(
  file: SourceFile,
  encoding: Encoding,
  start: Uint8Array,
  compression: 'gzip' | 'zip' | null,
): Source {
  const bom = markLength(start, encoding) > 0;
  return { bytes: file.bytes, format: 'csv', compression, encoding, bom, sheets: [], sheet: null };
}

/** Pieces spread over the whole file: its first half may well be plain ASCII. Each begins at an even place. */
async function samplesOf(file: SourceFile, start: Buffer): Promise<Buffer[]> {
  const step = (file.bytes - SAMPLE_BYTES) / (SAMPLES - 1);
  if (step <= SAMPLE_BYTES) return [await file.read(0, file.bytes)];
  const others = Array.from({ length: SAMPLES - 1 }, (_, place) => 2 * Math.floor(((place + 1) * step) / 2));
  return [start, ...(await Promise.all(others.map((position) => file.read(position, SAMPLE_BYTES))))];
}

async function nothingMore(): Promise<void> {}
