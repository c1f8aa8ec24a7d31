import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';
import type { Keychain } from '../keychain/keychain.ts';

/** Encrypts what is kept, piece by piece. */
export interface Seal {
  /** @param about what the piece belongs to; it opens for nothing else. @returns a line of ASCII. */
  close(text: string, about: string): string;
  /** Null where the piece is damaged, about something else, or closed with another key. Never throws. */
  open(piece: string, about: string): string | null;
  /** Whether the piece was closed with a key that is here. */
  hasKeyOf(piece: string): boolean;
}

/**
 * Where the keychain files the keys: not under the accounts' service, all of which is listed as accounts, nor under one with
 * that at its end, which Windows would list with it.
 */
const SERVICE = 'profile-updater-records';

const CIPHER = 'aes-256-gcm';
const KEY_BYTES = 32;
const IV_BYTES = 12;
const TAG_BYTES = 16;
/** The mark, the key's id, then the IV, the cipher's text and its tag. */
const PIECE = /^sealed1\.([0-9a-f]{16})\.([\w-]+)$/;

export function isSealed(text: string): boolean {
  return PIECE.test(text);
}

/** @param keys the first one closes, and each opens what it closed. */
export function sealWith(keys: readonly [Buffer, ...Buffer[]]): Seal {
  const byId = new Map(keys.map((key) => [idOf(key), key]));
  const [first] = keys;
  return {
    close(text, about) {
      const iv = randomBytes(IV_BYTES);
      const cipher = createCipheriv(CIPHER, first, iv, { authTagLength: TAG_BYTES });
      cipher.setAAD(Buffer.from(about));
      const closed = Buffer.concat([iv, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]);
      return `sealed1.${idOf(first)}.${closed.toString('base64url')}`;
    },

    open(piece, about) {
      const [, id = '', body = ''] = PIECE.exec(piece) ?? [];
      const key = byId.get(id);
      const closed = Buffer.from(body, 'base64url');
      // Some letters of base64 have bits to spare: of all spellings but one is right.
      if (!key || closed.length < IV_BYTES + TAG_BYTES || closed.toString('base64url') !== body) return null;
      const decipher = createDecipheriv(CIPHER, key, closed.subarray(0, IV_BYTES), {
        authTagLength: TAG_BYTES,
      });
      decipher.setAAD(Buffer.from(about));
      decipher.setAuthTag(closed.subarray(-TAG_BYTES));
      const text = decipher.update(closed.subarray(IV_BYTES, -TAG_BYTES));
      try {
        return Buffer.concat([text, decipher.final()]).toString('utf8');
      } catch {
        return null;
      }
    },

    hasKeyOf: (piece) => byId.has(PIECE.exec(piece)?.[1] ?? ''),
  };
}

/**
 * The seal whose keys the keychain holds; the first time, one is made there. Each key lies under its own id and none is ever
 * written over: of two processes that begin at once neither takes away the other's, and from then on all close with the same.
 * @throws KeychainUnavailable
 */
export async function openSeal(keychain: Keychain): Promise<Seal> {
  let keys = await keysOf(keychain);
  if (!isAny(keys)) {
    const made = randomBytes(KEY_BYTES);
    await keychain.setPassword(SERVICE, idOf(made), made.toString('base64'));
    // What another process made meanwhile comes along.
    keys = await keysOf(keychain);
    if (!isAny(keys)) throw new Error('The keychain does not hold the key that it took.');
  }
  return sealWith(keys);
}

/** In the order of their ids, which is the same for everybody. */
async function keysOf(keychain: Keychain): Promise<Buffer[]> {
  const found = await keychain.findCredentials(SERVICE);
  return found
    .map(({ account, password }) => ({ account, key: Buffer.from(password, 'base64') }))
    .filter(({ account, key }) => key.length === KEY_BYTES && idOf(key) === account)
    .sort((one, other) => (one.account < other.account ? -1 : 1))
    .map(({ key }) => key);
}

function isAny(keys: Buffer[]): keys is [Buffer, ...Buffer[]] {
  return keys.length > 0;
}

/** Names a key and says nothing of it. */
function idOf(key: Buffer): string {
  return createHash('sha256').update(key).digest('hex').slice(0, 16);
}
