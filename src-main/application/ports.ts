import type { CountryCode } from 'libphonenumber-js/max';
import type { ConsentSource } from '../audience/consent.ts';
import type { MappedColumn } from '../audience/mapping.ts';
import type { Keep } from '../audience/settle.ts';
import type { Review } from '../contract/review.ts';
import type { ImportPart } from '../delivery/import-parts.ts';

/** What is known of a file before its rows are judged. */
export interface OpenedFile {
  name: string;
  bytes: number;
  header: string[];
  /** The first rows, decoded, for showing samples. */
  preview: string[][];
}

export interface ReviewRequest {
  columns: MappedColumn[];
  consent: ConsentSource | { kind: 'unanswered' };
  country: CountryCode;
  keep: Keep;
  /** ISO date. */
  today: string;
}

/** One ready row as it would be sent. */
export interface ReadyRow {
  /** Its number in a spreadsheet, the header being row 1. */
  fileRow: number;
  /** Country code and digits. */
  phone: number;
  /** One value for each mapped field, in the file's order; '' where the cell is blank. */
  values: string[];
}

/** Progress of a reading, in bytes of the source file. */
export interface ReadProgress {
  bytes: number;
  ofBytes: number;
}

export interface Watch {
  onProgress?: ((progress: ReadProgress) => void) | undefined;
  signal?: AbortSignal | undefined;
}

/**
 * The audience file, read and judged elsewhere (a worker thread). One file at a time; every call after `review`
 * speaks of the rows as last settled. Rejections are AppErrors with `file.*` codes.
 */
export interface AudienceReader {
  /** Opens a file in place of the one before, and reads its beginning. */
  open(path: string): Promise<OpenedFile>;
  /** Reads and judges every row. */
  review(request: ReviewRequest, watch?: Watch): Promise<Review>;
  /** Leaves out whoever is opted out in Listrak (E.164 numbers) as well, and counts again. */
  leaveOut(optedOut: Float64Array): Promise<Review>;
  /** Makes sure, by size, time and content, that the file is still the one that was reviewed. */
  assertUnchanged(watch?: Watch): Promise<void>;
  /** The ready rows at these places among the ready rows (0 is the first), in rising order. */
  readyRows(places: readonly number[]): Promise<ReadyRow[]>;
  /** Lays the ready rows out as import files of at most `maxBytes`, once sure that the file is the one reviewed. */
  planParts(maxBytes: number, watch?: Watch): Promise<ImportPart[]>;
  /** The bytes of one part, exactly as planned. */
  partBytes(part: ImportPart, signal?: AbortSignal): AsyncIterable<Uint8Array>;
  /** CSV of the rows left out: file row, outcome, reasons, then the row's cells as they stand in the file. */
  rejectsBytes(signal?: AbortSignal): AsyncIterable<Uint8Array>;
  close(): Promise<void>;
}
