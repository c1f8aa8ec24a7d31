import { inventedOptOut, MOST_INVENTED_OPT_OUTS, type OptOut } from './invented-opt-outs.ts';
import type { Pageable } from './paging.ts';
import {
  PROFILE_FIELDS,
  type PracticeContact,
  type PracticeField,
  SENDER_CODES,
  seedContacts,
} from './seed.ts';

/** A contact as plain JSON, for comparing all of them before and after. */
export interface ContactSnapshot extends Omit<PracticeContact, 'values'> {
  values: Record<string, string>;
}

const SYSTEM_PROPERTIES = {
  Birthday: 'birthday',
  'Email Address': 'emailAddress',
  'First Name': 'firstName',
  'Last Name': 'lastName',
  'Postal Code': 'postalCode',
} as const;

/** The practice company's data: who its contacts are and what is stored of them. */
export class PracticeCompany {
  readonly senderCodes = SENDER_CODES;
  readonly fields = PROFILE_FIELDS;
  /** Those that the account lists; of the others, which are system fields, only a contact's properties tell. */
  readonly listed: readonly PracticeField[];
  readonly #contacts = new Map(seedContacts().map((contact) => [contact.phone, contact]));
  readonly #inventedOptOuts: number;

  /**
   * @param inventedOptOuts how many are opted out of the first sender code beside its contacts.
   * @param unlisted names of system fields that the account does not list.
   */
  constructor(inventedOptOuts = 0, unlisted: readonly string[] = []) {
    this.listed = this.fields.filter(({ name }) => !unlisted.includes(name));
    if (inventedOptOuts > MOST_INVENTED_OPT_OUTS) {
      throw new RangeError(`At most ${MOST_INVENTED_OPT_OUTS} opt-outs can be invented.`);
    }
    this.#inventedOptOuts = inventedOptOuts;
  }

  /** Every contact, in a steady order. */
  snapshot(): ContactSnapshot[] {
    return [...this.#contacts.values()].map(({ values, ...rest }) => ({
      ...rest,
      values: Object.fromEntries(values),
    }));
  }

  contacts(): Iterable<PracticeContact> {
    return this.#contacts.values();
  }

  field(id: number): PracticeField | undefined {
    return this.listed.find((candidate) => candidate.id === id);
  }

  /** The contact with this number, however it is written, if it belongs to the sender code. */
  find(senderCodeId: number, written: string): PracticeContact | undefined {
    const phone = readPhone(written);
    const contact = phone === null ? undefined : this.#contacts.get(phone);
    return contact?.senderCodeId === senderCodeId ? contact : undefined;
  }

  /** Who is opted out of a sender code: its contacts, then those who are made up as they are asked for. */
  optOuts(senderCodeId: number): Pageable<OptOut> {
    const own = [...this.#contacts.values()]
      .filter((one) => one.senderCodeId === senderCodeId && one.optedOut)
      .map(({ phone, unsubscribeDate, optOutReason }) => ({
        phoneNumber: phone,
        optOutDate: unsubscribeDate,
        optOutReason,
      }));
    const length = own.length + (senderCodeId === SENDER_CODES[0]!.shortCodeId ? this.#inventedOptOuts : 0);
    return {
      length,
      slice: (from, to) => {
        const page = own.slice(from, to);
        for (let place = from + page.length; place < Math.min(to, length); place++) {
          page.push(inventedOptOut(place - own.length));
        }
        return page;
      },
    };
  }

  /** Opts a contact out through the API. */
  optOut(phone: string, date: string): void {
    const contact = this.#contacts.get(phone);
    if (contact) Object.assign(contact, { optedOut: true, unsubscribeDate: date, optOutReason: 'API' });
  }
}

/** Ten digits, eleven with a leading 1, or with a plus; null for anything else. */
export function readPhone(written: string): string | null {
  const digits = /^\+?1?(\d{10})$/.exec(written.trim())?.[1];
  return digits ? `1${digits}` : null;
}

/** A contact as `SMSContact` describes it: system fields as properties, the company's own in a list. */
export function writeContact(contact: PracticeContact, fields: readonly PracticeField[]) {
  const properties: Record<string, string | null> = {};
  const segmentationFieldValues: { segmentationFieldId: number; value: string }[] = [];
  for (const { id, name } of fields) {
    const value = contact.values.get(id) ?? null;
    const property = SYSTEM_PROPERTIES[name as keyof typeof SYSTEM_PROPERTIES] as string | undefined;
    if (property === 'birthday') properties[property] = value && isoDate(value);
    else if (property) properties[property] = value;
    else if (value !== null) segmentationFieldValues.push({ segmentationFieldId: id, value });
  }
  return { phoneNumber: contact.phone, ...properties, optedOut: contact.optedOut, segmentationFieldValues };
}

function isoDate(american: string): string {
  const [month, day, year] = american.split('/');
  return `${year}-${month}-${day}T00:00:00`;
}

/** The field that a contact's property stands for. */
export function fieldOfProperty(
  property: string,
  fields: readonly PracticeField[],
): PracticeField | undefined {
  const name = Object.entries(SYSTEM_PROPERTIES).find(([, candidate]) => candidate === property)?.[0];
  return fields.find((candidate) => candidate.name === name);
}

/** The value as the field stores it, or null when it does not fit the field. */
export function fitted(value: string, { dataType, maxLength }: PracticeField): string | null {
  switch (dataType) {
    case 'Text':
      return maxLength === null || value.length <= maxLength ? value : null;
    case 'Number':
      return /^-?\d+(\.\d{1,2})?$/.test(value) ? value : null;
    case 'Checkbox': {
      const word = value.toLowerCase();
      return ['true', 'on', '1'].includes(word)
        ? 'true'
        : ['false', 'off', '0'].includes(word)
          ? 'false'
          : null;
    }
    case 'Date': {
      const [, month, day, year] = /^(\d{2})\/(\d{2})\/(\d{4})$/.exec(value) ?? [];
      const date = new Date(`${year}-${month}-${day}T00:00:00Z`);
      return date.getUTCDate() === Number(day) ? value : null;
    }
  }
}
