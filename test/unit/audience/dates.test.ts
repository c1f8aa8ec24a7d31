import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type DateOrder,
  dateOrder,
  dateRule,
  isOrderProven,
  isRealDay,
  noDateEvidence,
  weighDate,
} from '../../../src-main/audience/dates.ts';
import { anyText, codesOf } from './review-text.ts';

interface Options {
  order?: DateOrder;
  decided?: boolean;
  serials?: boolean;
  past?: boolean;
  today?: string;
}
function ask(text: string, options: Options = {}) {
  const verdict = { marks: 0 };
  const rule = dateRule({
    order: 'monthFirst',
    decided: true,
    serials: true,
    past: false,
    today: '2026-06-15',
    ...options,
  });
  const value = rule(text, verdict);
  return { value, codes: codesOf(verdict.marks) };
}

describe('the date rule', () => {
  it.each([
    ['2020-12-31', '12/31/2020'],
    ['2020-1-5', '01/05/2020'],
    ['2020-12-31T23:59:59Z', '12/31/2020'],
    ['2020-12-31T23:59:59.123+05:30', '12/31/2020'],
    ['2020-12-31 00:00:00', '12/31/2020'],
    ['2020-12-31 00:00:00 UTC', '12/31/2020'],
    ['12/31/2020', '12/31/2020'],
    ['1/5/2020', '01/05/2020'],
    ['1/5/2020 3:04 PM', '01/05/2020'],
    ['2/29/2020', '02/29/2020'],
    ['2000-02-29', '02/29/2000'],
    ['1900-01-02', '01/02/1900'],
    ['2020-9-9', '09/09/2020'],
    ['2020-10-10', '10/10/2020'],
  ])('%s is sent as %s', (text, value) => {
    expect(ask(text)).toEqual({ value, codes: [] });
  });

  it.each([
    '2021-02-29',
    '1900-01-01',
    '1900-02-29',
    '2020-13-01',
    '2020-00-10',
    '2020-04-31',
    '2020-01-00',
    '31/12/2020',
    '1/5/20',
    '20-12-31',
    '0000-00-00',
    '1899-12-31',
    '2020/12/31',
    '2020-12',
    'Dec 31, 2020',
    '20201231',
    '2020-12-31T25:00',
    '12/31/2020 9:75',
    '12/31/2020x',
    'tomorrow',
  ])('%s is refused', (text) => {
    expect(ask(text)).toEqual({ value: '', codes: ['date.invalid'] });
  });

  it('reads slashed dates day first where the column says so', () => {
    expect(ask('5/1/2020', { order: 'dayFirst' })).toEqual({ value: '01/05/2020', codes: [] });
    expect(ask('31/12/2020', { order: 'dayFirst' })).toEqual({ value: '12/31/2020', codes: [] });
    expect(ask('12/31/2020', { order: 'dayFirst' })).toEqual({ value: '', codes: ['date.invalid'] });
    expect(ask('2020-05-01', { order: 'dayFirst' }).value).toBe('05/01/2020');
  });

  it.each([
    ['1/5/2020', false, ['date.orderAssumed']],
    ['1/5/2020', true, []],
    ['5/5/2020', false, []],
    ['1/15/2020', false, []],
    ['2020-01-05', false, []],
  ])('%s in a column with proven order %s is marked %j', (text, proven, codes) => {
    expect(ask(text, { decided: proven }).codes).toEqual(codes);
  });

  it.each([
    ['2026-06-15', true, '06/15/2026', []],
    ['2026-06-16', true, '', ['date.future']],
    ['12/1/2026', true, '', ['date.future']],
    ['2026-06-16', false, '06/16/2026', []],
  ])('%s where a past day is asked: %s', (text, past, value, codes) => {
    expect(ask(text, { past })).toEqual({ value, codes });
  });

  it.each([
    ['2020-12-31T00:00', true],
    ['2020-12-31 9:05', true],
    ['2020-12-31 09:05:59.5', true],
    ['2020-12-31 09:05:59,5', true],
    ['2020-12-31 24:00', true],
    ['2020-12-31T23:59Z', true],
    ['2020-12-31t23:59z', true],
    ['2020-12-31 23:59 -0500', true],
    ['2020-12-31 11:59pm', true],
    ['12/31/2020 11:59:59 am', true],
    ['2020-12-31T', false],
    ['2020-12-31 25:00', false],
    ['2020-12-31 9', false],
    ['2020-12-31 09:60', false],
    ['2020-12-31 09:5', false],
    ['2020-12-31 09:05:60', false],
    ['2020-12-31 09:05:59.', false],
    ['2020-12-31 XM', false],
    ['2020-12-31 09:05 +5', false],
    ['2020-12-31x09:05', false],
    ['x2020-12-31', false],
    ['2020-12-311', false],
    ['x12/31/2020', false],
    ['112/31/2020', false],
    ['12/31/20201', false],
  ])('%s is a date: %s', (text, isDate) => {
    expect(ask(text)).toEqual(
      isDate ? { value: '12/31/2020', codes: [] } : { value: '', codes: ['date.invalid'] },
    );
  });

  it.each([
    ['30756', '03/15/1984'],
    ['45000', '03/15/2023'],
    ['45000.75', '03/15/2023'],
  ])('a spreadsheet’s number %s is the day %s, and marked', (text, value) => {
    expect(ask(text)).toEqual({ value, codes: ['value.excelRepaired'] });
    expect(ask(text, { order: 'dayFirst', decided: false })).toEqual({
      value,
      codes: ['value.excelRepaired'],
    });
  });

  it.each<[string, Options, string]>([
    // It may be 4/5/00 without its zeros.
    ['45000', { serials: false }, 'value.excelDamaged'],
    ['Mar-84', {}, 'value.excelDamaged'],
    ['15-Mar', {}, 'value.excelDamaged'],
    ['########', {}, 'value.excelDamaged'],
    ['9999', {}, 'date.invalid'],
    ['100000', {}, 'date.invalid'],
    ['15-Mar-84', {}, 'date.invalid'],
    ['45000', { past: true, today: '2023-03-14' }, 'date.future'],
  ])('%s under %j is refused: %s', (text, options, code) => {
    expect(ask(text, options)).toEqual({ value: '', codes: [code] });
  });

  it('asks of a birthday only that it is not after today, whichever way it is written', () => {
    for (const text of ['2023-03-15', '3/15/2023', '45000'])
      for (const [today, value] of [
        ['2023-03-15', '03/15/2023'],
        ['2023-03-14', ''],
      ] as const)
        expect([text, today, ask(text, { past: true, today }).value]).toEqual([text, today, value]);
  });

  it.each([
    ['12/11/2020', ['date.orderAssumed']],
    ['11/12/2020', ['date.orderAssumed']],
    ['12/12/2020', []],
    ['12/13/2020', []],
  ])('%s where nobody decided on the order: %j', (text, codes) => {
    expect(ask(text, { decided: false }).codes).toEqual(codes);
  });

  const day = fc
    .date({ min: new Date('1900-01-02'), max: new Date('2200-12-31'), noInvalidDate: true })
    .map((date) => date.toISOString().slice(0, 10));

  it('sends every real day of every order of writing as the same day', () => {
    fc.assert(
      fc.property(day, (iso) => {
        const [year, month, dayOfMonth] = iso.split('-').map(Number);
        const value = `${iso.slice(5, 7)}/${iso.slice(8)}/${iso.slice(0, 4)}`;
        expect(ask(iso).value).toBe(value);
        expect(ask(`${month}/${dayOfMonth}/${year}`).value).toBe(value);
        expect(ask(`${dayOfMonth}/${month}/${year}`, { order: 'dayFirst' }).value).toBe(value);
      }),
    );
  });

  it('answers a real day as MM/DD/YYYY that is read again as itself, or a reason, whatever the text', () => {
    const dateLike = fc
      .tuple(fc.nat({ max: 40 }), fc.constantFrom('/', '-'), fc.nat({ max: 40 }), fc.nat({ max: 2200 }))
      .chain(([a, sign, b, year]) =>
        fc.constantFrom(`${a}${sign}${b}${sign}${year}`, `${year}${sign}${a}${sign}${b}`),
      );
    const order = fc.constantFrom<DateOrder>('monthFirst', 'dayFirst');
    fc.assert(
      fc.property(fc.oneof(dateLike, anyText), order, fc.boolean(), (text, order, past) => {
        const { value, codes } = ask(text, { order, past });
        if (value === '') {
          expect(codes).toHaveLength(1);
          expect(['date.invalid', 'date.future']).toContain(codes[0]);
          return;
        }
        expect(value).toMatch(/^\d\d\/\d\d\/\d{4}$/);
        const iso = `${value.slice(6)}-${value.slice(0, 2)}-${value.slice(3, 5)}`;
        expect(new Date(iso).toISOString().slice(0, 10)).toBe(iso);
        if (past) expect(iso <= '2026-06-15').toBe(true);
        expect(ask(value, { past })).toEqual({ value, codes: [] });
      }),
      { numRuns: 400 },
    );
  });
});

