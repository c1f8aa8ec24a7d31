import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { noEvidence } from '../../../src-main/audience/column-evidence.ts';
import { withOptions } from '../../../src-main/audience/column-options.ts';
import { withConstants } from '../../../src-main/audience/constants.ts';
import { ADJUSTED, type MarkCode, mark } from '../../../src-main/audience/marks.ts';
import { ReviewPass } from '../../../src-main/audience/review-pass.ts';
import { isPlaceholder } from '../../../src-main/audience/values.ts';
import { type ColumnProblem, MOST_DISTINCT } from '../../../src-main/contract/column-summary.ts';
import { field, reviewText } from './review-text.ts';

const FIELDS = [
  field('Birthday', 'Date'),
  field('Points', 'Number'),
  field('Postal Code', 'Text', { maxLength: 10 }),
  field('Note', 'Text', { maxLength: 12 }),
];

function summariesOf(text: string) {
  const { pass, plan } = reviewText(text, FIELDS);
  return pass.summaries.counted(plan.columns, pass.evidence);
}

describe('the summary of a column', () => {
  it('counts over all rows but the malformed, whoever opted in', () => {
    const [phone, optIn, note] = summariesOf(
      'Phone,SMS Opted In,Note\n7175550101,yes,Gold\n7175550102,no,a much longer text\n,yes,\n7175550103,yes,Gold,more\n',
    );
    expect(phone).toMatchObject({ filled: 2, blank: 1, invalid: 0, shortest: 10, longest: 10 });
    expect(phone!.problems).toEqual([
      { code: 'phone.missing', count: 1, examples: [{ row: 4, value: '', sent: null }] },
    ]);
    expect(optIn).toMatchObject({ filled: 3, distinct: { count: 2, more: false } });
    expect(note).toMatchObject({ filled: 2, blank: 1, invalid: 1, shortest: 4, longest: 18 });
  });

  it('has five examples of each problem, in the file’s order, with blank lines counted', () => {
    const rows = Array.from({ length: 9 }, (_, row) => `717555010${row},1.00${row + 1}`).join('\n\n');
    const [, points] = summariesOf(`Phone,Points\n${rows}\n`);
    expect(points).toMatchObject({ adjusted: 9, invalid: 0 });
    expect(points!.problems).toEqual([
      {
        code: 'number.rounded',
        count: 9,
        examples: [
          { row: 2, value: '1.001', sent: '1.00' },
          { row: 4, value: '1.002', sent: '1.00' },
          { row: 6, value: '1.003', sent: '1.00' },
          { row: 8, value: '1.004', sent: '1.00' },
          { row: 10, value: '1.005', sent: '1.01' },
        ],
      },
    ]);
  });

  it('cuts long values, and no character in half', () => {
    const [, early] = summariesOf(`Phone,Note\n7175550101,😀${'a'.repeat(99)}\n`);
    expect(early!.problems[0]!.examples[0]!.value).toBe(`😀${'a'.repeat(78)}…`);
    const [, note] = summariesOf(`Phone,Note\n7175550101,${'a'.repeat(79)}😀${'b'.repeat(50)}\n`);
    expect(note!.problems[0]!.examples[0]!.value).toBe(`${'a'.repeat(79)}…`);
  });

  it.each<[string, string, string[], object[]]>([
    [
      'scientific notation',
      'Points',
      ['1.5E3', '1.23457E+11', '1e5'],
      [
        { kind: 'scientific', count: 2, repaired: true },
        { kind: 'scientific', count: 1, repaired: false },
      ],
    ],
    ['rounded numbers', 'Note', ['1234567890123450'], [{ kind: 'roundedNumber', count: 1, repaired: false }]],
    [
      'lost zeros',
      'Postal Code',
      ['10001', '10002', '501'],
      [{ kind: 'lostZeros', count: 1, repaired: true }],
    ],
    ['days as numbers', 'Birthday', ['30756'], [{ kind: 'dateSerial', count: 1, repaired: true }]],
    [
      'days as numbers among other digits',
      'Birthday',
      ['30756', '123184'],
      [{ kind: 'dateSerial', count: 1, repaired: false }],
    ],
    [
      'months and years',
      'Birthday',
      ['Mar-84', '15-Mar'],
      [{ kind: 'monthYear', count: 2, repaired: false }],
    ],
    ['errors', 'Note', ['#N/A', '#REF!'], [{ kind: 'errorWord', count: 2, repaired: true }]],
    [
      'narrow columns',
      'Points',
      ['########', ' ########'],
      [{ kind: 'tooNarrow', count: 2, repaired: false }],
    ],
    ['nothing of NULL, nor of what is kept from Excel', 'Note', ['NULL', '="001"'], []],
    ['nothing of what is only too long', 'Note', ['1E5 is a long text'], []],
  ])('knows Excel’s %s', (_what, header, values, excel) => {
    const rows = values.map((value, row) => `717555010${row},"${value.replaceAll('"', '""')}"`).join('\n');
    const evidence = summariesOf(`Phone,${header}\n${rows}\n`);
    expect(evidence[1]!.excel).toEqual(excel);
  });

  it('says of dates what shows their order, and how they are read', () => {
    const [, birthday] = summariesOf(
      'Phone,Birthday\n7175550101,13/1/2020\n7175550102,1/13/2020\n7175550103,2/3/2020\n',
    );
    expect(birthday!.dates).toEqual({
      monthFirst: 1,
      dayFirst: 1,
      either: 1,
      read: 'monthFirst',
      decided: false,
    });
    const [, sure] = summariesOf('Phone,Birthday\n7175550101,13/1/2020\n');
    expect(sure!.dates).toEqual({ monthFirst: 0, dayFirst: 1, either: 0, read: 'dayFirst', decided: true });
    expect(summariesOf('Phone,Points\n7175550101,1\n')[1]!.dates).toBeNull();
  });

  it('comes to what a recount comes to, whatever the cells', () => {
    const cell = fc.oneof(
      fc.constantFrom(
        '',
        ' ',
        'a',
        'Ann',
        ' Ann ',
        'NULL',
        'Nancy',
        '#N/A',
        '#1',
        'é',
        '😀',
        '\u00a0',
        'a"b',
        'x,y',
        '="01"',
      ),
      fc.string({ maxLength: 6 }).map((text) => text.replace(/[\r\n]/g, '')),
    );
    fc.assert(
      fc.property(fc.array(cell, { minLength: 1, maxLength: 30 }), (cells) => {
        const quoted = cells.map((text, row) => `${7175550101 + row},"${text.replaceAll('"', '""')}"`);
        const [, other] = summariesOf(`Phone,Other\n${quoted.join('\n')}\n`);
        const filled = cells.map((text) => text.trim()).filter((text) => text !== '' && !isPlaceholder(text));
        const lengths = filled.map(({ length }) => length);
        expect(other).toMatchObject({
          filled: filled.length,
          blank: cells.length - filled.length,
          distinct: { count: new Set(filled).size, more: false },
          shortest: filled.length > 0 ? Math.min(...lengths) : null,
          longest: filled.length > 0 ? Math.max(...lengths) : null,
        });
      }),
    );
  });

  it('comes to what a recount of its problems comes to, wherever blank and malformed lines stand', () => {
    const line = fc.constantFrom(
      '',
      '"unclosed',
      '7175550101,5,x,too many',
      '7175550101,5',
      '7175550101,many',
      '7175550101,1.005',
      '7175550101,1e3',
      '7175550101,1.23456e2',
      '7175550101,NULL',
      '7175550101,1.5E+20',
      ',many',
      '7175550101',
    );
    fc.assert(
      fc.property(fc.array(line, { maxLength: 40 }), (more) => {
        const lines = ['7175550101,5', ...more];
        const expected = recounted(lines);
        const points = summariesOf(`Phone,Points,Other\n${lines.join('\n')}\n`)[1]!;
        expect(points.problems.map(({ count }) => count)).toEqual(
          points.problems.map(({ count }) => count).sort((one, other) => other - one),
        );
        expect(new Map(points.problems.map(({ code, ...problem }) => [code, problem]))).toEqual(
          expected.problems,
        );
        expect([points.filled, points.blank]).toEqual([expected.filled, expected.blank]);
        expect([points.invalid, points.adjusted]).toEqual([expected.invalid, expected.adjusted]);
      }),
    );
  });

  it.each<[number[], number, number]>([
    [[254], 254, 254],
    [[255], 255, 255],
    [[256], 256, 256],
    [[254, 255], 254, 255],
    [[255, 256, 257], 255, 257],
    [[300, 256, 280], 256, 300],
    [[3, 1000, 400, 2], 2, 1000],
    [[1], 1, 1],
  ])('knows the shortest and the longest of values of %j characters', (lengths, shortest, longest) => {
    for (const letter of ['x', 'é']) {
      const rows = lengths.map((length) => `7175550101,${letter.repeat(length)}`);
      // The last column has none, and the first ones of ten.
      const columns = summariesOf(`Phone,Other,Last\n${rows.map((row) => `${row},`).join('\n')}\n`);
      expect(columns.map(({ shortest, longest }) => [shortest, longest])).toEqual([
        [10, 10],
        [shortest, longest],
        [null, null],
      ]);
    }
  });

  it('counts a bad value as one, also where the user has it sent as blank', () => {
    const { plan, head, bytes } = reviewText('Phone,Points\n7175550101,many\n7175550102,5\n', FIELDS);
    const columns = withOptions(
      plan.columns,
      new Map([['Points', { dateOrder: null, badValue: 'sentBlank' as const }]]),
    );
    const pass = new ReviewPass(head, { ...plan, columns }, noEvidence(columns));
    pass.push(Buffer.from(bytes.slice(head.firstRow), 'latin1'));
    pass.end();
    expect(pass.summaries.counted(columns, pass.evidence)[1]).toMatchObject({
      invalid: 1,
      adjusted: 0,
      problems: [{ code: 'number.invalid', count: 1, examples: [{ row: 2, value: 'many', sent: null }] }],
    });
    expect(pass.index.isReady(0)).toBe(true);
  });

  it('blames a phone that cannot be used, and none that is missing', () => {
    const [phone] = summariesOf('Phone,Note\n12,x\n,x\nNULL,x\n1.7175550109E+10,x\n1.7E+10,x\n');
    expect(phone).toMatchObject({ filled: 3, blank: 2, invalid: 2, adjusted: 1 });
    expect(phone!.problems.map(({ code, count }) => [code, count])).toEqual([
      ['phone.missing', 2],
      ['phone.invalid', 1],
      ['value.placeholder', 1],
      ['phone.repaired', 1],
      ['phone.excelDamaged', 1],
    ]);
    expect(phone!.problems.find(({ code }) => code === 'phone.repaired')!.examples).toEqual([
      { row: 5, value: '1.7175550109E+10', sent: '17175550109' },
    ]);
  });

  it('shows values of eighty characters whole, and cuts longer ones there', () => {
    const text = (length: number) => 'x'.repeat(length);
    const [, note] = summariesOf(`Phone,Note\n7175550101,${text(80)}\n7175550102,${text(81)}\n`);
    expect(note!.problems[0]!.examples.map(({ value }) => value)).toEqual([text(80), `${text(80)}…`]);
  });

  it('reads a date as the user says, and takes that for decided', () => {
    const text = 'Phone,Birthday\n7175550101,13/1/2020\n7175550102,1/13/2020\n7175550103,14/1/2020\n';
    const { plan, pass } = reviewText(text, FIELDS);
    const columns = withOptions(
      plan.columns,
      new Map([['Birthday', { dateOrder: 'monthFirst' as const, badValue: 'leavesRowOut' as const }]]),
    );
    expect(pass.summaries.counted(columns, pass.evidence)[1]!.dates).toMatchObject({
      dayFirst: 2,
      read: 'monthFirst',
      decided: true,
    });
  });

  it('is none of a value that is the same for every row', () => {
    const { plan, head } = reviewText('Phone,Note\n7175550101,x\n', FIELDS);
    const columns = withConstants(plan.columns, FIELDS, [{ field: 'Points', value: '5' }], '2026-06-15');
    const pass = new ReviewPass(head, { ...plan, columns }, noEvidence(columns));
    pass.push(Buffer.from('7175550101,x\n7175550102,"two\nlines"\n'));
    pass.end();
    const counted = pass.summaries.counted(columns, pass.evidence);
    expect(counted.map(({ filled, blank }) => [filled, blank])).toEqual([
      [2, 0],
      [2, 0],
    ]);
  });

  it('counts different values to the limit and no further, however the rows are read', () => {
    // An odd one in each row makes its cell be read as text.
    const texts = Array.from({ length: MOST_DISTINCT + 1 }, (_, row) => `7175550101,v${row},é${row}`);
    const of = (rows: number) =>
      summariesOf(`Phone,Other,Odd\n${texts.slice(0, rows).join('\n')}\n`).map(({ distinct }) => distinct);
    const one = { count: 1, more: false };
    expect(of(MOST_DISTINCT)).toEqual([one, ...Array(2).fill({ count: MOST_DISTINCT, more: false })]);
    expect(of(MOST_DISTINCT + 1)).toEqual([one, ...Array(2).fill({ count: MOST_DISTINCT, more: true })]);
  });

  it('takes a value for the same whether it is quoted, spaced or plain', () => {
    const [, other] = summariesOf('Phone,Other\n1,Ann\n2," Ann"\n3,"Ann"\n4,Ann \n5,"A""nn"\n');
    expect(other).toMatchObject({ distinct: { count: 2, more: false }, shortest: 3, longest: 4 });
  });
});

