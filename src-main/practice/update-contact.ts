import { fieldOfProperty, fitted, type PracticeCompany } from './company.ts';
import { invalidParameter, Refusal } from './refusal.ts';
import type { PracticeContact, PracticeField } from './seed.ts';

const PROPERTIES = ['emailAddress', 'firstName', 'lastName', 'postalCode', 'birthday'];

/**
 * Carries out Update Contact as a full replacement: a value that the request leaves out is cleared. The vendor's spec
 * does not say whether it is so; the strict reading is practised, so that a client that forgets a value is found out
 * here. It can opt somebody out, never in.
 * @throws Refusal before anything is changed.
 */
export function updateContact(
  contact: PracticeContact,
  json: Record<string, unknown>,
  company: PracticeCompany,
): void {
  const values = new Map<number, string>();
  const set = (field: PracticeField | undefined, given: unknown) => {
    if (!field)
      throw new Refusal(400, 'ERROR_INVALID_SEGMENTATION_FIELD_ID', 'A profile field does not exist.');
    if (field.statusFlag === 'Disabled') {
      throw new Refusal(400, 'ERROR_SEGMENTATION_FIELD_DISABLED', 'A profile field is disabled or purged.');
    }
    const text = String(given ?? '');
    if (text === '') return;
    const value = fitted(text, field);
    if (value === null && field.dataType === 'Text') {
      throw new Refusal(400, 'ERROR_SEGMENTATION_MAX_LENGTH', 'A value is too long for its profile field.');
    }
    if (value === null) throw invalidParameter(field.name);
    values.set(field.id, value);
  };
  for (const property of PROPERTIES) {
    const given = json[property];
    if (property === 'emailAddress' && given && !/^\S+@\S+\.\S+$/.test(String(given))) {
      throw new Refusal(400, 'ERROR_INVALID_EMAIL_ADDRESS', 'The email address is invalid.');
    }
    const value = property === 'birthday' ? americanDate(given) : given;
    set(fieldOfProperty(property, company.fields), value);
  }
  const list = Array.isArray(json.segmentationFieldValues) ? json.segmentationFieldValues : [];
  for (const { segmentationFieldId, value } of list) set(company.field(segmentationFieldId), value);
  contact.values = values;
  if (json.optedOut === true && !contact.optedOut) company.optOut(contact.phone, new Date().toISOString());
}

/** A contact's birthday is a date-time or null (vendor spec); it is stored as imports write it. */
function americanDate(given: unknown): string | null {
  if (given === null || given === undefined) return null;
  const [, year, month, day] = /^(\d{4})-(\d{2})-(\d{2})(?:T|$)/.exec(String(given)) ?? [];
  if (given === '')
    throw new Refusal(400, 'ERROR_BIRTHDAY_FIELD_NULL', 'The birthday does not have a correct null value.');
  if (!year) throw invalidParameter('birthday');
  return `${month}/${day}/${year}`;
}
