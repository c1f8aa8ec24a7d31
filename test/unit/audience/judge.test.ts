import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { noEvidence, sameRules } from '../../../src-main/audience/column-evidence.ts';
import { type JudgingPlan, makeJudge } from '../../../src-main/audience/judge.ts';
import { mark, outcomeOf, reasonsOf } from '../../../src-main/audience/marks.ts';
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
    [{ Note: ' two\nlines ' }, 'ready', ['text.lineBreak']],
  ])('%j is %s for %j', (cells, outcome, codes) => {
    expect(judge(row(cells))).toMatchObject({ outcome, codes: codes.sort(inOrderOf(codesOf(2 ** 31 - 1))) });
  });

  it('a row that did not opt in is not blamed for its values too', () => {
    const cells = row({ 'SMS Opted In': 'no', Email: 'ann', Note: 'longer than twelve' });
    expect(reasonsOf(makeJudge(planFor(HEADER, FIELDS)).judge(cells, false).marks)).toEqual(['consent.no']);
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

  it('more cells than the header are malformed', () => {
    expect(judge([...GOOD, '', 'x'])).toMatchObject({ outcome: 'malformed', codes: ['row.tooManyCells'] });
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
    const none = noEvidence(plan.columns);
    expect(sameRules(none, evidenceFrom(['2020-01-01', '']))).toBe(true);
    expect(sameRules(none, evidenceFrom(['13/1/2020', '']))).toBe(false);
    expect(sameRules(none, evidenceFrom(['1/13/2020', '']))).toBe(false);
    expect(sameRules(none, evidenceFrom(['', '17101']))).toBe(false);
    expect(sameRules(evidenceFrom(['1/2/2020', '17101']), evidenceFrom(['3/4/2020', '17102']))).toBe(true);
  });
});

describe('a bad value that the user has sent as blank', () => {
  const plan = planFor(HEADER, FIELDS);
  const lenient = (...names: string[]): JudgingPlan => ({
    ...plan,
    columns: plan.columns.map((column) =>
      names.includes(column.header) ? { ...column, badValue: 'sentBlank' } : column,
    ),
  });
  const under = (plan: JudgingPlan, cells: Record<string, string>) => {
    const heard: unknown[] = [];
    const judge = makeJudge(plan, undefined, (position, marks, cell, value) =>
      heard.push([HEADER[position], codesOf(marks), cell, value]),
    );
    const { marks, values } = judge.judge(row(cells), false);
    return { codes: codesOf(marks), outcome: outcomeOf(marks), values: [...values], heard };
  };

  it.each<[string, string, string]>([
    ['Email', 'ann', 'email.invalid'],
    ['Birthday', '2026-06-16', 'date.future'],
    ['Birthday', 'Mar-84', 'value.excelDamaged'],
    ['Points', 'many', 'number.invalid'],
    ['VIP', 'maybe', 'checkbox.invalid'],
    ['Postal Code', '?', 'postal.invalid'],
    ['Note', 'longer than twelve', 'text.tooLong'],
    ['Note', 'a\u0007b', 'text.unreadable'],
  ])('leaves the row in without its %s “%s”, and the sink hears %s', (name, cell, code) => {
    const { codes, outcome, values, heard } = under(lenient(name), { [name]: cell });
    expect([codes, outcome]).toEqual([['value.sentBlank'], 'ready']);
    const good = judge(GOOD).values;
    expect(values).toEqual(good.map((value, place) => (HEADER[place + 2] === name ? '' : value)));
    expect(heard).toEqual([[name, [code], cell, '']]);
  });

  it('keeps what was noted of other cells, and of the phone and the answer', () => {
    const cells = { Phone: '1.7175550101E+10', Email: 'ann', Points: '1.005', VIP: 'NULL', Note: '="x"' };
    expect(under(lenient('Email', 'Note'), cells)).toMatchObject({
      codes: [
        'phone.repaired',
        'number.rounded',
        'value.excelRepaired',
        'value.sentBlank',
        'value.placeholder',
      ],
      outcome: 'ready',
      heard: [
        ['Phone', ['phone.repaired'], '1.7175550101E+10', '17175550101'],
        ['Email', ['email.invalid'], 'ann', ''],
        ['Points', ['number.rounded'], '1.005', '1.01'],
        ['VIP', ['value.placeholder'], 'NULL', ''],
        ['Note', ['value.excelRepaired'], '="x"', 'x'],
      ],
    });
    expect(under(lenient('Email'), { Email: 'ann', 'SMS Opted In': 'no' }).codes).toEqual([
      'consent.no',
      'value.sentBlank',
    ]);
  });

  it('forgives no other column its bad value, and no bad phone', () => {
    expect(under(lenient('Email'), { Points: 'many' }).outcome).toBe('invalid');
    expect(under(lenient('Phone'), { Phone: '12' }).codes).toEqual(['phone.invalid']);
  });

  it('is not taken for one where it is good, blank, or only noted', () => {
    const all = lenient(...HEADER);
    expect(under(all, {})).toMatchObject({ codes: [], heard: [] });
    expect(under(all, { Note: '', Email: ' ' }).codes).toEqual([]);
    expect(under(all, { Points: '1.005' })).toMatchObject({
      codes: ['number.rounded'],
      values: ['ann@example.com', '12/31/1990', '1.01', 'true', '17101', 'Hi'],
    });
  });
});

