import type { ProfileField } from '../contract/profile-field.ts';
import { CLOSENESSES, closeness, nameKey } from './column-names.ts';

/** Amperity's attribute names and the system fields they mean. Source: Amperity's docs of its connector. */
const ATTRIBUTES = [
  ['email', 'Email Address'],
  ['given_name', 'First Name'],
  ['surname', 'Last Name'],
  ['postal', 'Postal Code'],
  ['birthdate', 'Birthday'],
] as const;

const ATTRIBUTES_BY_KEY = new Map(
  ATTRIBUTES.map(([attribute, means]) => [nameKey(attribute), { attribute, means }]),
);

/** A field that a name may mean. The smaller the `rank`, the closer; ranks count for names and fields alike. */
export interface NamedField {
  field: ProfileField;
  rank: number;
}

/** A name's closest field, which is a disabled one only where no enabled field has the name; or why there is none. */
export type FieldOfName = NamedField | 'several' | undefined;

/** An account's profile fields, found by their names. */
export class FieldNames {
  readonly #byKey = new Map<string, ProfileField[]>();

  constructor(fields: readonly ProfileField[]) {
    for (const field of fields) {
      const key = nameKey(field.name);
      const same = this.#byKey.get(key);
      if (same) same.push(field);
      else this.#byKey.set(key, [field]);
    }
  }

  /** The field of that name. */
  named(name: string): FieldOfName {
    return closest(this.#ranked(name));
  }

  /** The field that a column of that name goes to: one of its own name, before one that Amperity's name stands for. */
  meantBy(header: string): FieldOfName {
    const known = ATTRIBUTES_BY_KEY.get(nameKey(header));
    if (!known) return this.named(header);
    const lead = (1 + closeness(header, known.attribute)) * CLOSENESSES;
    return closest([...this.#ranked(header), ...this.#ranked(known.means, lead)]);
  }

  #ranked(name: string, lead = 0): NamedField[] {
    const same = this.#byKey.get(nameKey(name)) ?? [];
    return same.map((field) => ({ field, rank: lead + closeness(field.name, name) }));
  }
}

/** Whether a name is only Amperity's word for its field. */
export function isByAttribute({ rank }: NamedField): boolean {
  return rank >= CLOSENESSES;
}

function closest(candidates: NamedField[]): FieldOfName {
  const enabled = candidates.filter(({ field }) => !field.disabled);
  const [first, second] = (enabled.length > 0 ? enabled : candidates).sort((a, b) => a.rank - b.rank);
  return first && !first.field.disabled && first.rank === second?.rank ? 'several' : first;
}