describe('the evidence of a column', () => {
  const weigh = (...texts: string[]) => {
    const evidence = noDateEvidence();
    for (const text of texts) weighDate(text, evidence);
    return evidence;
  };

  it.each([
    [['31/12/2020'], { dayFirst: 1, monthFirst: 0, either: 0, otherDigits: 0 }],
    [['12/31/2020 10:00'], { dayFirst: 0, monthFirst: 1, either: 0, otherDigits: 0 }],
    [['1/2/2020', '12/12/2020'], { dayFirst: 0, monthFirst: 0, either: 2, otherDigits: 0 }],
    [
      ['2020-12-31', '31.12.2020', '13/13/2020', 'x', ''],
      { dayFirst: 0, monthFirst: 0, either: 0, otherDigits: 0 },
    ],
  ])('%j', (texts, evidence) => {
    expect(weigh(...texts)).toEqual(evidence);
  });

  it.each([
    ['12/12/2020', { either: 1 }],
    ['12/13/2020', { monthFirst: 1 }],
    ['13/12/2020', { dayFirst: 1 }],
    ['12/31/2020', { monthFirst: 1 }],
    ['31/12/2020', { dayFirst: 1 }],
    ['12/32/2020', {}],
    ['32/12/2020', {}],
    ['13/13/2020', {}],
    ['13/1/20', {}],
    ['1', { otherDigits: 1 }],
    ['1984', { otherDigits: 1 }],
    ['31584', {}],
    ['031584', { otherDigits: 1 }],
    ['3151984', { otherDigits: 1 }],
    ['03151984', {}],
    ['123456789', { otherDigits: 1 }],
    ['x1984', {}],
    ['1984x', {}],
    ['1984-', {}],
  ])('%s counts as %j', (text, counted) => {
    expect(weigh(text)).toEqual({ ...noDateEvidence(), ...counted });
  });

  it.each<[string[], DateOrder, boolean]>([
    [['1/2/2020', '3/4/2020', '13/4/2020'], 'dayFirst', true],
    [['1/2/2020', '12/25/2020'], 'monthFirst', true],
    [['1/2/2020', '3/4/2020'], 'monthFirst', false],
    [[], 'monthFirst', false],
    // One slip among American dates must not turn all of them round.
    [['12/25/1991', '11/30/1985', '13/05/1990'], 'monthFirst', false],
    [['12/25/1991', '30/11/1985', '13/05/1990'], 'dayFirst', false],
    [['25/12/1991', '12/25/1991'], 'monthFirst', false],
  ])('dates like %j are read %s, proven: %s', (texts, order, proven) => {
    const evidence = weigh(...texts);
    expect([dateOrder(evidence), isOrderProven(evidence)]).toEqual([order, proven]);
  });

  it('an impossible date proves no order', () => {
    expect(weigh('99/01/2020')).toEqual(noDateEvidence());
    expect(weigh('01/99/2020')).toEqual(noDateEvidence());
  });
});

