import type { SealedRecords } from '../contract/sending.ts';
import { isSealed, type Seal } from './seal.ts';

/** Where everything that is kept is kept, and what encrypts it. */
export interface Kept {
  dataDir: string;
  /**
   * Null while there is no keychain that opens: then it is kept in plain text, since a key that is forgotten at the end would
   * leave nobody knowing what was sent. Once there is one, it stays. Never rejects.
   */
  seal(): Promise<Seal | null>;
}

/** Why a piece cannot be opened although nothing is wrong with it. */
export type Locked = SealedRecords['why'];

/** @returns what is written for a text. */
export async function sealed(kept: Kept, text: string, about: string): Promise<string> {
  return (await kept.seal())?.close(text, about) ?? text;
}

/** What a piece says; one that was written in plain text says itself. `text` is null where it is locked, else where it is damaged. */
export async function unsealed(
  kept: Kept,
  piece: string,
  about: string,
): Promise<{ text: string | null; locked: Locked | null }> {
  if (!isSealed(piece)) return { text: piece, locked: null };
  const seal = await kept.seal();
  if (!seal) return { text: null, locked: 'noKeychain' };
  if (!seal.hasKeyOf(piece)) return { text: null, locked: 'otherKey' };
  return { text: seal.open(piece, about), locked: null };
}
