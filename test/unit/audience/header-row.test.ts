import { describe, expect, it } from 'vitest';
import type { FirstRow } from '../../../src-main/audience/first-rows.ts';
import { suggestHeaderRow } from '../../../src-main/audience/header-row.ts';

type Line = string | { broken: string };

/** What is suggested for rows that are cut at commas; a broken one is one whose quote never closes. */
function suggested(...lines: Line[]) {
  const rows = lines.map((line, place): FirstRow => {
    const text = typeof line === 'string' ? line : line.broken;
    const problem = typeof line === 'string' ? null : 'unclosedQuote';
    return { fileRow: place + 1, cells: text.split(','), problem, end: 0 };
  });
  return suggestHeaderRow(rows);
}

describe('a first row that is data', () => {
  it.each([
    '7175550',
    '717-5550',
    '+1 (717) 555-0101',
    ' 7175550101 ',
    'ann@example.com',
    'a.b+c@mail.example.co',
    `${'a'.repeat(308)}@example.com`,
    '2026-5-1',
    '5/1/2026',
    '5.1.2026',
    '12/31/2026 noon',
    '31.12.2026T10:00',
    '1/31/2026 10:00 AM',
    '2026-05-01T10:00:00Z',
    '2026-05-01 at 10',
  ])('is known by %j', (cell) => {
    expect(suggested(`Ann,${cell}`, 'Bo,x')).toBe('none');
  });

  it.each([
    '717555',
    '+',
    'call 7175550101',
    '7175550101 x4',
    '717+5550101',
    'me ann@example.com',
    'ann@example.com too',
    'ann@example',
    'ann@@example.com',
    'ann@ example.com',
    'a@b@example.com',
    '@example.com',
    'ann@example.',
    `${'a'.repeat(309)}@example.com`,
    '2026-5',
    '26-5-1',
    '5/1/26',
    '5-1-2026',
    'on 5/1/2026 noon',
    '5/1/2026x',
    '5/1/2026, noon',
    '2026-05-01x',
    'May 1, 2026',
    '',
  ])('is not known by %j', (cell) => {
    expect(suggested(`Ann,${cell.replaceAll(',', ';')}`, 'Bo,x')).toBeNull();
  });

  it.each([
    'Phone',
    'Phone Number',
    'Mobile',
    'Mobile Phone',
    'Cell',
    'Cell Phone',
    'Email',
    'Email Address',
    'Name',
    'First Name',
    'Last Name',
    'Given Name',
    'Surname',
    'Postal',
    'Postal Code',
    'Birthdate',
    'Birthday',
    'Opt In',
    'SMS Opt In',
    'Is SMS Opted In',
  ])('is a header all the same if “%s” stands in it', (name) => {
    expect(suggested(`${name},7175550101`, 'x,1')).toBeNull();
    expect(suggested(`${name} of Ann,7175550101`, 'x,1')).toBe('none');
  });

  it('has as many cells as most rows that can be read', () => {
    const broken = { broken: 'x,y,z' };
    expect(suggested('7175550101,Ann', '7175550102,Bo', broken, broken, broken)).toBe('none');
    expect(suggested('7175550101,Ann', '7175550102,Bo,x', '7175550103,Cy,x')).toBeNull();
  });

  it('is not looked for where there are no rows', () => {
    expect(suggested()).toBeNull();
  });
});

describe('a title above the header', () => {
  const names = (width: number) => Array.from({ length: width }, (_, at) => `name ${at}`).join(',');
  const under = (title: string, width: number) => suggested(title, names(width), names(width));

  it('fills one cell at most, or fewer than half', () => {
    expect(under('Report', 2)).toBe(2);
    expect(under('Report, ', 2)).toBe(2);
    expect(under(',', 2)).toBe(2);
    expect(under('Report,May', 2)).toBeNull();
    expect(under('Report,May,,', 4)).toBeNull();
    expect(under('Report,May,,,', 5)).toBe(2);
    expect(under('Report,May,2026,,', 5)).toBeNull();
  });

  it('cannot be told from a header where the table has one column', () => {
    expect(suggested('Report', 'Phone', '7175550101')).toBeNull();
  });

  it('may be up to nineteen lines', () => {
    const lines = (count: number) => Array<Line>(count).fill('Report');
    const table = Array<Line>(30).fill('a,b,c');
    expect(suggested(...lines(19), ...table)).toBe(20);
    expect(suggested(...lines(20), ...table)).toBeNull();
  });

  it('is followed by the header, which can be read and has rows under it', () => {
    expect(suggested('Report', { broken: 'a,b,c' }, 'd,e,f', '1,2,3')).toBe(3);
    expect(suggested('Report', 'a,b', 'd,e,f', '1,2,3')).toBe(3);
    expect(suggested('Report', 'a,b,c')).toBeNull();
  });

  it.each(['5 km', 'Q1', '#1', '2nd', '5%x', '$', '%', '%5', '-', 'x5', '5 or 6', 'x'.repeat(320)])(
    'is followed by a header that may hold %j',
    (name) => {
      expect(suggested('Report', `${name},b,c`, '1,2,3', '4,5,6')).toBe(2);
    },
  );

  it.each([
    '',
    ' ',
    '5',
    '-5',
    '+5',
    '$1.50',
    '€ 5',
    '£5',
    '1.234.567',
    '5%',
    ' 5 ',
    '.5',
    '7175550101',
    'ann@example.com',
    '5/1/2026 noon',
    'x'.repeat(321),
    'B',
    ' c ',
  ])('is not followed by a header that holds %j beside b and c', (name) => {
    expect(suggested('Report', `${name},b,c`, '1,2,3', '4,5,6')).toBeNull();
  });
});
