import type { z } from 'zod';
import type { ProfileField } from '../contract/profile-field.ts';
import {
  type Contact,
  contactAnswer,
  createdAnswer,
  importStateAnswer,
  type OptOut,
  optOutsAnswer,
  profileFieldsAnswer,
  profileFieldsOf,
  senderCodesAnswer,
} from './answers.ts';
import {
  cursorOf,
  isImportOver,
  isSamePhone,
  meansFailure,
  PAGE_MEMBERS,
  writePhone,
} from './assumptions.ts';
import { type ImportFile, type ImportMapping, importBody } from './import-body.ts';
import { errorOfShape, ListrakError } from './listrak-error.ts';
import { type CallOptions, type ClientOptions, Requests } from './requests.ts';
import { ONCE } from './retry.ts';

export type { CallOptions, ClientOptions, Credentials } from './requests.ts';

export interface SenderCode {
  id: number;
  code: string;
  country: string | null;
  merchant: string;
}

export interface ImportState {
  /** Listrak's own words. */
  status: string;
  state: 'working' | 'finished' | 'failed';
}

/**
 * How Listrak says that it has no such contact. Source: vendor spec, Get Contact, and its list of error codes. The
 * sender code is known to be right by then (see `connect`), though a wrong one is answered alike.
 */
const UNKNOWN_NUMBER = new Set([
  'ERROR_UNABLE_TO_LOCATE_RESOURCE',
  'ERROR_PHONE_NUMBER_NOT_FOUND',
  'ERROR_INVALID_PHONE_NUMBER',
]);

/**
 * The calls of the Listrak SMS API that this tool makes, and no others. Every call renews the token once when it
 * is refused, repeats what fails for a passing reason, and rejects with a ListrakError, or with the signal's reason when
 * it is stopped before anything could have had an effect.
 */
export class ListrakClient {
  readonly #requests: Requests;

  constructor(options: ClientOptions) {
    this.#requests = new Requests(options);
  }

