import { MOST_DISTINCT } from '../contract/column-summary.ts';

/** Power of two, more than twice `MOST_DISTINCT`, so that free slots are near. */
const SLOTS = 2048;

/**
 * Counts different values up to a limit. It keeps two hashes of each, 64 bits in all, and not the values: that two of a
 * thousand values have the same is less likely than one in 10^13.
 */
export class DistinctValues {
  count = 0;
  /** Whether there are more than are counted. */
  hasMore = false;
  readonly #ones = new Int32Array(SLOTS);
  readonly #others = new Int32Array(SLOTS);

  /** Adds the value whose UTF-8 stands in [start, end) of the bytes. */
  add(bytes: Uint8Array, start: number, end: number): void {
    // FNV-1a with two primes; a pair of zeros stands for a free slot.
    let one = 0x811c9dc5;
    let other = 0x9747b28c;
    for (let at = start; at < end; at++) {
      const byte = bytes[at]!;
      one = Math.imul(one ^ byte, 0x01000193);
      other = Math.imul(other ^ byte, 0x5bd1e995);
    }
    one |= 0;
    other |= 1;
    let slot = (one ^ (one >>> 15)) & (SLOTS - 1);
    for (;;) {
      if (this.#others[slot] === 0) break;
      if (this.#ones[slot] === one && this.#others[slot] === other) return;
      slot = (slot + 1) & (SLOTS - 1);
    }
    if (this.count === MOST_DISTINCT) {
      this.hasMore = true;
      return;
    }
    this.#ones[slot] = one;
    this.#others[slot] = other;
    this.count++;
  }
}
