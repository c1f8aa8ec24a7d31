import type { CountryCode } from 'libphonenumber-js/max';
import type { ProfileField } from '../contract/profile-field.ts';
import type { Suggestion } from '../contract/suggestion.ts';
import { nameKey } from './column-names.ts';
import { FieldNames, type FieldOfName } from './field-names.ts';
import type { MappedColumn } from './mapped-column.ts';
import { FIELD_ALIASES, PHONE_ALIASES, PHONE_NAMES } from './name-aliases.ts';
import { type KnownName, knownName, unlikeness } from './name-likeness.ts';
import { phoneRule } from './phone.ts';
import { isPlaceholder } from './values.ts';

const MOST = 3;
/** How many cells must tell that a column holds phones, and with how many digits. */
const ENOUGH_PHONES = 3;
const DIGITS_OF_PHONE = 10;

/**
 * What columns that are matched to nothing may be meant for: at most three for each, best first. Fields that are disabled
 * or that another column goes to are not suggested, nor is the phone where a column is the phone.
 * Best is what a column shares its very name with, where none got it since several have that name; then what its name is
 * another word for; then what its cells are; then what has a name like its own. Source: our own rule (design).
 * @param firstRows their cells by the columns' positions.
 * @returns by the columns' positions, without those of which nothing can be said.
 */
export function suggestionsFor(
  columns: readonly MappedColumn[],
  fields: readonly ProfileField[],
  firstRows: readonly (readonly string[])[],
  country: CountryCode,
): Map<number, Suggestion[]> {
  const unmatched = columns.filter(({ role }) => role === 'unmatched');
  const free = new FreeTargets(columns, fields);
  const byName = unmatched.map(({ named, header }) => (named ? free.called(header) : []));
  const phoneIsCalled = byName.flat().some(({ target }) => target === 'phone');
  const isPhone = phoneTest(country);
  const all = unmatched.map(({ position, named, header }, index): [number, Suggestion[]] => {
    const looksLikePhone = free.phone && !phoneIsCalled && holdsPhones(firstRows, position, isPhone);
    return [
      position,
      best([
        ...byName[index]!,
        ...(looksLikePhone ? [phone('values')] : []),
        // Where a name has a meaning, likeness to other names is chance.
        ...(named && byName[index]!.length === 0 ? free.alike(header) : []),
      ]),
    ];
  });
  return new Map(all.filter(([, suggestions]) => suggestions.length > 0));
}

/** What no column goes to yet. */
class FreeTargets {
  readonly phone: boolean;
  readonly #names: FieldNames;
  readonly #fields: Set<ProfileField>;
  readonly #known: { suggestion: Suggestion; name: KnownName }[];

  constructor(columns: readonly MappedColumn[], fields: readonly ProfileField[]) {
    const taken = new Set(columns.map(({ field }) => field?.id));
    this.phone = !columns.some(({ role }) => role === 'phone');
    this.#names = new FieldNames(fields);
    this.#fields = new Set(fields.filter(({ id, disabled }) => !disabled && !taken.has(id)));
    const phones = this.phone ? [phone('alike')] : [];
    this.#known = [...phones, ...[...this.#fields].map((field) => goingTo(field, 'alike'))].map(
      (suggestion) => ({ suggestion, name: knownName(suggestion.name) }),
    );
  }

  /** What a column's name says itself, or is another word for. */
  called(header: string): Suggestion[] {
    const key = nameKey(header);
    const phones: Suggestion[] = [];
    if (this.phone && PHONE_NAMES.has(key)) phones.push(phone('alike'));
    if (this.phone && PHONE_ALIASES.has(key)) phones.push(phone('alias'));
    const alias = FIELD_ALIASES.get(key);
    return [
      ...this.#ifFree(this.#names.meantBy(header), 'alike'),
      ...phones,
      ...(alias === undefined ? [] : this.#ifFree(this.#names.named(alias), 'alias')),
    ];
  }

  /** What has a name like it, the likest first. */
  alike(header: string): Suggestion[] {
    const own = knownName(header);
    return this.#known
      .flatMap(({ suggestion, name }) => {
        const unlike = unlikeness(own, name);
        return unlike === null ? [] : { suggestion, unlike };
      })
      .sort((one, other) => one.unlike - other.unlike)
      .map(({ suggestion }) => suggestion);
  }

  #ifFree(found: FieldOfName, because: Suggestion['because']): Suggestion[] {
    return found && found !== 'several' && this.#fields.has(found.field)
      ? [goingTo(found.field, because)]
      : [];
  }
}

function goingTo({ id, name }: ProfileField, because: Suggestion['because']): Suggestion {
  return { target: id, name, because };
}

function phone(because: Suggestion['because']): Suggestion {
  return { target: 'phone', name: 'Phone', because };
}

function best(suggestions: readonly Suggestion[]): Suggestion[] {
  const targets = suggestions.map(({ target }) => target);
  return suggestions.filter(({ target }, index) => targets.indexOf(target) === index).slice(0, MOST);
}

function phoneTest(country: CountryCode): (cell: string) => boolean {
  const rule = phoneRule(country);
  return (cell) => cell.replace(/\D/g, '').length >= DIGITS_OF_PHONE && rule(cell, { marks: 0 }) > 0;
}

/** Whether all cells that are filled in the first rows are phones, and enough of them are filled. */
function holdsPhones(
  rows: readonly (readonly string[])[],
  position: number,
  isPhone: (cell: string) => boolean,
): boolean {
  const filled = rows
    .map((cells) => cells[position]?.trim() ?? '')
    .filter((cell) => cell !== '' && !isPlaceholder(cell));
  return filled.length > 0 && filled.length >= Math.min(ENOUGH_PHONES, rows.length) && filled.every(isPhone);
}
