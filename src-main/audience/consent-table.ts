import { type Marks, mark } from './marks.ts';
import type { Phone } from './phone.ts';
import { isPlaceholder } from './values.ts';

const NO = mark('consent.no');
const UNKNOWN = mark('consent.unknown');

/** What all rows of one person say, as bits. */
const SAYS_YES = 1;
const SAYS_NO = 2;
const SAYS_UNKNOWN = 4;

/** A person of whom nothing is said. */
export const NOT_THERE = 0;

/**
 * What a consent file says of each phone or id: 13 bytes a slot, at most two thirds of them taken. Of an id it keeps
 * three hashes, 85 bits in all: that two of ten million ids have the same is less likely than one in 10^11.
 */
export class ConsentTable {
  people = 0;
  #taken = 0;
  #slots = 1024;
  #keys = new Float64Array(this.#slots);
  #checks = new Uint32Array(this.#slots);
  #says = new Uint8Array(this.#slots);

  /** @param answer 0 for yes, or the mark of another answer, as the consent rule has them. */
  addPhone(phone: Phone, answer: Marks): void {
    this.#add(phone, 0, answer);
  }

  addId(id: string, answer: Marks): void {
    const { key, check } = hashesOf(id);
    this.#add(key, check, answer);
    if (answer === 0) return;
    // Ids may differ in case alone, or be written in another case: whoever said no is meant by all such.
    const folded = hashesOf(folding(id));
    this.#set(folded.key, folded.check, answer);
  }

  /** What is said of a phone: NOT_THERE, or else for `answerOf` and `isConflicting`. */
  ofPhone(phone: Phone): number {
    return this.#says[this.#slotOf(phone, 0)]!;
  }

  ofId(id: string): number {
    const { key, check } = hashesOf(id);
    const says = this.#says[this.#slotOf(key, check)]!;
    if (says === NOT_THERE) return NOT_THERE;
    const folded = hashesOf(folding(id));
    return says | this.#says[this.#slotOf(folded.key, folded.check)]!;
  }

  /** How many people have a yes and another answer too. */
  conflicting(): number {
    return this.#says.reduce((sum, says) => sum + (isConflicting(says) ? 1 : 0), 0);
  }

  #add(key: number, check: number, answer: Marks): void {
    if (this.#set(key, check, answer)) this.people++;
  }

  /** Whether it is a new one. */
  #set(key: number, check: number, answer: Marks): boolean {
    let slot = this.#slotOf(key, check);
    const isNew = this.#says[slot] === NOT_THERE;
    if (isNew) {
      if (this.#taken * 3 >= this.#slots * 2) {
        this.#grow();
        slot = this.#slotOf(key, check);
      }
      this.#taken++;
      this.#keys[slot] = key;
      this.#checks[slot] = check;
    }
    this.#says[slot]! |= answer === 0 ? SAYS_YES : answer & NO ? SAYS_NO : SAYS_UNKNOWN;
    return isNew;
  }

  /** The slot of a key, or the free one where it belongs. */
  #slotOf(key: number, check: number): number {
    const mask = this.#slots - 1;
    const mixed = Math.imul((key % 4294967296) ^ Math.floor(key / 4294967296), 0x9e3779b1);
    let slot = (mixed ^ (mixed >>> 15)) & mask;
    while (this.#says[slot] !== NOT_THERE && (this.#keys[slot] !== key || this.#checks[slot] !== check))
      slot = (slot + 1) & mask;
    return slot;
  }

  #grow(): void {
    const keys = this.#keys;
    const checks = this.#checks;
    const says = this.#says;
    this.#slots *= 2;
    this.#keys = new Float64Array(this.#slots);
    this.#checks = new Uint32Array(this.#slots);
    this.#says = new Uint8Array(this.#slots);
    for (let old = 0; old < says.length; old++) {
      if (says[old] === NOT_THERE) continue;
      const slot = this.#slotOf(keys[old]!, checks[old]!);
      this.#keys[slot] = keys[old]!;
      this.#checks[slot] = checks[old]!;
      this.#says[slot] = says[old]!;
    }
  }
}

/** What is hashed of an id without regard to its case; no id is the same, since none begins with a space. */
const folding = (id: string): string => ` ${id.toLowerCase()}`;

/** What all rows of one person come to: any no wins, and an unknown answer beside a yes is no yes. */
export function answerOf(says: number): Marks {
  if (says & SAYS_NO) return NO;
  return says === SAYS_YES ? 0 : UNKNOWN;
}

/** Whether a person said yes, and something else too. */
export function isConflicting(says: number): boolean {
  return (says & SAYS_YES) !== 0 && says !== SAYS_YES;
}

/** Words and digits that stand where there is no id, and what a spreadsheet leaves of one: many people would share them. */
const NO_ID = /^(?:[-.?_]*|0+|none|nil|unknown|undefined|false|n\/?a)$/i;
const SPOILT_ID = /^(?:\d(?:\.\d+)?E\+?\d+|\d{13,}000|#+)$/i;

/** An id as ids are compared, by its very characters, outer spaces aside; '' where the cell holds none. */
export function plainId(cell: string): string {
  const id = cell.trim();
  return isPlaceholder(id) || NO_ID.test(id) || SPOILT_ID.test(id) ? '' : id;
}

/** Hashes of an id's characters: two in one number of 53 bits, and a third. */
function hashesOf(id: string): { key: number; check: number } {
  let one = 0x811c9dc5;
  let other = 0x9747b28c;
  let third = 0x2545f491;
  for (let place = 0; place < id.length; place++) {
    const code = id.charCodeAt(place);
    one = Math.imul(one ^ code, 0x01000193);
    other = Math.imul(other ^ code, 0x5bd1e995);
    other ^= other >>> 13;
    third = Math.imul(third + code, 0x9e3779b1);
    third ^= third >>> 15;
  }
  return { key: (one >>> 0) * 2 ** 21 + (other >>> 11), check: third >>> 0 };
}
