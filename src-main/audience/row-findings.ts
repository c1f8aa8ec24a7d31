import type { CellFinding } from '../contract/rows.ts';
import type { ColumnEvidence } from './column-evidence.ts';
import { type JudgedRow, type JudgingPlan, makeJudge } from './judge.ts';
import { codesIn, INVALID, type Marks, mark, notesOf, reasonsOf } from './marks.ts';
import { judgeAgain } from './normalised.ts';
import type { RowIndex } from './row-index.ts';

const SENT_BLANK = mark('value.sentBlank');

/** Judges a row again; null when the index says otherwise of it: then the file has changed. */
export type RowFinder = (
  cells: readonly string[],
  row: number,
) => { judged: JudgedRow; findings: CellFinding[] } | null;

/**
 * Finds out in which cells the reasons and notes of a row stand, which its marks do not say. What is about the row as a
 * whole, or about other rows, stands in none.
 */
export function rowFinder(plan: JudgingPlan, evidence: ColumnEvidence, index: RowIndex): RowFinder {
  const { columns, consent } = plan;
  let found: { position: number; marks: Marks }[] = [];
  const judge = makeJudge(plan, evidence, (position, marks) => {
    const { role, badValue } = columns[position]!;
    const isBlanked = role === 'field' && badValue === 'sentBlank' && (marks & INVALID) !== 0;
    found.push({ position, marks: isBlanked ? SENT_BLANK : marks });
  });
  return (cells, row) => {
    found = [];
    const judged = judgeAgain(cells, row, index, judge);
    if (!judged) return null;
    if (consent.kind === 'column') {
      const { position } = consent;
      found.push({ position, marks: judge.readAnswer(cells[position] ?? '') });
    }
    const marks = index.marks(row);
    const told = new Set<string>([...reasonsOf(marks), ...notesOf(marks)]);
    const findings = found.flatMap(({ position, marks: ofCell }) =>
      codesIn(ofCell)
        .filter((code) => told.has(code))
        .map((code) => ({ position, code })),
    );
    return { judged, findings };
  };
}
