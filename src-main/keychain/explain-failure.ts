import { KeychainUnavailable } from './keychain.ts';

/** Why the keychain could not be used. */
export type Problem = 'no-binary' | 'no-service' | 'locked' | 'denied' | 'timed-out' | 'refused';

const START: Partial<Record<NodeJS.Platform, string>> = {
  linux:
    'start or install one that offers the Secret Service (GNOME Keyring, KWallet or KeePassXC) in a desktop session',
  darwin: 'open Keychain Access and check that your login keychain is there',
  win32: 'check that the Windows service "Credential Manager" is running',
};

const UNLOCK: Partial<Record<NodeJS.Platform, string>> = {
  linux: 'unlock your login keyring (for example in "Passwords and Keys") and try again',
  darwin: 'unlock your login keychain in Keychain Access and try again',
  win32: 'sign in to Windows again and try again',
};

const ALLOW: Partial<Record<NodeJS.Platform, string>> = {
  linux: 'allow this app in your keyring settings and try again',
  darwin: 'try again and choose "Allow" when macOS asks',
  win32: 'ask your administrator to allow Credential Manager for your account',
};

/** What the library's error means. Its errors carry no useful code (always `GenericFailure`), only a text. */
export function problemOf(error: unknown): Problem {
  const text = textOf(error);
  // Linux: "unlock prompt was dismissed", "no result found" (no prompt could be shown), zbus "IsLocked".
  // Not plain "locked": D-Bus says of a silent service that something may have "blocked the reply".
  // keyring-core words every store that is there but closed as "Couldn't access platform storage".
  if (/dismissed|\blocked|IsLocked|no result found|couldn't access platform/i.test(text)) return 'locked';
  if (/denied|not permitted|cancel+ed|authori[sz]ation|user name or passphrase/i.test(text)) return 'denied';
  if (/did not receive a reply|timed out|timeout/i.test(text)) return 'timed-out';
  if (/dbus|zbus/i.test(text)) return 'no-service';
  return 'refused';
}

/** The typed error, with the sentence for this problem on this platform. */
export function keychainUnavailable(
  problem: Problem,
  cause: unknown,
  platform: NodeJS.Platform = process.platform,
): KeychainUnavailable {
  return new KeychainUnavailable(sentence(problem, platform), { cause });
}

function sentence(problem: Problem, platform: NodeJS.Platform): string {
  const unlock = UNLOCK[platform] ?? 'unlock it and try again';
  switch (problem) {
    case 'no-binary':
      return 'The part of this app that reaches the system keychain cannot be loaded on this computer; reinstall the app for this kind of computer.';
    case 'no-service':
      return `No system keychain was found on this computer; ${START[platform] ?? 'start one and try again'}.`;
    case 'locked':
      return `The system keychain is locked or could not be opened; ${unlock}.`;
    case 'denied':
      return `The system keychain denied access to this app; ${ALLOW[platform] ?? 'allow access and try again'}.`;
    case 'timed-out':
      return `The system keychain did not answer in time; answer its prompt if one is open, or ${unlock}.`;
    case 'refused':
      return `The system keychain could not do what was asked; ${unlock}.`;
  }
}

function textOf(error: unknown): string {
  return error instanceof Error ? `${error.name} ${error.message}` : String(error);
}
