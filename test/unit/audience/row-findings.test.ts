import { describe, expect, it } from 'vitest';
import type { JudgingPlan } from '../../../src-main/audience/judge.ts';
import { readSpan, spansOf } from '../../../src-main/audience/normalised.ts';
import { rowFinder } from '../../../src-main/audience/row-findings.ts';
import { field, planFor, reviewText } from './review-text.ts';

const FIELDS = [
  field('Birthday', 'Date'),
  field('Renewal', 'Date'),
  field('Postal Code'),
  field('Points', 'Number'),
];
const HEADER = 'SMS Opted In,Postal Code,Birthday,Phone,Renewal,Points';

function findingsOf(rows: readonly string[], more: Partial<JudgingPlan> = {}) {
  const { bytes, head, plan, assumed, index } = reviewText([HEADER, ...rows].join('\n'), FIELDS, more);
  const find = rowFinder(plan, assumed, index);
  const [span] = [...spansOf(index, 0, index.length - 1, bytes.length, bytes.length)];
  return readSpan(bytes.slice(span!.start, span!.end), span!, head)!.map((cells, row) =>
    find(cells, row)?.findings.map(({ position, code }) => `${HEADER.split(',')[position]}: ${code}`),
  );
}

describe('the findings of a row', () => {
  it('name the column of each reason, and several where several have the same', () => {
    expect(
      findingsOf([
        'yes,17101,1984-13-01,7175550101,2026-01-01,5',
        'yes,17101,1984-13-01,7175550102,not known,5',
        'yes,17101,1984-01-01,717,2026-01-01,five',
        'yes,17101,1984-01-01,,2026-01-01,5',
      ]),
    ).toEqual([
      ['Birthday: date.invalid'],
      ['Birthday: date.invalid', 'Renewal: date.invalid'],
      ['Phone: phone.invalid', 'Points: number.invalid'],
      ['Phone: phone.missing'],
    ]);
  });

  it('name the columns of what is noted of a row that goes', () => {
    expect(findingsOf(['yes,17101,NULL,7175550101,,1.005', 'yes,17101,,7175550102,,1'])).toEqual([
      ['Birthday: value.placeholder', 'Points: number.rounded'],
      [],
    ]);
  });

  it('blame the opt-in column of who did not opt in, and no value of theirs', () => {
    expect(findingsOf(['no,17101,bad,717,,', ',17101,bad,7175550102,,', 'yes,17101,,7175550103,,5'])).toEqual(
      [['SMS Opted In: consent.no'], ['SMS Opted In: consent.unknown'], []],
    );
  });

  it('are none of what is about other rows', () => {
    expect(
      findingsOf(['yes,,,7175550101,,', 'yes,,,7175550101,,', 'no,,,7175550102,,', 'yes,,,7175550102,,']),
    ).toEqual([[], [], ['SMS Opted In: consent.no'], []]);
  });

  it('tell a bad value that goes as blank from one that the row is left out for', () => {
    const { columns } = planFor(HEADER.split(','), FIELDS);
    const blanked = columns.map((column) =>
      column.header === 'Birthday' ? { ...column, badValue: 'sentBlank' as const } : column,
    );
    expect(findingsOf(['yes,,bad,7175550101,,', 'yes,,bad,7175550102,bad,'], { columns: blanked })).toEqual([
      ['Birthday: value.sentBlank'],
      ['Birthday: value.sentBlank', 'Renewal: date.invalid'],
    ]);
  });

  it('are not told of a row that is not the one of the index', () => {
    const { plan, assumed, index } = reviewText(`${HEADER}\nyes,,,7175550101,,5`, FIELDS);
    expect(rowFinder(plan, assumed, index)(['yes', '', '', '7175550109', '', '5'], 0)).toBeNull();
  });
});
