import type { ColumnProblem, ColumnSummary } from '../contract/column-summary.ts';
import type { ColumnEvidence } from './column-evidence.ts';
import { dateOrder, isOrderProven } from './dates.ts';
import { DistinctValues } from './distinct-values.ts';
import { excelDamageOf } from './excel-damage.ts';
import type { FindingSink } from './judge.ts';
import { fileColumns, type MappedColumn } from './mapping.ts';
import { ADJUSTED, codesIn, EXCELS, INVALID, type Marks, mark } from './marks.ts';
import type { RowIndex } from './row-index.ts';
import { isPlaceholder } from './values.ts';

const EXAMPLES = 5;
/** Lengths from here on are looked at one by one: the least and the greatest. */
const MANY = 255;
/** Longest value of an example, in UTF-16 units; longer ones are cut. */
const SHOWN = 80;

const MISSING = mark('phone.missing');

interface Problem {
  count: number;
  examples: { row: number; value: string; sent: string | null }[];
}

/** What was found in a column's cells. */
class Findings {
  adjusted = 0;
  invalid = 0;
  readonly problems = new Map<ColumnProblem['code'], Problem>();
  readonly excel = new Map<string, ColumnSummary['excel'][number]>();
}

/** Counts what each column of the file holds, while its rows are read. Malformed rows are not to be added. */
export class ColumnSummaries {
  readonly #index: RowIndex;
  readonly #width: number;
  readonly #findings: Findings[];
  readonly #distinct: DistinctValues[];
  // By position; in arrays of numbers, since these are asked for every cell of the file.
  readonly #blank: Uint32Array;
  /** 1 while there may be further values to count. */
  readonly #counting: Uint8Array;
  /** 1 for each length that a value of the column has, below `MANY`; the last for all that are longer. */
  readonly #lengths: Uint8Array;
  readonly #shortestLong: Uint32Array;
  readonly #longest: Uint32Array;
  #rows = 0;

  /** @param index to which each row is added after its cells were judged. */
  constructor(columns: readonly MappedColumn[], index: RowIndex) {
    const own = fileColumns(columns);
    this.#index = index;
    this.#width = own.length;
    this.#findings = own.map(() => new Findings());
    this.#distinct = own.map(() => new DistinctValues());
    this.#blank = new Uint32Array(own.length);
    this.#counting = new Uint8Array(own.length).fill(1);
    this.#lengths = new Uint8Array(own.length * (MANY + 1));
    this.#shortestLong = new Uint32Array(own.length).fill(2 ** 32 - 1);
    this.#longest = new Uint32Array(own.length);
  }

