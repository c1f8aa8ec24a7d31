import { AppError } from '../contract/failure.ts';
import type { ProfileField } from '../contract/profile-field.ts';
import type { ListrakClient, SenderCode } from '../listrak/client.ts';
import { BRISK } from '../listrak/retry.ts';

/** What a connection to one sender code gives the steps after it. */
export interface Connection {
  /** The account's name as the user knows it. */
  account: string;
  client: ListrakClient;
  senderCode: SenderCode;
  fields: ProfileField[];
}

/**
 * Connects to a sender code: signs in, makes sure that the code is the account's, and reads its profile fields.
 * With no id given, the account's only sender code is taken.
 * @throws AppError `senderCode.*`, ListrakError
 */
export async function connect(
  client: ListrakClient,
  account: string,
  senderCodeId: number | null,
  signal?: AbortSignal,
): Promise<Connection> {
  const codes = await client.senderCodes({ signal, retry: BRISK });
  const senderCode =
    senderCodeId === null && codes.length === 1 ? codes[0] : codes.find(({ id }) => id === senderCodeId);
  if (!senderCode) {
    const known = codes
      .map(({ id, code, country }) => `${id} (${[code, country].filter(Boolean).join(', ')})`)
      .join('; ');
    throw new AppError({
      code: senderCodeId === null ? 'senderCode.missing' : 'senderCode.unknown',
      message:
        senderCodeId === null
          ? 'The account has several sender codes, and none was chosen. Nothing was sent.'
          : `The account has no sender code with the id ${senderCodeId}. Nothing was sent.`,
      hint: known === '' ? 'The account has no sender code at all.' : `Its sender codes are: ${known}.`,
    });
  }
  const fields = await client.profileFields(senderCode.id, { signal });
  return { account, client, senderCode, fields };
}
