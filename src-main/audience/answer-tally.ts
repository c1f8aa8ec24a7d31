import type { ConsentAnswer, Meanings } from '../contract/consent.ts';
import { consentRule, plainAnswer } from './consent.ts';
import { mark } from './marks.ts';

/** How many distinct answers are told, and how many are counted one by one so that the commonest are found. */
const LISTED = 50;
const TRACKED = 1000;
const LONGEST = 100;

const NO = mark('consent.no');

interface Entry {
  shown: string;
  count: number;
}

/** Counts the distinct answers of the opt-in column. Answers that the judging takes for the same are one. */
export class AnswerTally {
  readonly #meanings: Meanings;
  readonly #yes: ReadonlySet<string>;
  readonly #entries = new Map<string, Entry>();
  /** The entries by cells as they were met: nearly every cell is one of a few. */
  readonly #byCell = new Map<string, Entry>();
  #total = 0;

  constructor(meanings: Meanings) {
    this.#meanings = meanings;
    this.#yes = new Set(meanings.yes.map(plainAnswer));
  }

  /** @param times in how many rows it stands. */
  add(cell: string, times = 1): void {
    this.#total += times;
    const entry = this.#byCell.get(cell) ?? this.#entryOf(cell);
    if (entry) entry.count += times;
  }

  /**
   * The commonest answers, commonest first and else in the file's order, and how many rows have any other. Those that
   * mean yes are all among them, however rare: nobody is sent for an answer that is not shown.
   */
  counted(): { answers: ConsentAnswer[]; otherAnswers: number } {
    const rule = consentRule(this.#meanings);
    const answers = [...this.#entries]
      .sort(([, one], [, other]) => other.count - one.count)
      .filter(([answer], place) => place < LISTED || this.#yes.has(answer))
      .map(([, entry]) => entry)
      .map(({ shown, count }) => ({ shown, count, means: meaning(rule(shown)) }));
    const listed = answers.reduce((sum, { count }) => sum + count, 0);
    return { answers, otherAnswers: this.#total - listed };
  }

  #entryOf(cell: string): Entry | undefined {
    const answer = plainAnswer(cell);
    let entry = this.#entries.get(answer);
    if (!entry) {
      const isTracked = this.#entries.size < TRACKED && answer.length <= LONGEST;
      if (!isTracked && !this.#yes.has(answer)) return undefined;
      entry = { shown: answer === '' ? '' : detached(cell.trim()), count: 0 };
      this.#entries.set(detached(answer), entry);
    }
    // As in the consent rule, short cells alone, which are copies of their own.
    if (cell.length < 13 && this.#byCell.size < TRACKED) this.#byCell.set(cell, entry);
    return entry;
  }
}

function meaning(marks: number): ConsentAnswer['means'] {
  if (marks === 0) return 'yes';
  return marks & NO ? 'no' : 'unknown';
}

/** A copy of its own, since a piece of a longer text keeps all of that text in memory. */
function detached(text: string): string {
  return Buffer.from(text, 'utf8').toString('utf8');
}