  /** Adds a row whose cells are text. */
  addCells(cells: readonly string[]): void {
    this.#rows++;
    for (let position = 0; position < this.#width; position++) this.addText(position, cells[position] ?? '');
  }

  /** Adds a row whose cells are added one by one. */
  addRow(): void {
    this.#rows++;
  }

  addBlank(position: number): void {
    this.#blank[position]!++;
  }

  /** Adds a cell that is printable ASCII without outer spaces, not blank, and no word that stands for "nothing". */
  addPlain(position: number, bytes: Uint8Array, start: number, end: number): void {
    const length = end - start;
    if (length < MANY) this.#lengths[position * (MANY + 1) + length] = 1;
    else this.#addLength(position, length);
    if (this.#counting[position] === 1) this.#addValue(position, bytes, start, end);
  }

  addText(position: number, cell: string): void {
    const text = cell.trim();
    if (text === '' || isPlaceholder(text)) {
      this.#blank[position]!++;
      return;
    }
    this.#addLength(position, text.length);
    if (this.#counting[position] === 0) return;
    const bytes = Buffer.from(text, 'utf8');
    this.#addValue(position, bytes, 0, bytes.length);
  }

  #addLength(position: number, length: number): void {
    this.#lengths[position * (MANY + 1) + Math.min(length, MANY)] = 1;
    if (length < MANY) return;
    if (length > this.#longest[position]!) this.#longest[position] = length;
    if (length < this.#shortestLong[position]!) this.#shortestLong[position] = length;
  }

  #addValue(position: number, bytes: Uint8Array, start: number, end: number): void {
    const distinct = this.#distinct[position]!;
    distinct.add(bytes, start, end);
    if (distinct.hasMore) this.#counting[position] = 0;
  }

  /** What was found in a cell of the row that is being judged. */
  readonly find: FindingSink = (position, marks, cell, value) => {
    const column = this.#findings[position];
    if (!column) return;
    // What is missing is blank, and breaks no rule.
    if (marks & INVALID & ~MISSING) column.invalid++;
    else if (marks & ADJUSTED) column.adjusted++;
    const row = this.#index.length;
    for (const code of codesIn(marks)) {
      const problem = column.problems.get(code) ?? { count: 0, examples: [] };
      column.problems.set(code, problem);
      problem.count++;
      if (problem.examples.length < EXAMPLES)
        problem.examples.push({ row, value: shown(cell), sent: marks & INVALID ? null : shown(value) });
    }
    if (marks & EXCELS) this.#findExcels(column, marks, cell.trim());
  };

  #findExcels(column: Findings, marks: Marks, text: string): void {
    const kind = excelDamageOf(text);
    if (kind === null) return;
    // A word such as NULL is a placeholder too, and no spreadsheet's.
    if (kind === 'lostZeros' && !(marks & ADJUSTED)) return;
    const repaired = !(marks & INVALID);
    const found = column.excel.get(`${kind} ${repaired}`) ?? { kind, count: 0, repaired };
    column.excel.set(`${kind} ${repaired}`, found);
    found.count++;
  }

  /** Of each column, in the file's order. */
  counted(columns: readonly MappedColumn[], evidence: ColumnEvidence): ColumnSummary[] {
    return this.#findings.map(({ adjusted, invalid, problems, excel }, position): ColumnSummary => {
      const lengths = this.#lengthsOf(position);
      const distinct = this.#distinct[position]!;
      return {
        filled: this.#rows - this.#blank[position]!,
        blank: this.#blank[position]!,
        distinct: { count: distinct.count, more: distinct.hasMore },
        shortest: lengths?.shortest ?? null,
        longest: lengths?.longest ?? null,
        adjusted,
        invalid,
        problems: byCount([...problems].map(([code, problem]) => this.#problem(code, problem))),
        excel: byCount([...excel.values()]),
        dates: datesOf(columns[position]!, evidence),
      };
    });
  }

  #lengthsOf(position: number): { shortest: number; longest: number } | null {
    const lengths = this.#lengths.subarray(position * (MANY + 1), (position + 1) * (MANY + 1));
    const shortest = lengths.indexOf(1);
    const longest = lengths.lastIndexOf(1);
    if (shortest === -1) return null;
    return {
      shortest: shortest < MANY ? shortest : this.#shortestLong[position]!,
      longest: longest < MANY ? longest : this.#longest[position]!,
    };
  }

  #problem(code: ColumnProblem['code'], { count, examples }: Problem): ColumnProblem {
    return {
      code,
      count,
      examples: examples.map(({ row, ...example }) => ({ row: this.#index.fileRow(row), ...example })),
    };
  }
}

function datesOf(
  { position, dateOrder: chosen }: MappedColumn,
  { dates }: ColumnEvidence,
): ColumnSummary['dates'] {
  const evidence = dates.get(position);
  if (!evidence) return null;
  const { monthFirst, dayFirst, either } = evidence;
  return {
    monthFirst,
    dayFirst,
    either,
    read: chosen ?? dateOrder(evidence),
    decided: chosen !== null || isOrderProven(evidence),
  };
}

function byCount<Counted extends { count: number }>(found: Counted[]): Counted[] {
  return found.sort((one, other) => other.count - one.count);
}

/** A copy of its own, since a piece of a longer text keeps all of that text in memory. */
function shown(text: string): string {
  const cut = text.length > SHOWN ? `${text.slice(0, SHOWN).replace(/[\ud800-\udbff]$/, '')}…` : text;
  return Buffer.from(cut, 'utf8').toString('utf8');
}
