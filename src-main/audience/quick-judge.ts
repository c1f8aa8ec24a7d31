import type { AnswerTally } from './answer-tally.ts';
import type { ColumnSummaries } from './column-summaries.ts';
import { isRealDay } from './dates.ts';
import type { ConsentLookup, Judge, JudgedRow, JudgingPlan } from './judge.ts';
import { fileColumns } from './mapping.ts';
import { type Marks, mark } from './marks.ts';
import { NOT_ORDINARY, quickPhone, TOO_SHORT } from './nanp.ts';
import { hasNoShortNumbers, isNorthAmerican } from './phone.ts';
import {
  isFiveDigits,
  isPlainAnswer,
  isPlainEmail,
  isPlainNumber,
  mayBeExcels,
  plainDay,
} from './quick-cells.ts';
import { ODD_CELL, type QuickRows } from './quick-rows.ts';
import { type RuleKind, ruleKind } from './rule-kind.ts';

const PHONE_MISSING = mark('phone.missing');
const PHONE_INVALID = mark('phone.invalid');

interface QuickField {
  position: number;
  /** Among the mapped columns, in the file's order. */
  place: number;
  kind: RuleKind;
  maxLength: number;
}

/** An answer as it stands in the file, what it means, and how many rows with it the tally was not told of yet. */
interface KnownAnswer {
  bytes: Uint8Array;
  marks: Marks;
  untold: number;
}

const LONGEST_ANSWER = 12;
const KNOWN_ANSWERS = 8;

/**
 * Judges the rows that `QuickRows` finds, from their bytes. A cell that is plainly what its field wants never becomes
 * text; every other is judged as text, by the judge itself. So a row comes to what the judge would say of it.
 */
export class QuickJudge {
  readonly #judge: Judge;
  readonly #cells: QuickRows;
  readonly #answers: AnswerTally | null;
  readonly #answerColumn: number;
  readonly #phoneColumn: number;
  readonly #consentFile: ConsentLookup | null;
  /** By position; null where a column goes to no field. */
  readonly #fields: (QuickField | null)[];
  readonly #readsPhones: boolean;
  readonly #refusesShort: boolean;
  readonly #today: number;
  readonly #summaries: ColumnSummaries;
  readonly #known: KnownAnswer[] = [];

