import type { CountryCode } from 'libphonenumber-js/max';
import type { ConsentSource } from '../audience/consent.ts';
import type { MappedColumn } from '../audience/mapping.ts';
import type { OptedOutPhones } from '../audience/opted-out.ts';
import type { Keep } from '../audience/settle.ts';
import type { ConsentAnswer, ConsentFileChoice, ConsentFileRead } from '../contract/consent.ts';
import type { HeadOrFailure, Reading, Source } from '../contract/reading.ts';
import type { Review } from '../contract/review.ts';
import type { ReviewedRow, RowFilter } from '../contract/rows.ts';
import type { ImportPart } from '../delivery/import-parts.ts';

/** What is known of a file before its rows are judged. */
export interface OpenedFile {
  name: string;
  /** When it was last changed, in milliseconds since 1970. */
  modified: number;
  source: Source;
  /** What its beginning tells; or why that cannot be read, as long as it is read in this way. */
  beginning: HeadOrFailure;
}

export interface ReviewRequest {
  columns: MappedColumn[];
  consent: ConsentSource | { kind: 'unanswered' };
  /** Whether the consent file that was read last has to say yes as well. */
  usesConsentFile: boolean;
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

/** A row that shows what would be sent, whoever opted in. Long texts are cut. */
export interface ExampleRow {
  fileRow: number;
  /** As in the file, in the order of its columns. */
  cells: string[];
  /** For each column what would be sent of it, or null where nothing is: not a mapped column, or a value that cannot be used. */
  sent: (string | null)[];
}

/** Which rows are looked at: `layout` stands for them, and `count` is how many they are. */
export interface RowLayout {
  layout: number;
  count: number;
}

/** A stretch of a layout: `count` rows at most, the first one at the place `from`, counted from 0. */
export interface PageRequest {
  layout: number;
  from: number;
  count: number;
}

/** The opt-in column's answers, commonest first; `otherAnswers` counts the rows with any other. */
export interface ConsentAnswers {
  answers: ConsentAnswer[];
  otherAnswers: number;
}

/** Progress of a reading, in bytes of the source file. */
export interface ReadProgress {
  bytes: number;
  ofBytes: number;
}

/** Progress of a search: `found` is laid out already, and grows. */
export interface FindProgress extends ReadProgress {
  found: RowLayout;
}

export interface FindWatch {
  onProgress?: ((progress: FindProgress) => void) | undefined;
  signal?: AbortSignal | undefined;
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
  open(path: string, reading: Reading, watch?: Watch): Promise<OpenedFile>;
  /** Reads and judges every row. */
  review(request: ReviewRequest, watch?: Watch): Promise<Review>;
  /** Leaves out whoever is opted out in Listrak as well, and counts again. */
  leaveOut(optedOut: OptedOutPhones): Promise<Review>;
  /**
   * Reads a consent file in place of the one before, for `review` to use. Where a column of the choice is null, the one is
   * taken that its name says; the answer has what was taken.
   * @param country whose national numbers its phones are.
   * @throws AppError `file.*`; then there is none any more.
   */
  readConsentFile(
    path: string,
    choice: ConsentFileChoice | null,
    audience: readonly string[],
    country: CountryCode,
    watch?: Watch,
  ): Promise<ConsentFileRead>;
  forgetConsentFile(): Promise<void>;
  /** Makes sure, by size, time and content, that the file is still the one that was reviewed, and the consent file the one that was read. */
  assertUnchanged(watch?: Watch): Promise<void>;
  /** The ready rows at these places among the ready rows (0 is the first), in rising order. */
  readyRows(places: readonly number[]): Promise<ReadyRow[]>;
  /** Some rows that show what would be sent: ready ones as far as there are any. */
  exampleRows(count: number): Promise<ExampleRow[]>;
  /** Lays the ready rows out as import files of at most `maxBytes`, once sure that the file is the one reviewed. */
  planParts(maxBytes: number, watch?: Watch): Promise<ImportPart[]>;
  /** What a part that was planned before carries now, when others may be opted out: 0 rows where none of its is ready. */
  measurePart(part: ImportPart): Promise<ImportPart>;
  /** The bytes of one part, exactly as planned. */
  partBytes(part: ImportPart, watch?: Watch): AsyncIterable<Uint8Array>;
  /** CSV of the rows left out: file row, outcome, reasons as codes and in words, then the row's cells as they stand in the file. */
  rejectsBytes(watch?: Watch): AsyncIterable<Uint8Array>;
  /**
   * Lays out the rows that a filter keeps, in the file's order. The layout holds until another one is asked for, the rows
   * are settled anew or the file is closed. While a text is looked for, what was found so far is laid out already.
   * Layouts are numbered upwards. A search that is stopped keeps what it had found and is not `complete`; one in whose place
   * another was begun ends with `rows.stale`.
   */
  findRows(filter: RowFilter, watch?: FindWatch): Promise<RowLayout & { complete: boolean }>;
  /**
   * A page of a layout, shorter at its end. Cells and values of more than 2,000 characters are cut with an ellipsis.
   * @throws AppError `rows.stale` when the layout no longer holds, `file.changed`
   */
  rows(request: PageRequest): Promise<ReviewedRow[]>;
  /** What the opt-in column says in all rows that are not malformed; no answers where there is no such column. */
  answers(): Promise<ConsentAnswers>;
  /** The places among the ready rows, rising, of those of the given rows (by `ReviewedRow.row`) that are ready. */
  placesOf(rows: readonly number[]): Promise<number[]>;
  /** The phones of those of these rows, by their numbers in a spreadsheet, that have one; each with its row. */
  phonesAt(fileRows: readonly number[]): Promise<[fileRow: number, phone: number][]>;
  /** A number that tells one set of ready rows from another. */
  readyDigest(): Promise<number>;
  close(): Promise<void>;
}
