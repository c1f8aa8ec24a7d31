import type { ExampleRow } from '../application/ports.ts';
import type { ColumnEvidence } from '../audience/column-evidence.ts';
import { exampleRowsOf } from '../audience/example-rows.ts';
import { type JudgingPlan, makeJudge } from '../audience/judge.ts';
import { INVALID } from '../audience/marks.ts';
import type { ImportFormat, Span } from '../audience/normalised.ts';
import { forShowing } from '../audience/reviewed-row.ts';
import type { RowIndex } from '../audience/row-index.ts';

/**
 * Some rows, and what would be sent of each of their cells if they had opted in and nothing else were wrong with them.
 * @param spansOf the cells of one row.
 */
export async function readExamples(
  count: number,
  { index, plan, evidence }: { index: RowIndex; plan: JudgingPlan; evidence: ColumnEvidence },
  format: Pick<ImportFormat, 'writePhone'>,
  spansOf: (row: number) => AsyncIterable<{ span: Span; rows: string[][] }>,
): Promise<ExampleRow[]> {
  const refused = new Set<number>();
  const judge = makeJudge({ ...plan, consent: { kind: 'none' } }, evidence, (position, marks) => {
    const column = plan.columns[position];
    const isSentBlank = column?.role === 'field' && column.badValue === 'sentBlank';
    if (marks & INVALID && !isSentBlank) refused.add(position);
  });
  const examples: ExampleRow[] = [];
  for (const row of exampleRowsOf(index, count)) {
    for await (const { rows } of spansOf(row)) {
      refused.clear();
      const { phone, values } = judge.judge(rows[0]!, false);
      let field = 0;
      const sent = plan.columns.map(({ role, position }) => {
        const value =
          role === 'field' ? values[field++]! : role === 'phone' ? format.writePhone(phone) : null;
        return value === null || refused.has(position) ? null : forShowing(value);
      });
      examples.push({ fileRow: index.fileRow(row), cells: rows[0]!.map(forShowing), sent });
    }
  }
  return examples;
}
