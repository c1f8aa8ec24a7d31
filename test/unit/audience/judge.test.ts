import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type JudgingPlan, makeJudge, noEvidence, sameRules } from '../../../src-main/audience/judge.ts';
import { outcomeOf, reasonsOf } from '../../../src-main/audience/marks.ts';
import { codesOf, field, planFor } from './review-text.ts';

const HEADER = ['Phone', 'SMS Opted In', 'Email', 'Birthday', 'Points', 'VIP', 'Postal Code', 'Note', 'Skip'];
const FIELDS = [
  field('Email Address', 'Text', { maxLength: 100 }),
  field('Birthday', 'Date'),
  field('Points', 'Number'),
  field('VIP', 'Checkbox'),
  field('Postal Code', 'Text', { maxLength: 10 }),
  field('Note', 'Text', { maxLength: 12 }),
];
const GOOD = ['7175550101', 'yes', 'ann@example.com', '1990-12-31', '1,234.5', 'Y', '17101', 'Hi', 'x'];

/** The good row with some cells replaced. */
function row(cells: Record<string, string>): string[] {
  return GOOD.map((cell, place) => cells[HEADER[place]!] ?? cell);
}

function judge(cells: readonly string[], more: Partial<JudgingPlan> = {}) {
  const { marks, phone, values } = makeJudge(planFor(HEADER, FIELDS, more)).judge(cells, false);
  return { codes: codesOf(marks), outcome: outcomeOf(marks), phone, values: [...values] };
}

describe('the judge', () => {
  it('answers what would be sent, one value for each mapped field, in the order of the file', () => {
    expect(judge(GOOD)).toEqual({
      codes: [],
      outcome: 'ready',
      phone: 17175550101,
      values: ['ann@example.com', '12/31/1990', '1234.5', 'true', '17101', 'Hi'],
    });
  });

  it.each<[Record<string, string>, string, string[]]>([
    [{ 'SMS Opted In': 'no' }, 'notOptedIn', ['consent.no']],
    [{ 'SMS Opted In': '' }, 'notOptedIn', ['consent.unknown']],
    [{ Phone: '' }, 'invalid', ['phone.missing']],
    [{ Phone: 'NULL' }, 'invalid', ['phone.missing', 'value.placeholder']],
    [{ Phone: '555-0101' }, 'invalid', ['phone.invalid']],
    [{ Email: 'ann' }, 'invalid', ['email.invalid']],
    [{ Birthday: '2026-06-16' }, 'invalid', ['date.future']],
    [{ Birthday: '1990-02-30' }, 'invalid', ['date.invalid']],
    [{ Points: 'many' }, 'invalid', ['number.invalid']],
    [{ VIP: 'maybe' }, 'invalid', ['checkbox.invalid']],
    [{ 'Postal Code': '?' }, 'invalid', ['postal.invalid']],
    [{ Note: 'longer than twelve' }, 'invalid', ['text.tooLong']],
    [{ Note: 'caf\ufffd' }, 'invalid', ['text.unreadable']],
    [{ Note: 'a\u0007b' }, 'invalid', ['text.unreadable']],
    [{ Email: 'ann', Points: 'many' }, 'invalid', ['email.invalid', 'number.invalid']],
    [{ Points: '1.005' }, 'ready', ['number.rounded']],
    [{ Points: '#REF!' }, 'ready', ['value.placeholder']],
    [{ Birthday: '1/2/1990' }, 'ready', ['date.orderAssumed']],
    [{ Skip: 'caf\ufffd NULL' }, 'ready', []],
    [{ Note: ' two\nlines ' }, 'ready', []],
  ])('%j is %s for %j', (cells, outcome, codes) => {
    expect(judge(row(cells))).toMatchObject({ outcome, codes: codes.sort(inOrderOf(codesOf(2 ** 31 - 1))) });
  });

  it('a row that did not opt in is not blamed for its values too', () => {
    expect(judge(row({ 'SMS Opted In': 'no', Email: 'ann', Note: 'longer than twelve' })).codes).toEqual([
      'consent.no',
    ]);
  });

  it('blank cells and words for nothing are sent as blank', () => {
    const blank = judge(row({ Email: ' ', Birthday: '', Points: 'NULL', VIP: '#N/A', Note: '\\N' }));
    expect(blank.values).toEqual(['', '', '', '', '17101', '']);
    expect(blank.outcome).toBe('ready');
  });

  it('missing trailing cells count as blank, with a warning', () => {
    expect(judge(GOOD.slice(0, 4))).toEqual({
      codes: ['row.missingCells'],
      outcome: 'ready',
      phone: 17175550101,
      values: ['ann@example.com', '12/31/1990', '', '', '', ''],
    });
  });

  it('more cells than the header are malformed only where they hold something', () => {
    expect(judge([...GOOD, '', ' '])).toMatchObject({ outcome: 'ready', codes: [] });
    expect(judge([...GOOD, '', 'x'])).toMatchObject({ outcome: 'malformed' });
  });

  it('without an answered consent question every row is unknown; with a ticked one none is', () => {
    expect(judge(GOOD, { consent: { kind: 'unanswered' } }).codes).toEqual(['consent.unknown']);
    expect(judge(row({ 'SMS Opted In': 'no' }), { consent: { kind: 'none' } }).outcome).toBe('ready');
  });

  it('without a phone column every phone is missing', () => {
    const { marks } = makeJudge(planFor(['Points'], FIELDS)).judge(['5'], true);
    expect(reasonsOf(marks)).toEqual(['phone.missing']);
  });

  it('only a birthday has to be past', () => {
    const plan = planFor(['Phone', 'Renewal'], [field('Renewal', 'Date')]);
    const { marks, values } = makeJudge(plan).judge(['7175550101', '2030-01-01'], true);
    expect([marks, [...values]]).toEqual([0, ['01/01/2030']]);
  });

  it('tells nothing of an earlier row in a later one', () => {
    const reader = makeJudge(planFor(HEADER, FIELDS));
    const cells = fc.array(
      fc.constantFrom(...GOOD, '', 'NULL', 'no', '1.005', 'longer than twelve', '\ufffd'),
      {
        maxLength: HEADER.length,
      },
    );
    fc.assert(
      fc.property(cells, cells, (before, cells) => {
        reader.judge(before, false);
        const { marks, phone, values } = reader.judge(cells, false);
        expect({ codes: codesOf(marks), outcome: outcomeOf(marks), phone, values }).toEqual(judge(cells));
      }),
    );
  });

  it('throws at no row, and a ready row has a phone and values that its fields can hold', () => {
    const cell = fc.oneof(fc.constantFrom(...GOOD, '17175550102', '12/31/1990', 'off', ''), fc.string());
    fc.assert(
      fc.property(fc.array(cell, { maxLength: 11 }), (some) => {
        const cells = [...some, ...GOOD.slice(some.length)];
        const { outcome, phone, values } = judge(cells);
        if (outcome !== 'ready') return;
        const [email, birthday, points, vip, postal, note] = values as [string, ...string[]] & string[];
        expect(phone).toBeGreaterThan(10_000_000);
        expect(email).toMatch(/^$|^[^@\s]+@[^@\s]+$/);
        expect(birthday).toMatch(/^$|^\d\d\/\d\d\/\d{4}$/);
        expect(points).toMatch(/^$|^-?\d+(\.\d{1,2})?$/);
        expect(vip).toMatch(/^$|^true$|^false$/);
        expect(postal!.length).toBeLessThanOrEqual(10);
        expect(note!.length).toBeLessThanOrEqual(12);
      }),
      { numRuns: 500 },
    );
  });
});

