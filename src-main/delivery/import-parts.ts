/** One import's share of the ready rows. */
export interface ImportPart {
  /** Rows of the index, both ends included; rows between them that are not ready are skipped. */
  firstRow: number;
  lastRow: number;
  /** How many ready rows it carries. */
  rows: number;
  /** The file's size in bytes, header line included. */
  bytes: number;
}

/**
 * Splits ready rows into import files, in order: each complete in itself, header included, and none over
 * `maxBytes`. Every row lands in exactly one part.
 * Source of the limit: vendor spec, Start a Contact Update Import (195,000,000 bytes).
 */
export class PartPlanner {
  readonly parts: ImportPart[] = [];
  readonly #headerBytes: number;
  readonly #maxBytes: number;

  constructor(headerBytes: number, maxBytes: number) {
    this.#headerBytes = headerBytes;
    this.#maxBytes = maxBytes;
  }

  /** Adds the next ready row, by its place in the index and the bytes of its line. */
  add(row: number, bytes: number): void {
    const current = this.parts.at(-1);
    if (current && current.bytes + bytes <= this.#maxBytes) {
      current.lastRow = row;
      current.rows++;
      current.bytes += bytes;
    } else {
      this.parts.push({ firstRow: row, lastRow: row, rows: 1, bytes: this.#headerBytes + bytes });
    }
  }
}
