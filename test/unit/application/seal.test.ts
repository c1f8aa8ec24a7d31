import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isSealed, openSeal, sealWith } from '../../../src-main/application/seal.ts';
import type { Keychain } from '../../../src-main/keychain/keychain.ts';
import { KeychainUnavailable } from '../../../src-main/keychain/keychain.ts';
import { memoryKeychain } from '../../../src-main/keychain/memory-keychain.ts';

const SERVICE = 'profile-updater-records';
const key = fc.uint8Array({ minLength: 32, maxLength: 32 }).map((bytes) => Buffer.from(bytes));
const text = fc.string({ unit: 'binary', maxLength: 200 });

describe('a piece that was closed', () => {
  it('opens to the very same text, and is one line that holds nothing of it', () => {
    fc.assert(
      fc.property(key, text, text, (secret, said, about) => {
        const seal = sealWith([secret]);
        const piece = seal.close(said, about);
        expect(piece).toMatch(/^[\x21-\x7e]+$/);
        expect([isSealed(piece), seal.hasKeyOf(piece), seal.open(piece, about)]).toEqual([true, true, said]);
      }),
    );
  });

  it('is another one each time', () => {
    const seal = sealWith([Buffer.alloc(32)]);
    expect(new Set(Array.from({ length: 50 }, () => seal.close('the same', 'a'))).size).toBe(50);
  });

  it('never opens as something else, nor with another key', () => {
    fc.assert(
      fc.property(key, key, text, text, text, (secret, other, said, about, elsewhere) => {
        fc.pre(about !== elsewhere && !secret.equals(other));
        const piece = sealWith([secret]).close(said, about);
        expect(sealWith([secret]).open(piece, elsewhere)).toBeNull();
        expect([sealWith([other]).open(piece, about), sealWith([other]).hasKeyOf(piece)]).toEqual([
          null,
          false,
        ]);
        expect(sealWith([other, secret]).open(piece, about)).toBe(said);
      }),
    );
  });

  it.each(['', 'a', 'ab', 'abc', 'Größe'])(
    'never opens with any one bit of it flipped, or cut off: “%s”',
    (said) => {
      const seal = sealWith([Buffer.alloc(32, 'some key')]);
      const piece = seal.close(said, 'a');
      for (let place = 0; place < piece.length; place++) {
        expect(seal.open(piece.slice(0, place), 'a')).toBeNull();
        for (let bit = 0; bit < 8; bit++) {
          const bytes = Buffer.from(piece);
          bytes[place]! ^= 1 << bit;
          expect(seal.open(bytes.toString('latin1'), 'a')).toBeNull();
        }
      }
    },
  );
});

it('whatever else is opened says nothing, and throws nothing', () => {
  const seal = sealWith([Buffer.alloc(32)]);
  const id = seal.close('', '').split('.')[1];
  const piece = fc.oneof(
    text,
    fc.uint8Array().map((bytes) => `sealed1.${id}.${Buffer.from(bytes).toString('base64url')}`),
  );
  fc.assert(fc.property(piece, text, (any, about) => seal.open(any, about) === null));
});

describe('the key', () => {
  it('is made once, in a place of its own, and opens in later sessions what was closed in earlier ones', async () => {
    const keychain = memoryKeychain();
    const piece = (await openSeal(keychain)).close('said', 'a');
    expect((await openSeal(keychain)).open(piece, 'a')).toBe('said');
    const keys = await keychain.findCredentials(SERVICE);
    expect(keys).toHaveLength(1);
    expect(Buffer.from(keys[0]!.password, 'base64')).toHaveLength(32);
    expect(await keychain.findCredentials('listrak-profile-updater')).toEqual([]);
  });

  it('of two that begin at once is lost by neither, and later ones close with one and the same', async () => {
    const keychain = memoryKeychain();
    const seals = await Promise.all(Array.from({ length: 5 }, () => openSeal(keychain)));
    const pieces = seals.map((seal) => seal.close('said', 'a'));
    // No keychain promises an order.
    const otherwise: Keychain = {
      ...keychain,
      findCredentials: async (service) => (await keychain.findCredentials(service)).reverse(),
    };
    const later = [await openSeal(keychain), await openSeal(otherwise)];
    for (const seal of later)
      expect(pieces.map((piece) => seal.open(piece, 'a'))).toEqual(Array(5).fill('said'));
    const ids = later.map((seal) => seal.close('said', 'a').split('.')[1]);
    expect(ids[0]).toBe(ids[1]);
  });

  it('that is damaged in the keychain is not written over, and another one is made', async () => {
    const keychain = memoryKeychain();
    await keychain.setPassword(SERVICE, 'damaged', 'no key');
    const piece = (await openSeal(keychain)).close('said', 'a');
    expect(await keychain.getPassword(SERVICE, 'damaged')).toBe('no key');
    expect((await openSeal(keychain)).open(piece, 'a')).toBe('said');
  });

  it('cannot be had of a keychain that is locked', async () => {
    const locked = async () => {
      throw new KeychainUnavailable('It is locked.');
    };
    const keychain = { ...memoryKeychain(), findCredentials: locked } satisfies Keychain;
    await expect(openSeal(keychain)).rejects.toThrow(KeychainUnavailable);
  });
});