describe('the evidence of whole columns', () => {
  const plan = planFor(['Phone', 'Renewal', 'Postal Code'], [field('Renewal', 'Date'), FIELDS[4]!]);
  const evidenceFrom = (...rows: [renewal: string, postal: string][]) => {
    const reader = makeJudge(plan);
    for (const [renewal, postal] of rows) reader.judge(['7175550101', renewal, postal], true);
    return reader.evidence;
  };
  const under = (evidence: ReturnType<typeof noEvidence>, renewal: string, postal: string) => {
    const { marks, values } = makeJudge(plan, evidence).judge(['7175550101', renewal, postal], true);
    return { codes: codesOf(marks), values: [...values] };
  };

  it('decides how a date and a postal code of other rows are read', () => {
    const american = evidenceFrom(['13/1/2020', '17101'], ['1/2/2020', '17102']);
    expect(under(american, '1/2/2020', '501')).toEqual({
      codes: ['postal.padded'],
      values: ['02/01/2020', '00501'],
    });
    const unproven = evidenceFrom(['1/2/2020', '1010']);
    expect(under(unproven, '1/2/2020', '1010')).toEqual({
      codes: ['date.orderAssumed'],
      values: ['01/02/2020', '1010'],
    });
  });

  it('comes from rows that did not opt in as well', () => {
    const opted = planFor(['Phone', 'SMS Opt In', 'Renewal'], [field('Renewal', 'Date')]);
    const reader = makeJudge(opted);
    reader.judge(['7175550101', 'no', '13/1/2020'], true);
    expect(reader.evidence.dates.get(2)).toMatchObject({ dayFirst: 1 });
  });

  it('leads to the same rules or not', () => {
    const none = noEvidence(plan);
    expect(sameRules(none, evidenceFrom(['2020-01-01', '']))).toBe(true);
    expect(sameRules(none, evidenceFrom(['13/1/2020', '']))).toBe(false);
    expect(sameRules(none, evidenceFrom(['1/13/2020', '']))).toBe(false);
    expect(sameRules(none, evidenceFrom(['', '17101']))).toBe(false);
    expect(sameRules(evidenceFrom(['1/2/2020', '17101']), evidenceFrom(['3/4/2020', '17102']))).toBe(true);
  });
});

function inOrderOf(codes: readonly string[]) {
  return (one: string, other: string) => codes.indexOf(one) - codes.indexOf(other);
}
