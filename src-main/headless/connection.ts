import { readFile } from 'node:fs/promises';
import { Accounts } from '../application/accounts.ts';
import {
  type ClientHooks,
  type OpenedAccount,
  openAccountAt,
  openPracticeAccount,
} from '../application/open-account.ts';
import { PRACTICE_ACCOUNT } from '../contract/connection.ts';
import { AppError } from '../contract/failure.ts';
import type { ProfileField } from '../contract/profile-field.ts';
import { type OpenedKeychain, openKeychain } from '../keychain/open-keychain.ts';
import { loopbackAddresses, VENDOR } from '../listrak/addresses.ts';
import { profileFieldsAnswer, profileFieldsOf } from '../listrak/answers.ts';
import type { Credentials } from '../listrak/client.ts';
import { type Options, WrongUse } from './arguments.ts';
import type { Progress } from './progress.ts';

/** The account that the command line names. */
export interface NamedAccount extends OpenedAccount {
  name: string;
  /** The practice account has a sender code to begin with; elsewhere the user names one. */
  defaultSenderCode: number | null;
}

const PRACTICE_SENDER_CODE = 1001;

/** What the account of the environment's credentials is called. */
export const ENVIRONMENT_ACCOUNT = 'Listrak';

let keychain: Promise<OpenedKeychain> | null = null;

/** The system's keychain, opened when it is first needed: what is silent must not be waited for twice. */
export function theKeychain(): Promise<OpenedKeychain> {
  keychain ??= openKeychain();
  return keychain;
}

/** Opens the account that `--account`, `--api` and `--auth`, or the environment name. */
export async function openAccount(options: Options, progress: Progress): Promise<NamedAccount> {
  const { account, api, auth } = options;
  if (account !== undefined && (api !== undefined || auth !== undefined)) {
    throw new WrongUse('--account and --api cannot go together.');
  }
  const hooks: ClientHooks = {
    onWait: ({ waitMs, why }) => progress.show({ stage: 'waiting', waitMs, why }),
  };
  if (account === PRACTICE_ACCOUNT) {
    const practice = await openPracticeAccount(hooks);
    return { ...practice, name: account, defaultSenderCode: PRACTICE_SENDER_CODE };
  }
  const named = (name: string, opened: OpenedAccount) => ({ ...opened, name, defaultSenderCode: null });
  if (account !== undefined) {
    return named(account, openAccountAt(VENDOR, await storedCredentials(account, progress), hooks));
  }
  if ((api === undefined) !== (auth === undefined)) throw new WrongUse('--api and --auth go together.');
  const addresses = api !== undefined && auth !== undefined ? loopbackAddresses(api, auth) : VENDOR;
  const opened = openAccountAt(addresses, credentialsOfEnvironment(), hooks);
  return named(api === undefined ? ENVIRONMENT_ACCOUNT : opened.host, opened);
}

async function storedCredentials(account: string, progress: Progress): Promise<Credentials> {
  const { keychain, kind, why } = await theKeychain();
  if (kind === 'system') return await new Accounts(keychain).credentials(account);
  if (!process.env.LISTRAK_CLIENT_ID) throw noKeychain(why);
  progress.say(`${why} The client ID and secret of the environment are used, for this run only.`);
  return credentialsOfEnvironment();
}

/** The accounts of the system's keychain. @throws AppError `keychain.unavailable` */
export async function openAccounts(): Promise<Accounts> {
  const { keychain, kind, why } = await theKeychain();
  if (kind === 'memory') throw noKeychain(why);
  return new Accounts(keychain);
}

function noKeychain(why: string | null): AppError {
  return new AppError({
    code: 'keychain.unavailable',
    message: `${why ?? 'The keychain cannot be reached.'} Nothing was stored and nothing was sent.`,
    hint: 'Without a keychain, set LISTRAK_CLIENT_ID and LISTRAK_CLIENT_SECRET for this run.',
  });
}

/** Reads the credentials from the environment. @throws AppError `credentials.missing` */
export function credentialsOfEnvironment(): Credentials {
  const clientId = process.env.LISTRAK_CLIENT_ID ?? '';
  const clientSecret = process.env.LISTRAK_CLIENT_SECRET ?? '';
  if (clientId !== '' && clientSecret !== '') return { clientId, clientSecret };
  const missing =
    clientId !== ''
      ? 'LISTRAK_CLIENT_SECRET is'
      : clientSecret !== ''
        ? 'LISTRAK_CLIENT_ID is'
        : 'LISTRAK_CLIENT_ID and LISTRAK_CLIENT_SECRET are';
  throw new AppError({
    code: 'credentials.missing',
    message: `There are no credentials for Listrak: ${missing} not set. Nothing was sent.`,
    hint: 'Set LISTRAK_CLIENT_ID and LISTRAK_CLIENT_SECRET in the environment, or name an account of the keychain with --account.',
  });
}

/** The profile fields in a file that holds an answer of Listrak's. @throws AppError `fields.*` */
export async function fieldsOfFile(path: string): Promise<ProfileField[]> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    throw new AppError(
      {
        code: 'fields.missing',
        message: 'The file given with --fields cannot be opened. Nothing was sent.',
        hint: 'Check its name and your permission to read it.',
      },
      { cause: error },
    );
  }
  try {
    return profileFieldsOf(profileFieldsAnswer.parse(JSON.parse(text)));
  } catch (error) {
    throw new AppError(
      {
        code: 'fields.unreadable',
        message: 'The file given with --fields does not hold Listrak’s profile fields. Nothing was sent.',
        hint: 'It must be the answer of GET …/SegmentationField, saved as JSON.',
      },
      { cause: error },
    );
  }
}
