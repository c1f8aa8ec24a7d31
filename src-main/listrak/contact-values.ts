import type { ProfileField } from '../contract/profile-field.ts';
import type { Contact } from './answers.ts';
import { SYSTEM_FIELDS, writeBirthday } from './assumptions.ts';

const keyOf = (name: string) => name.trim().toLowerCase();
const PROPERTIES = new Map<string, (typeof SYSTEM_FIELDS)[number]['property']>(
  SYSTEM_FIELDS.map(({ name, property }) => [keyOf(name), property]),
);

/** What Listrak holds for each of the fields, '' where it holds nothing, as Listrak writes it. */
export function storedValues(contact: Contact, fields: readonly ProfileField[]): string[] {
  const custom = new Map(
    contact.segmentationFieldValues?.map(({ segmentationFieldId, value }) => [
      segmentationFieldId,
      value ?? '',
    ]),
  );
  return fields.map(({ id, name }) => {
    const property = PROPERTIES.get(keyOf(name));
    return (property && contact[property]) ?? custom.get(id) ?? '';
  });
}

/**
 * The system fields that an account does not list among its profile fields, so that an import cannot carry them. Their ids
 * are negative, and the same for every account.
 */
export function unlistedSystemFields(listed: readonly ProfileField[]): ProfileField[] {
  const names = new Set(listed.map(({ name }) => keyOf(name)));
  return SYSTEM_FIELDS.map(({ name, dataType }, place) => ({
    id: -1 - place,
    name,
    dataType,
    maxLength: null,
    disabled: false,
  })).filter(({ name }) => !names.has(keyOf(name)));
}

/**
 * The body that gives a contact other values in some fields and leaves all else as it is: whatever Update Contact does with
 * a value that is left out, none is. Of what Get Contact tells, only the two dates of the subscription are no part of it.
 * Source: vendor spec, `SMSContact`.
 * @param values the fields, and what is to stand in them, as an import file has it.
 */
export function contactWith(
  contact: Contact,
  values: readonly { field: Pick<ProfileField, 'id' | 'name'>; sent: string }[],
): Record<string, unknown> {
  const { subscribeDate, unsubscribeDate, ...kept } = contact;
  const changed: Record<string, unknown> = { ...kept };
  const custom = [...(contact.segmentationFieldValues ?? [])];
  for (const { field, sent } of values) {
    const property = PROPERTIES.get(keyOf(field.name));
    if (property) changed[property] = property === 'birthday' ? writeBirthday(sent) : sent;
    else {
      const place = custom.findIndex(({ segmentationFieldId }) => segmentationFieldId === field.id);
      const entry = { ...custom[place], segmentationFieldId: field.id, value: sent };
      custom.splice(place === -1 ? custom.length : place, 1, entry);
      changed.segmentationFieldValues = custom;
    }
  }
  return changed;
}
