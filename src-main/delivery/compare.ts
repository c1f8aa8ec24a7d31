import type { DataType, ProfileField } from '../contract/profile-field.ts';

export interface Difference {
  field: ProfileField;
  sent: string;
  stored: string;
}

/**
 * Holds what was sent against what Listrak holds, field by field, both brought to one form first. A blank that was
 * sent is not compared, since what Listrak does with one is documented nowhere.
 */
export function differences(
  fields: readonly ProfileField[],
  sent: readonly string[],
  stored: readonly string[],
): Difference[] {
  return fields.flatMap((field, place) => {
    const mine = sent[place] ?? '';
    const theirs = stored[place] ?? '';
    const same = mine === '' || comparable(mine, field) === comparable(theirs, field);
    return same ? [] : [{ field, sent: mine, stored: theirs }];
  });
}

const COMPARABLE: Record<DataType, (text: string) => string> = {
  Text: (text) => text,
  // As text, since two long numbers can be one to the computer's arithmetic.
  Number: (text) => {
    const [, sign, whole, decimals] = /^([-+]?)0*(\d+)(?:\.(\d*?)0*)?$/.exec(text) ?? [];
    if (whole === undefined) return text;
    const value = decimals ? `${whole}.${decimals}` : whole;
    return sign === '-' && value !== '0' ? `-${value}` : value;
  },
  Checkbox: (text) => {
    const word = text.toLowerCase();
    return /^(?:true|on|1)$/.test(word) ? 'true' : /^(?:false|off|0)$/.test(word) ? 'false' : word;
  },
  // Sent as 12/31/2020, answered so or as an ISO date-time, of which the day is taken as written.
  Date: (text) => {
    const american = /^(\d{1,2})\/(\d{1,2})\/(\d{4})/.exec(text);
    if (american) return `${american[3]}-${american[1]!.padStart(2, '0')}-${american[2]!.padStart(2, '0')}`;
    return /^\d{4}-\d{2}-\d{2}/.exec(text)?.[0] ?? text;
  },
};

function comparable(text: string, field: ProfileField): string {
  const value = COMPARABLE[field.dataType](text.trim());
  return field.name.trim().toLowerCase() === 'email address' ? value.toLowerCase() : value;
}
