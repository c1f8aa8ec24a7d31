import type { Keychain } from './keychain.ts';

/** A keychain for this run only: nothing is written anywhere, and it never rejects. */
export function memoryKeychain(): Keychain {
  const services = new Map<string, Map<string, string>>();
  return {
    async getPassword(service, account) {
      return services.get(service)?.get(account) ?? null;
    },
    async setPassword(service, account, password) {
      const accounts = services.get(service) ?? new Map<string, string>();
      services.set(service, accounts.set(account, password));
    },
    async deletePassword(service, account) {
      return services.get(service)?.delete(account) ?? false;
    },
    async findCredentials(service) {
      return Array.from(services.get(service) ?? [], ([account, password]) => ({ account, password }));
    },
  };
}
