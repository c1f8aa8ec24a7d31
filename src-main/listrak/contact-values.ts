import type { ProfileField } from '../contract/profile-field.ts';
import type { Contact } from './answers.ts';
import { SYSTEM_FIELDS } from './assumptions.ts';

/** What Listrak holds for each of the fields, '' where it holds nothing, as Listrak writes it. */
export function storedValues(contact: Contact, fields: readonly ProfileField[]): string[] {
  const custom = new Map(
    contact.segmentationFieldValues?.map(({ segmentationFieldId, value }) => [
      segmentationFieldId,
      value ?? '',
    ]),
  );
  return fields.map(({ id, name }) => {
    const property = SYSTEM_FIELDS[name.trim().toLowerCase() as keyof typeof SYSTEM_FIELDS] as
      | (typeof SYSTEM_FIELDS)[keyof typeof SYSTEM_FIELDS]
      | undefined;
    return (property && contact[property]) ?? custom.get(id) ?? '';
  });
}