describe('a cell', () => {
  const note = (cell: string, plain = false) => {
    const { marks, values } = makeJudge(planFor(['Phone', 'Note'], FIELDS)).judge(
      ['7175550101', cell],
      plain,
    );
    return [values[0], codesOf(marks)];
  };

  it.each([0x00, 0x08, 0x0b, 0x0c, 0x0e, 0x1f, 0x7f, 0x9f, 0xfffd])(
    'with U+%x in it is unreadable',
    (code) => {
      expect(note(`a${String.fromCharCode(code)}b`)).toEqual(['', ['text.unreadable']]);
    },
  );
  it.each([0x09, 0x20, 0x7e, 0xa0, 0xfffc, 0xfffe])('with U+%x in it is read', (code) => {
    const text = `a${String.fromCharCode(code)}b`;
    expect(note(text)).toEqual([text, []]);
  });

  it('of a plain row is not searched for what is unreadable', () => {
    expect(note('a\u0007b', true)).toEqual(['a\u0007b', []]);
  });

  it.each([
    ['="00123"', '00123'],
    [' ="Hi" ', 'Hi'],
    ['=" Hi "', 'Hi'],
  ])('that a spreadsheet was kept from, %s, is taken out of its formula', (cell, value) => {
    expect(note(cell)).toEqual([value, ['value.excelRepaired']]);
  });

  it('is judged by its rule after that, and weighed so too', () => {
    const judge = makeJudge(planFor(['Phone', 'Postal Code'], FIELDS));
    expect(codesOf(judge.judge(['7175550101', '="17101"'], true).marks)).toEqual(['value.excelRepaired']);
    expect(judge.evidence.postal.get(1)).toEqual({ fiveDigits: 1, short: 0, other: 0 });
    expect(note('="longer than twelve"')[1]).toContain('text.tooLong');
  });

  it('that is blank or stands for nothing tells the evidence nothing, one that cannot be read does', () => {
    const { evidence, judge } = makeJudge(planFor(['Phone', 'Postal Code'], FIELDS));
    for (const cell of ['', ' ', 'NULL']) judge(['7175550101', cell], false);
    expect(evidence.postal.get(1)).toEqual({ fiveDigits: 0, short: 0, other: 0 });
    judge(['7175550101', '17101\ufffd'], false);
    expect(evidence.postal.get(1)).toEqual({ fiveDigits: 0, short: 0, other: 1 });
  });
});

describe('a row that is malformed', () => {
  const plan = planFor(['Phone', 'Note', 'SMS Opted In', 'Skip'], FIELDS);
  const malformed = (cells: string[], of = plan) => {
    const { marks, phone } = makeJudge(of).judgeMalformed(cells, mark('row.tooLong'));
    return [codesOf(marks), phone];
  };

  it.each<[string, string[], string[], number]>([
    ['with a yes', ['7175550101', 'Hi', 'yes'], [], 17175550101],
    ['with a no in its place', ['7175550101', 'Hi', 'no'], ['consent.no'], 17175550101],
    ['with a no further right', ['7175550101', 'Hi', 'yes', 'no'], ['consent.no'], 17175550101],
    ['with a no further left', ['7175550101', 'no', 'yes'], [], 17175550101],
    ['with an answer that nobody knows', ['7175550101', 'Hi', 'perhaps'], [], 17175550101],
    ['with no phone', ['NULL', 'Hi', 'no'], ['consent.no'], 0],
    ['with nothing', [], [], 0],
  ])('%s: %j', (_what, cells, codes, phone) => {
    expect(malformed(cells)).toEqual([['row.tooLong', ...codes], phone]);
  });

  it('is searched for a no from its first cell on where that is the answer', () => {
    const of = planFor(['SMS Opted In', 'Phone'], FIELDS);
    expect(malformed(['no', '7175550101'], of)).toEqual([['row.tooLong', 'consent.no'], 17175550101]);
  });

  it('says nothing of consent where there is no column of it', () => {
    const of = { ...plan, consent: { kind: 'none' } as const };
    expect(malformed(['7175550101', 'no', 'no', 'no'], of)).toEqual([['row.tooLong'], 17175550101]);
  });

  it('is heard of by no sink', () => {
    const heard: unknown[] = [];
    const judge = makeJudge(plan, undefined, (...finding) => heard.push(finding));
    judge.judgeMalformed(['12', 'longer than twelve', 'no'], mark('row.tooLong'));
    judge.judge(['12', 'longer than twelve', 'no', '', 'more'], false);
    expect(heard).toEqual([]);
  });
});

function inOrderOf(codes: readonly string[]) {
  return (one: string, other: string) => codes.indexOf(one) - codes.indexOf(other);
}
