import { nameKey } from './column-names.ts';

const keysOf = (...names: string[]): ReadonlySet<string> => new Set(names.map(nameKey));

/** The keys of the names that a column of phones has by itself. */
export const PHONE_NAMES = keysOf('phone', 'phone number');

/** Keys of names that no column gets by itself, but beside which another one is not the phone by itself either. */
export const MAYBE_PHONE_NAMES = keysOf(
  ...['mobile', 'mobile phone', 'mobile number', 'mobile phone number'],
  ...['cell', 'cell phone', 'cell phone number', 'sms phone', 'sms number'],
);

/** The keys of the names that a column of opt-in answers has by itself. */
export const OPT_IN_NAMES = keysOf(
  ...['is sms opted in', 'sms opted in', 'is opted in sms'],
  ...['sms opt in', 'is sms opt in'],
);

/** Keys of other words for the phone, or for some phone: good for a suggestion. */
export const PHONE_ALIASES = new Set([
  ...MAYBE_PHONE_NAMES,
  ...keysOf('cell number', 'sms phone number', 'phone no', 'telephone', 'telephone number', 'tel', 'msisdn'),
  ...keysOf('handy', 'handynummer'),
]);

/** The names of system fields by the keys of other usual words for them: good for a suggestion. */
export const FIELD_ALIASES: ReadonlyMap<string, string> = new Map(
  Object.entries({
    'Postal Code': keysOf('zip', 'zip code', 'postcode', 'postal', 'postal code'),
    Birthday: keysOf('dob', 'date of birth', 'birth date', 'bday', 'birthday'),
    'First Name': keysOf('first', 'fname', 'first name', 'given name', 'forename'),
    'Last Name': keysOf('last', 'lname', 'last name', 'surname', 'family name'),
    'Email Address': keysOf('email', 'mail', 'email address'),
  }).flatMap(([field, aliases]) => [...aliases].map((alias): [string, string] => [alias, field])),
);

/** The keys of the names of an id by which rows of two files are joined by itself. */
export const ID_NAMES = keysOf('amperity id');
