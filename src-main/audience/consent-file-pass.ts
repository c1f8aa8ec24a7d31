import type { CountryCode } from 'libphonenumber-js/max';
import {
  type ConsentFileChoice,
  type ConsentFileRead,
  isComplete,
  USUAL_MEANINGS,
} from '../contract/consent.ts';
import { AnswerTally } from './answer-tally.ts';
import { endsInCommas } from './column-evidence.ts';
import { nameKey } from './column-names.ts';
import { consentRule } from './consent.ts';
import { ConsentTable, plainId } from './consent-table.ts';
import { CsvRows, isBlankLine, type RowProblem } from './csv-rows.ts';
import type { FileHead } from './head.ts';
import { mapColumns } from './mapping.ts';
import { type Marks, mark } from './marks.ts';
import { ID_NAMES } from './name-aliases.ts';
import { phoneRule } from './phone.ts';

const NO = mark('consent.no');
const UNKNOWN = mark('consent.unknown');
const HAS_EXTENSION = mark('phone.hasExtension');

/** A column with more different values, or longer ones, is none to choose rows by. */
const MOST_VALUES = 50;
const LONGEST_VALUE = 60;

/**
 * One reading of a consent file: its text goes in piece by piece, what it says of each person comes out. Malformed rows say
 * nothing, but for a plain no. Memory is bounded by the number of people (see `ConsentTable`).
 */
export class ConsentFilePass {
  readonly table = new ConsentTable();
  readonly choice: ConsentFileChoice;
  readonly #headers: string[];
  readonly #rows: CsvRows;
  readonly #answers: AnswerTally;
  readonly #values: (Map<string, number> | null)[];
  readonly #readAnswer: (cell: string) => Marks;
  readonly #readPhone: ReturnType<typeof phoneRule>;
  readonly #where: [column: number, values: ReadonlySet<string>][];
  /** Whether its first rows have blank cells after their last column, as all rows do that end in commas. */
  readonly #endsInCommas: boolean;
  #read = 0;
  #chosen = 0;
  #unreadable = 0;

  constructor(head: FileHead, choice: ConsentFileChoice, country: CountryCode) {
    const meanings = choice.meanings ?? USUAL_MEANINGS;
    this.choice = choice;
    this.#headers = headersOf(head.header);
    this.#answers = new AnswerTally(meanings);
    this.#readAnswer = consentRule(meanings);
    this.#readPhone = phoneRule(country);
    this.#where = choice.where.map(({ column, values }) => [column, new Set(values)]);
    this.#values = this.#headers.map(() => new Map());
    const exact = head.preview.filter(({ cells }) => cells.length === this.#headers.length).length;
    const surplus = head.preview.filter(({ cells }) => cells.length > this.#headers.length).length;
    this.#endsInCommas = endsInCommas({ widths: { exact, surplus } });
    this.#rows = new CsvRows({ ...head, offset: head.firstRow }, (cells, _offset, _plain, problem) => {
      if (problem !== null || !isBlankLine(cells)) this.#add(cells, problem);
    });
  }

  /** @param text latin1, from `head.firstRow` on. */
  push(text: string): void {
    this.#rows.push(text);
  }

  end(): void {
    this.#rows.end();
  }

  /** Whether all columns are known that it takes to say who opted in. */
  get isComplete(): boolean {
    return isComplete(this.choice);
  }

