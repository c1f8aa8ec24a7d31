import { describe, expect, it } from 'vitest';
import { Accounts } from '../../../src-main/application/accounts.ts';
import type { Keychain } from '../../../src-main/keychain/keychain.ts';
import { memoryKeychain } from '../../../src-main/keychain/memory-keychain.ts';

const CREDENTIALS = { clientId: 'id', clientSecret: 'secret' };

/** As Windows has it: names that differ in case alone are one name. */
function caseBlindKeychain(): Keychain {
  const names = new Map<string, string>();
  const keychain = memoryKeychain();
  const known = (account: string) => names.get(account.toLowerCase()) ?? account;
  return {
    ...keychain,
    getPassword: (service, account) => keychain.getPassword(service, known(account)),
    deletePassword: (service, account) => keychain.deletePassword(service, known(account)),
    async setPassword(service, account, password) {
      await keychain.deletePassword(service, known(account));
      names.set(account.toLowerCase(), account);
      await keychain.setPassword(service, account, password);
    },
  };
}

describe('renaming an account', () => {
  it.each([
    ['an ordinary keychain', memoryKeychain],
    ['a keychain that is blind to case', caseBlindKeychain],
  ])('keeps its credentials in %s, even where only the case is another', async (_kind, keychain) => {
    const accounts = new Accounts(keychain());
    await accounts.add('shop', CREDENTIALS);
    await accounts.rename('shop', 'Shop');
    expect(await accounts.list()).toEqual(['Shop']);
    expect(await accounts.credentials('Shop')).toEqual(CREDENTIALS);
    await accounts.rename('Shop', 'Our shop');
    expect(await accounts.list()).toEqual(['Our shop']);
    expect(await accounts.credentials('Our shop')).toEqual(CREDENTIALS);
  });

  it('loses nothing when the new name cannot be stored', async () => {
    const keychain = memoryKeychain();
    const accounts = new Accounts(keychain);
    await accounts.add('shop', CREDENTIALS);
    const refusing = new Accounts({
      ...keychain,
      setPassword: async (service, account, password) => {
        if (account === 'Shop' || account === 'Other') throw new Error('full');
        await keychain.setPassword(service, account, password);
      },
    });
    for (const name of ['Shop', 'Other']) await expect(refusing.rename('shop', name)).rejects.toThrow('full');
    expect(await accounts.credentials('shop')).toEqual(CREDENTIALS);
  });

  it('does not take the name of another account', async () => {
    const accounts = new Accounts(memoryKeychain());
    await accounts.add('shop', CREDENTIALS);
    await accounts.add('Other', CREDENTIALS);
    await expect(accounts.rename('shop', 'other')).rejects.toMatchObject({ code: 'account.nameTaken' });
    expect(await accounts.list()).toEqual(['Other', 'shop']);
  });
});
