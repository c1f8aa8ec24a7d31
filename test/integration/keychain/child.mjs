// Run by keychain.test.ts as: node child.mjs <bundle> <script>. Prints one line of JSON.
import { pathToFileURL } from 'node:url';
import { inspect } from 'node:util';

const [, , bundle, script] = process.argv;
const { openKeychain, systemKeychain } = await import(pathToFileURL(bundle).href);
const keychain = systemKeychain();
const SERVICE = 'keychain-test';

const scripts = {
  async write() {
    const before = await keychain.getPassword(SERVICE, 'ключ 🔑');
    await keychain.setPassword(SERVICE, 'ключ 🔑', 'first');
    await keychain.setPassword(SERVICE, 'ключ 🔑', 'пароль 日本 🔒');
    await keychain.setPassword(SERVICE, 'second', 'two');
    await keychain.setPassword('keychain-test-other', 'elsewhere', 'three');
    return { before };
  },
  async read() {
    const { kind, why } = await openKeychain();
    return {
      kind,
      why,
      got: await keychain.getPassword(SERVICE, 'ключ 🔑'),
      found: (await keychain.findCredentials(SERVICE)).sort((a, b) =>
        a.account.localeCompare(b.account, 'en'),
      ),
      foundNothing: await keychain.findCredentials('keychain-test-nothing'),
    };
  },
  async delete() {
    return {
      first: await keychain.deletePassword(SERVICE, 'second'),
      again: await keychain.deletePassword(SERVICE, 'second'),
      got: await keychain.getPassword(SERVICE, 'second'),
      found: (await keychain.findCredentials(SERVICE)).length,
    };
  },
  async refused() {
    const caught = (promise) =>
      promise.then(
        () => 'resolved',
        (error) => ({ name: error.name, message: error.message, all: inspect(error, { depth: null }) }),
      );
    const { kind, why } = await openKeychain();
    return {
      kind,
      why,
      calls: [
        await caught(keychain.getPassword(SERVICE, 'second')),
        await caught(keychain.setPassword(SERVICE, 'second', 'hunter2')),
        await caught(keychain.deletePassword(SERVICE, 'second')),
        await caught(keychain.findCredentials(SERVICE)),
      ],
    };
  },
};

console.log(JSON.stringify(await scripts[script]()));
