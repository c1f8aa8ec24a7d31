import { describe, expect, it } from 'vitest';
import {
  type ColumnEvidence,
  noEvidence,
  sameRules,
  weigherFor,
} from '../../../src-main/audience/column-evidence.ts';
import { withConstants } from '../../../src-main/audience/constants.ts';
import { type DateEvidence, noDateEvidence } from '../../../src-main/audience/dates.ts';
import { type DigitsEvidence, noDigitsEvidence } from '../../../src-main/audience/digits-evidence.ts';
import { mapColumns } from '../../../src-main/audience/mapping.ts';
import { noPostalEvidence, type PostalEvidence } from '../../../src-main/audience/postal-evidence.ts';
import { field } from './review-text.ts';

const FIELDS = [
  field('Email Address'),
  field('Birthday', 'Date'),
  field('Renewal', 'Date'),
  field('Postal Code'),
  field('Note'),
  field('Points', 'Number'),
  field('VIP', 'Checkbox'),
  field('Tier'),
];
const HEADER = [
  'Phone',
  'Email Address',
  'Birthday',
  'Renewal',
  'Postal Code',
  'Note',
  'Points',
  'VIP',
  'Other',
];
const COLUMNS = mapColumns(HEADER, FIELDS);
const at = (name: string) => HEADER.indexOf(name);

describe('the evidence that is gathered', () => {
  it('is of those columns whose rule looks at the whole column, each of its kind', () => {
    const { dates, postal, digits } = noEvidence(COLUMNS);
    expect(dates).toEqual(
      new Map([
        [at('Birthday'), noDateEvidence()],
        [at('Renewal'), noDateEvidence()],
      ]),
    );
    expect(postal).toEqual(new Map([[at('Postal Code'), noPostalEvidence()]]));
    expect(digits).toEqual(
      new Map([
        [at('Note'), noDigitsEvidence()],
        [at('Points'), noDigitsEvidence()],
      ]),
    );
  });

  it('is none of a value that is the same for every row', () => {
    const columns = withConstants(COLUMNS, FIELDS, [{ field: 'Tier', value: 'Gold' }], '2026-06-15');
    expect(noEvidence(columns)).toEqual(noEvidence(COLUMNS));
  });

  it('grows by what a cell tells, in its own column alone', () => {
    const evidence = noEvidence(COLUMNS);
    weigherFor(at('Renewal'), evidence)!('13/1/2020');
    weigherFor(at('Postal Code'), evidence)!('17101');
    weigherFor(at('Points'), evidence)!('3,50');
    const expected = noEvidence(COLUMNS);
    expected.dates.get(at('Renewal'))!.dayFirst = 1;
    expected.postal.get(at('Postal Code'))!.fiveDigits = 1;
    expected.digits.get(at('Points'))!.decimalCommas = 1;
    expect(evidence).toEqual(expected);
  });

  it.each(['Phone', 'Email Address', 'VIP', 'Other'])('has nothing to hear of %s', (name) => {
    expect(weigherFor(at(name), noEvidence(COLUMNS))).toBeUndefined();
  });
});

describe('sameRules', () => {
  const dates = (more: Partial<DateEvidence>): ColumnEvidence => ({
    ...none(),
    dates: new Map([[2, { ...noDateEvidence(), ...more }]]),
  });
  const postal = (more: Partial<PostalEvidence>): ColumnEvidence => ({
    ...none(),
    postal: new Map([[2, { ...noPostalEvidence(), ...more }]]),
  });
  const digits = (more: Partial<DigitsEvidence>): ColumnEvidence => ({
    ...none(),
    digits: new Map([[2, { ...noDigitsEvidence(), ...more }]]),
  });

  it.each<[string, boolean, ColumnEvidence, ColumnEvidence]>([
    ['nothing at all', true, none(), none()],
    ['more dates of the same order', true, dates({ dayFirst: 1 }), dates({ dayFirst: 9, either: 3 })],
    ['another order', false, dates({ dayFirst: 1 }), dates({ monthFirst: 1 })],
    [
      'the same order, no longer proven',
      false,
      dates({ monthFirst: 2 }),
      dates({ monthFirst: 2, dayFirst: 1 }),
    ],
    ['the same order, proven at last', false, dates({}), dates({ monthFirst: 1 })],
    ['other digits among dates', false, dates({}), dates({ otherDigits: 1 })],
    ['more other digits', true, dates({ otherDigits: 1 }), dates({ otherDigits: 2 })],
    ['American codes or not', false, postal({ fiveDigits: 1 }), postal({ fiveDigits: 1, short: 1 })],
    ['more American codes', true, postal({ fiveDigits: 1 }), postal({ fiveDigits: 9, short: 1, other: 1 })],
    ['a long number that was not rounded', false, digits({ long: 1, rounded: 1 }), digits({ long: 1 })],
    ['decimal commas', false, digits({}), digits({ decimalCommas: 1 })],
    ['more of the same digits', true, digits({ long: 1, rounded: 1 }), digits({ long: 2, rounded: 2 })],
  ])('%s: %s', (_what, same, one, other) => {
    expect(sameRules(one, other)).toBe(same);
    expect(sameRules(other, one)).toBe(same);
  });

  it.each<[string, (evidence: ColumnEvidence) => void]>([
    ['a date column', ({ dates }) => dates.set(at('Renewal'), { ...noDateEvidence(), dayFirst: 1 })],
    [
      'a postal column',
      ({ postal }) => postal.set(at('Postal Code'), { ...noPostalEvidence(), fiveDigits: 1 }),
    ],
    [
      'the last column of numbers',
      ({ digits }) => digits.set(at('Points'), { ...noDigitsEvidence(), long: 1 }),
    ],
  ])('%s that differs is enough, wherever it stands', (_what, change) => {
    const other = noEvidence(COLUMNS);
    change(other);
    expect(sameRules(noEvidence(COLUMNS), other)).toBe(false);
  });
});

function none(): ColumnEvidence {
  return { dates: new Map(), postal: new Map(), digits: new Map(), widths: { exact: 0, surplus: 0 } };
}