  /** The account's sender codes. Every other call is about one of them, by its `id`. */
  async senderCodes(options: CallOptions = {}): Promise<SenderCode[]> {
    const { data } = await this.#requests.get(
      '/v1/ShortCode',
      senderCodesAnswer,
      'the sender codes',
      options,
    );
    return data.map(({ shortCodeId, code, country, merchantName }) => ({
      id: shortCodeId,
      code: code ?? '',
      country: country ?? null,
      merchant: merchantName ?? '',
    }));
  }

  /** The profile fields of the account, disabled ones among them. */
  async profileFields(senderCodeId: number, options: CallOptions = {}): Promise<ProfileField[]> {
    const path = `/v1/ShortCode/${senderCodeId}/SegmentationField`;
    return profileFieldsOf(
      await this.#requests.get(path, profileFieldsAnswer, 'the profile fields', options),
    );
  }

  /** What Listrak holds of one phone, or null when it does not know the number. */
  async contact(senderCodeId: number, phone: number, options: CallOptions = {}): Promise<Contact | null> {
    const path = `/v1/ShortCode/${senderCodeId}/Contact/${writePhone(phone)}`;
    try {
      return (await this.#requests.get(path, contactAnswer, 'a contact', options)).data;
    } catch (error) {
      if (error instanceof ListrakError && UNKNOWN_NUMBER.has(error.code)) return null;
      throw error;
    }
  }

  /**
   * Changes one contact: reads it, lets `change` say what is to be written, and writes that. Whatever fails for a passing
   * reason, also where nobody knows whether it was written, begins with reading again, so that no value goes back that has
   * changed meanwhile. What is being written is not broken off by the signal: then nobody would know.
   * @param change the body of Update Contact, or null where the contact is to stay as it is. It may be asked again.
   * @returns whether Listrak knows the number.
   * @throws ListrakError with status 400 where Listrak refuses the values; nothing was changed then.
   */
  async updateContact(
    senderCodeId: number,
    phone: number,
    change: (contact: Contact) => Record<string, unknown> | null,
    options: CallOptions = {},
  ): Promise<boolean> {
    const once = { ...options, retry: ONCE };
    const attempt = async (): Promise<boolean> => {
      const contact = await this.contact(senderCodeId, phone, once);
      if (contact && !isSamePhone(contact.phoneNumber, phone))
        throw errorOfShape('a contact', 'it is about another number', false);
      const body = contact && change(contact);
      if (body) await this.#requests.put(`/v1/ShortCode/${senderCodeId}/Contact`, JSON.stringify(body));
      return contact !== null;
    };
    try {
      return await this.#requests.repeated(attempt, options);
    } catch (error) {
      if (error instanceof ListrakError && UNKNOWN_NUMBER.has(error.code)) return false;
      throw error;
    }
  }

  /**
   * The numbers opted out of a sender code, as Listrak writes them, page by page. The vendor's spec gives this call a
   * cursor to ask with but shows none in its answer; so a full page that names no next one is taken for an error, since
   * it would silently hide the opt-outs after it.
   */
  async *optOuts(senderCodeId: number, options: CallOptions = {}): AsyncGenerator<OptOut[]> {
    const seen = new Set<string>();
    for (let cursor: string | null = 'Start'; cursor !== null; ) {
      if (seen.has(cursor)) throw errorOfShape('the opt-outs', 'its pages repeat themselves', false);
      seen.add(cursor);
      const query = new URLSearchParams({ cursor, count: String(PAGE_MEMBERS) });
      const path = `/v1/ShortCode/${senderCodeId}/OptOut?${query}`;
      const page: z.infer<typeof optOutsAnswer> = await this.#requests.get(
        path,
        optOutsAnswer,
        'the opt-outs',
        options,
      );
      yield page.data;
      if (page.nextPageCursor === undefined && page.data.length >= PAGE_MEMBERS) {
        throw errorOfShape('the opt-outs', 'a full page does not say where the next one is', false);
      }
      cursor = cursorOf(page.nextPageCursor);
    }
  }

  /** Where an import is sent. */
  importAddress(senderCodeId: number): string {
    return this.#requests.addressOf(`/v1/ShortCode/${senderCodeId}/ContactImport`);
  }

  /** Where contacts are read, each at its number below it, and written. */
  contactAddress(senderCodeId: number): string {
    return this.#requests.addressOf(`/v1/ShortCode/${senderCodeId}/Contact`);
  }

  /**
   * Starts a contact update import and answers its id. When it fails with `mayHaveTakenEffect`, the import may be
   * running in Listrak all the same, and it is not repeated.
   * @param onSent told the bytes of the request's body that are out, and how many there are.
   */
  async startImport(
    senderCodeId: number,
    file: ImportFile,
    mappings: readonly ImportMapping[],
    options: CallOptions & { onSent?: ((bytes: number, ofBytes: number) => void) | undefined } = {},
  ): Promise<string> {
    const path = `/v1/ShortCode/${senderCodeId}/ContactImport`;
    const body = importBody(file, mappings);
    const onSent = (bytes: number) => options.onSent?.(bytes, body.length);
    const { resourceId } = await this.#requests.post(
      path,
      body,
      createdAnswer,
      'the import',
      options,
      onSent,
    );
    return resourceId;
  }

  /** How far an import is. Listrak tells no more than this: no counts, and nothing about single rows. */
  async importState(senderCodeId: number, importId: string, options: CallOptions = {}): Promise<ImportState> {
    const path = `/v1/ShortCode/${senderCodeId}/ContactImport/${encodeURIComponent(importId)}`;
    const { data } = await this.#requests.get(path, importStateAnswer, 'the import', options);
    const status = data.status ?? '';
    if (meansFailure(status)) return { status, state: 'failed' };
    return { status, state: isImportOver(data) ? 'finished' : 'working' };
  }
}