/** What the column Points of these lines comes to, told cell by cell. */
function recounted(lines: readonly string[]) {
  const found: Record<string, [codes: MarkCode[], sent: string | null]> = {
    many: [['number.invalid'], null],
    '1.005': [['number.rounded'], '1.01'],
    '1e3': [['value.excelRepaired'], '1000'],
    '1.23456e2': [['number.rounded', 'value.excelRepaired'], '123.46'],
    NULL: [['value.placeholder'], ''],
    '1.5E+20': [['value.excelDamaged'], null],
  };
  const counts = { filled: 0, blank: 0, invalid: 0, adjusted: 0 };
  const problems = new Map<MarkCode, Omit<ColumnProblem, 'code'>>();
  lines.forEach((line, number) => {
    const [phone = '', points = '', ...more] = line.split(',');
    if (line === '' || phone.startsWith('"') || more.length > 1) return;
    counts[points === '' || points === 'NULL' ? 'blank' : 'filled']++;
    const [codes, sent] = found[points] ?? [[], null];
    if (codes.length > 0 && sent === null) counts.invalid++;
    if (codes.some((code) => mark(code) & ADJUSTED)) counts.adjusted++;
    for (const code of codes) {
      const problem = problems.get(code) ?? { count: 0, examples: [] };
      problems.set(code, problem);
      problem.count++;
      if (problem.examples.length < 5) problem.examples.push({ row: number + 2, value: points, sent });
    }
  });
  return { ...counts, problems };
}