  counted(): Omit<ConsentFileRead, 'name' | 'readAt' | 'sha256'> {
    const columns = this.#headers.map((header, position) => {
      const values = this.#values[position];
      return { header, values: values ? byCount(values) : null };
    });
    return {
      columns,
      choice: this.choice,
      rows: this.#read,
      chosen: this.#chosen,
      unreadable: this.#unreadable,
      people: this.table.people,
      conflicting: this.table.conflicting(),
      ...this.#answers.counted(),
    };
  }

  #add(cells: readonly string[], problem: RowProblem | null): void {
    this.#read++;
    const width = this.#headers.length;
    const isMalformed = problem !== null || cells.slice(width).some((cell) => cell.trim() !== '');
    // A comma that was not quoted, or a cell that was lost, has shifted the answer: a yes is none then.
    const isShifted = cells.length < width || (cells.length > width && !this.#endsInCommas);
    if (!isMalformed) this.#countValues(cells);
    if (!this.isComplete) return;
    const { keyColumn, answerColumn } = this.choice;
    if (isMalformed) {
      this.#unreadable++;
      const saysNo = cells.slice(answerColumn!).some((cell) => this.#readAnswer(cell) & NO);
      if (saysNo) this.#addPerson(cells[keyColumn!] ?? '', NO);
      return;
    }
    if (!this.#where.every(([column, values]) => values.has((cells[column] ?? '').trim()))) return;
    const answer = cells[answerColumn!] ?? '';
    const means = this.#readAnswer(answer);
    if (!this.#addPerson(cells[keyColumn!] ?? '', isShifted && means === 0 ? UNKNOWN : means)) {
      this.#unreadable++;
      return;
    }
    this.#chosen++;
    this.#answers.add(answer);
  }

  #addPerson(cell: string, answer: Marks): boolean {
    if (this.choice.key === 'id') {
      const id = plainId(cell);
      if (id !== '') this.table.addId(id, answer);
      return id !== '';
    }
    const verdict = { marks: 0 };
    const phone = this.#readPhone(cell.trim(), verdict);
    if (phone === 0) return false;
    // Whoever answered at an extension is not who reads a text at the number.
    this.table.addPhone(phone, answer === 0 && verdict.marks & HAS_EXTENSION ? UNKNOWN : answer);
    return true;
  }

  #countValues(cells: readonly string[]): void {
    for (let position = 0; position < this.#values.length; position++) {
      const values = this.#values[position];
      if (!values) continue;
      const value = (cells[position] ?? '').trim();
      const count = values.get(value);
      if (count !== undefined) values.set(value, count + 1);
      else if (values.size === MOST_VALUES || value.length > LONGEST_VALUE) this.#values[position] = null;
      // A copy of its own, since a piece of a longer text keeps all of that text in memory.
      else values.set(Buffer.from(value, 'utf8').toString('utf8'), 1);
    }
  }
}

function byCount(values: ReadonlyMap<string, number>): { value: string; count: number }[] {
  return [...values]
    .map(([value, count]) => ({ value, count }))
    .sort((one, other) => other.count - one.count);
}

/**
 * Fills in the columns that a choice leaves open, by their names: the answer, and the phone; or the id that both files have,
 * where the consent file has no phone.
 * @param audience the audience's header.
 */
export function consentFileChoice(
  header: readonly string[],
  audience: readonly string[],
  chosen: ConsentFileChoice | null,
): ConsentFileChoice {
  const named = mapColumns(header, [], new Map(), null, () => {});
  const positionOf = (role: 'phone' | 'optIn') =>
    named.find((column) => column.role === role)?.position ?? null;
  const phone = positionOf('phone');
  const key = chosen?.key ?? (phone === null && idOf(header) !== null ? 'id' : 'phone');
  const answerColumn = chosen?.answerColumn ?? positionOf('optIn');
  const shared = { answerColumn, where: chosen?.where ?? [], meanings: chosen?.meanings ?? null };
  if (key === 'phone') return { key, keyColumn: chosen?.keyColumn ?? phone, audienceColumn: null, ...shared };
  return {
    key,
    keyColumn: chosen?.keyColumn ?? idOf(header),
    audienceColumn: chosen?.audienceColumn ?? idOf(audience),
    ...shared,
  };
}

function idOf(header: readonly string[]): number | null {
  const position = header.findIndex((name) => ID_NAMES.has(nameKey(name)));
  return position < 0 ? null : position;
}

function headersOf(header: readonly string[]): string[] {
  return mapColumns(header, [], new Map(), null, () => {}).map((column) => column.header);
}