  /**
   * @param answers where the answers of the opt-in column are counted, or null where there is no such column.
   * @param summaries told of every cell; the judge tells it of what is found in them.
   */
  constructor(
    plan: JudgingPlan,
    judge: Judge,
    cells: QuickRows,
    answers: AnswerTally | null,
    summaries: ColumnSummaries,
  ) {
    this.#judge = judge;
    this.#summaries = summaries;
    this.#cells = cells;
    this.#answers = answers;
    this.#answerColumn = plan.consent.kind === 'column' ? plan.consent.position : -1;
    this.#consentFile = plan.consentFile ?? null;
    this.#phoneColumn = plan.columns.findIndex(({ role }) => role === 'phone');
    let place = 0;
    this.#fields = fileColumns(plan.columns).map(({ role, field, position }) =>
      role === 'field' && field
        ? {
            position,
            place: place++,
            kind: ruleKind(field),
            maxLength: field.maxLength ?? Number.MAX_SAFE_INTEGER,
          }
        : null,
    );
    this.#readsPhones = isNorthAmerican(plan.country);
    this.#refusesShort = hasNoShortNumbers(plan.country);
    this.#today = Number(plan.today.replaceAll('-', ''));
  }

  /** @returns the judge's own row, whose values are not to be used. */
  judge(bytes: Buffer): JudgedRow {
    const { row, evidence } = this.#judge;
    evidence.widths.exact++;
    row.marks = this.#answerColumn < 0 ? this.#judge.readAnswer('') : this.#readAnswer(bytes);
    this.#readPhone(bytes);
    if (this.#consentFile) this.#readConsentFile(bytes, this.#consentFile);
    const summaries = this.#summaries;
    const cells = this.#cells;
    const { starts, ends, care } = cells;
    const fields = this.#fields;
    summaries.addRow();
    for (let position = 0; position < fields.length; position++) {
      const start = starts[position]!;
      const end = ends[position]!;
      if (start === end) {
        summaries.addBlank(position);
        continue;
      }
      const field = fields[position]!;
      if (care[position] === 0 || cells.isPlain(bytes, position)) {
        summaries.addPlain(position, bytes, start, end);
        if (field === null || this.#isFine(field, bytes, start, end)) continue;
      } else {
        summaries.addText(position, cells.text(bytes, position));
        if (field === null) continue;
      }
      this.#judge.readField(field.place, cells.text(bytes, position), (care[position]! & ODD_CELL) === 0);
    }
    return row;
  }

  /** Tells the tally of what was counted here. */
  end(): void {
    for (const { bytes, untold } of this.#known)
      if (untold > 0) this.#answers?.add(Buffer.from(bytes).toString('latin1'), untold);
  }

  #isFine({ position, kind, maxLength }: QuickField, bytes: Buffer, start: number, end: number): boolean {
    switch (kind) {
      case 'text':
        return end - start <= maxLength && !mayBeExcels(bytes, start, end);
      case 'email':
        return end - start <= maxLength && isPlainEmail(bytes, start, end);
      case 'number':
        return isPlainNumber(bytes, start, end);
      case 'checkbox':
        return isPlainAnswer(bytes, start, end);
      case 'date':
      case 'birthday': {
        const day = plainDay(bytes, start, end);
        if (day === 0 || (kind === 'birthday' && day > this.#today)) return false;
        return isRealDay(Math.floor(day / 10_000), Math.floor(day / 100) % 100, day % 100);
      }
      case 'postal': {
        const isFine = maxLength >= 5 && isFiveDigits(bytes, start, end);
        if (isFine) this.#judge.evidence.postal.get(position)!.fiveDigits++;
        return isFine;
      }
    }
  }

  #readPhone(bytes: Buffer): void {
    const { row } = this.#judge;
    row.phone = 0;
    const column = this.#phoneColumn;
    const start = column < 0 ? 0 : this.#cells.starts[column]!;
    const end = column < 0 ? 0 : this.#cells.ends[column]!;
    if (start === end) {
      this.#refusePhone(PHONE_MISSING, '');
      return;
    }
    if (this.#readsPhones && this.#cells.isPlain(bytes, column)) {
      const phone = quickPhone(bytes, start, end);
      if (phone > NOT_ORDINARY) {
        row.phone = phone;
        return;
      }
      if (phone === TOO_SHORT && this.#refusesShort) {
        this.#refusePhone(PHONE_INVALID, this.#cells.text(bytes, column));
        return;
      }
    }
    this.#judge.readPhone(this.#cells.text(bytes, column));
  }

  #readConsentFile(bytes: Buffer, { idColumn }: ConsentLookup): void {
    this.#judge.readConsentFile(idColumn === null ? '' : this.#cells.text(bytes, idColumn));
  }

  #refusePhone(why: Marks, cell: string): void {
    this.#judge.row.marks |= why;
    this.#summaries.find(this.#phoneColumn, why, cell, '');
  }

  #readAnswer(bytes: Buffer): Marks {
    const start = this.#cells.starts[this.#answerColumn]!;
    const end = this.#cells.ends[this.#answerColumn]!;
    for (const known of this.#known) {
      if (!isSame(known.bytes, bytes, start, end)) continue;
      known.untold++;
      return known.marks;
    }
    const text = this.#cells.text(bytes, this.#answerColumn);
    const marks = this.#judge.readAnswer(text);
    this.#answers?.add(text);
    const isPlain = (this.#cells.care[this.#answerColumn]! & ODD_CELL) === 0;
    if (isPlain && end - start <= LONGEST_ANSWER && this.#known.length < KNOWN_ANSWERS)
      this.#known.push({ bytes: Uint8Array.from(bytes.subarray(start, end)), marks, untold: 0 });
    return marks;
  }
}

function isSame(known: Uint8Array, bytes: Uint8Array, start: number, end: number): boolean {
  if (known.length !== end - start) return false;
  for (let place = 0; place < known.length; place++) if (known[place] !== bytes[start + place]) return false;
  return true;
}
