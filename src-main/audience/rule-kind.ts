import type { ProfileField } from '../contract/profile-field.ts';

/** Which rule a field's values follow. */
export type RuleKind = 'text' | 'email' | 'postal' | 'number' | 'checkbox' | 'date' | 'birthday';

/** The system fields that carry a rule of their own, by Listrak's names for them. Source: Amperity's docs. */
const SYSTEM_FIELDS: Record<string, RuleKind> = {
  'Text email address': 'email',
  'Text postal code': 'postal',
  'Date birthday': 'birthday',
};
const KINDS = { Text: 'text', Number: 'number', Checkbox: 'checkbox', Date: 'date' } as const;

export function ruleKind({ name, dataType }: Pick<ProfileField, 'name' | 'dataType'>): RuleKind {
  return SYSTEM_FIELDS[`${dataType} ${name.trim().toLowerCase()}`] ?? KINDS[dataType];
}
