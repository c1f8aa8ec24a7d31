export { openKeychain } from '../../../src-main/keychain/open-keychain.ts';
export { systemKeychain } from '../../../src-main/keychain/system-keychain.ts';
