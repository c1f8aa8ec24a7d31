import { expect, it } from 'vitest';
import type { ColumnOptions } from '../../../src-main/contract/audience.ts';
import { readExamples } from '../../../src-main/worker/read-examples.ts';
import { field, reviewText } from '../audience/review-text.ts';

const SENT_BLANK: ColumnOptions = { dateOrder: null, badValue: 'sentBlank' };

/** What would be sent of each cell of the one row, where these columns' bad values are to be sent as blank. */
async function sentOf(cells: string[], ...blankAt: number[]) {
  const { index, plan, assumed } = reviewText(`Phone,Points\n${cells.join(',')}\n`, [
    field('Points', 'Number'),
  ]);
  const columns = plan.columns.map((column) => ({
    ...column,
    ...(blankAt.includes(column.position) ? SENT_BLANK : {}),
  }));
  const [example] = await readExamples(
    1,
    { index, plan: { ...plan, columns }, evidence: assumed },
    { writePhone: String },
    async function* (row) {
      yield { span: { first: row, last: row, start: 0, end: 0 } as never, rows: [cells] };
    },
  );
  return example!.sent;
}

it('a bad value is sent as blank only where that was chosen for its column', async () => {
  expect(await sentOf(['12015550100', 'many'])).toEqual(['12015550100', null]);
  expect(await sentOf(['12015550100', 'many'], 1)).toEqual(['12015550100', '']);
});

it('a bad phone is never sent, whatever was chosen for its column', async () => {
  expect(await sentOf(['abc', '5'], 0)).toEqual([null, '5']);
});