describe('isRealDay', () => {
  it('knows every day that a calendar has from 1900 on, and no other', () => {
    const part = fc.integer({ min: -1, max: 33 });
    const year = fc.oneof(fc.integer({ min: 1890, max: 2110 }), fc.constantFrom(1900, 2000, 2020, 2100));
    fc.assert(
      fc.property(year, part, part, (year, month, day) => {
        const date = new Date(Date.UTC(year, month - 1, day));
        const isThere = date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
        expect(isRealDay(year, month, day)).toBe(
          isThere && (year > 1900 || (year === 1900 && month + day > 2)),
        );
      }),
      { numRuns: 500 },
    );
  });

  it.each([
    [1899, 12, 31, false],
    [1900, 1, 1, false],
    [1900, 1, 2, true],
    [1900, 2, 1, true],
    [1901, 1, 1, true],
    [1900, 2, 29, false],
    [2000, 2, 29, true],
    [2000, 2, 30, false],
    [2019, 2, 29, false],
    [2020, 2, 29, true],
    [2020, 0, 1, false],
    [2020, 12, 31, true],
    [2020, 13, 1, false],
    [2020, 1, 0, false],
    [2020, 1, 32, false],
    [2020, 4, 31, false],
  ])('%i, %i, %i: %s', (year, month, day, real) => {
    expect(isRealDay(year, month, day)).toBe(real);
  });
});
