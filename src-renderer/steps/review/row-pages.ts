import type { Result } from '../../../src-main/contract/commands.ts';
import type { Failure } from '../../../src-main/contract/failure.ts';
import type { ReviewedRow } from '../../../src-main/contract/rows.ts';

const PAGE_SIZE = 100;
const PAGES_KEPT = 30;
/** Few at a time, so that a drag along the scrollbar asks for where it ends and not for all that it passed. */
const ASKED_AT_ONCE = 2;

type AskForPage = (from: number, count: number) => Promise<Result<{ rows: ReviewedRow[] }>>;

/**
 * The rows of one layout, fetched page by page as they come into view. The pages last used are kept.
 * Made anew for every layout, so an answer can never land among the rows of another.
 */
export class RowPages {
  readonly count: number;
  /** Why no more rows come. */
  failure: Failure | null = null;
  readonly #ask: AskForPage;
  /** In order of use, the latest last. */
  readonly #pages = new Map<number, ReviewedRow[]>();
  readonly #asked = new Set<number>();
  readonly #listeners = new Set<() => void>();
  #wanted: number[] = [];
  #version = 0;

  constructor(count: number, ask: AskForPage) {
    this.count = count;
    this.#ask = ask;
  }

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
      if (this.#listeners.size === 0) this.#wanted = [];
    };
  };

  version = (): number => this.#version;

  row(index: number): ReviewedRow | null {
    return this.#pages.get(Math.floor(index / PAGE_SIZE))?.[index % PAGE_SIZE] ?? null;
  }

  /** Says which rows are in view, `last` not included; what was wanted before and is not here yet is given up. */
  want(first: number, last: number): void {
    this.#wanted = [];
    for (let page = Math.floor(first / PAGE_SIZE); page * PAGE_SIZE < last; page += 1) {
      const rows = this.#pages.get(page);
      if (rows) {
        this.#pages.delete(page);
        this.#pages.set(page, rows);
      } else this.#wanted.push(page);
    }
    this.#askForMore();
  }

  #askForMore(): void {
    if (this.failure) return;
    for (const page of this.#wanted) {
      if (this.#asked.size >= ASKED_AT_ONCE) return;
      if (!this.#asked.has(page) && !this.#pages.has(page)) void this.#fetch(page);
    }
  }

  async #fetch(page: number): Promise<void> {
    this.#asked.add(page);
    const from = page * PAGE_SIZE;
    const answer = await this.#ask(from, Math.min(PAGE_SIZE, this.count - from));
    this.#asked.delete(page);
    if (answer.ok) this.#keep(page, answer.value.rows);
    else this.failure = answer.failure;
    this.#version += 1;
    for (const listener of this.#listeners) listener();
    this.#askForMore();
  }

  #keep(page: number, rows: ReviewedRow[]): void {
    this.#pages.set(page, rows);
    for (const oldest of this.#pages.keys()) {
      if (this.#pages.size <= PAGES_KEPT) break;
      this.#pages.delete(oldest);
    }
  }
}
