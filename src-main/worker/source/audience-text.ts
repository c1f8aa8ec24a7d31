import type { Watch } from '../../application/ports.ts';
import type { Source } from '../../contract/reading.ts';

/** What a sheet holds that its cells do not show. */
export interface SheetNotes {
  /** Rows that are hidden, by a filter or by hand; they are read like any others. */
  hiddenRows: number;
  /** Formulas whose value was never computed; they are read as blank. */
  emptyFormulas: number;
}

export function noNotes(): SheetNotes {
  return { hiddenRows: 0, emptyFormulas: 0 };
}

/** How much of a text is looked at to find out how it is to be read. */
export const HEAD_BYTES = 262_144;

/**
 * The text of an audience file, always as UTF-8, whatever it is packed in or written as. Positions and lengths are bytes
 * of that text; where the file is plain UTF-8, they are those of the file itself.
 */
export interface AudienceText {
  readonly source: Source;
  /** Its first bytes, at most HEAD_BYTES. A plain file's byte order mark is among them. */
  readonly start: Uint8Array;
  /** Whether `start` is all of it. */
  readonly startIsAll: boolean;
  /** Its whole length. Known once `pieces` was read to its end. */
  readonly length: number;
  /** Of the file as it lies on the disk, in hex. Known once `pieces` was read to its end. */
  readonly sha256: string;
  /** Known once `pieces` was read to its end. */
  readonly notes: SheetNotes;
  /** When the file was last changed, in milliseconds since 1970. */
  readonly modified: number;
  /**
   * All of it in order, in pieces of 1 MB or less, each valid until the next is asked for. Progress is told in bytes of
   * the file as it lies on the disk. May be read again; the first complete reading is what `read` goes back to.
   * @throws AppError `file.*`; `file.changed` when the file is another one at the end than it was when it was opened.
   */
  pieces(watch: Watch): AsyncGenerator<Uint8Array>;
  /** `length` bytes from `position` on, one character each (latin1); fewer where the text ends before. */
  read(position: number, length: number): Promise<string>;
  /** Rejects with `file.changed` when the file is, by size and time, no longer the one that was opened. */
  assertSameStat(): Promise<void>;
  /** The same by its content, too. */
  assertUnchanged(watch: Watch): Promise<void>;
  close(): Promise<void>;
}

/** Text as it is unpacked: a piece of it, and how many bytes of the file it took up to here. */
export interface UnpackedPiece {
  bytes: Uint8Array;
  fileBytes: number;
}
