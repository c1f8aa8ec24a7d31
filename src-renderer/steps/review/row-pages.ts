import type { Result } from '../../../src-main/contract/commands.ts';
import type { Failure } from '../../../src-main/contract/failure.ts';
import type { ReviewedRow } from '../../../src-main/contract/rows.ts';

const PAGE_SIZE = 100;
const PAGES_KEPT = 30;
/** Few at a time, so that a drag along the scrollbar asks for where it ends and not for all that it passed. */
const ASKED_AT_ONCE = 2;

export type AskForPage = (
  layout: number,
  from: number,
  count: number,
) => Promise<Result<{ rows: ReviewedRow[] }>>;

/**
 * The rows of one layout, fetched page by page as they come into view. The pages last used are kept.
 * Made anew for every layout, so an answer can never land among the rows of another. While a search goes on, its layout
 * grows; the rows that are here stay until more of their page are.
 */
export class RowPages {
  readonly layout: number;
  /** Why no more rows come. */
  failure: Failure | null = null;
  readonly #ask: AskForPage;
  #count: number;
  /** In order of use, the latest last; each with how many of its rows were there to be asked for. */
  readonly #pages = new Map<number, { rows: ReviewedRow[]; of: number }>();
  readonly #asked = new Set<number>();
  readonly #listeners = new Set<() => void>();
  #wanted: number[] = [];
  /** The row after the last one in view. */
  #last = 0;
  #version = 0;

  constructor(layout: number, count: number, ask: AskForPage) {
    this.layout = layout;
    this.#count = count;
    this.#ask = ask;
  }

  get count(): number {
    return this.#count;
  }

  /** A layout never gets shorter; a smaller count is from before. */
  grow(count: number): void {
    if (count <= this.#count) return;
    this.#count = count;
    this.#tell();
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
    return this.#pages.get(Math.floor(index / PAGE_SIZE))?.rows[index % PAGE_SIZE] ?? null;
  }

  /** Says which rows are in view, `last` not included; what was wanted before and is not here yet is given up. */
  want(first: number, last: number): void {
    this.#wanted = [];
    this.#last = Math.min(last, this.#count);
    for (let page = Math.floor(first / PAGE_SIZE); page * PAGE_SIZE < this.#last; page += 1) {
      const kept = this.#pages.get(page);
      if (kept) {
        this.#pages.delete(page);
        this.#pages.set(page, kept);
      }
      this.#wanted.push(page);
    }
    this.#askForMore();
  }

  #askForMore(): void {
    if (this.failure) return;
    for (const page of this.#wanted) {
      if (this.#asked.size >= ASKED_AT_ONCE) return;
      if (!this.#asked.has(page) && this.#lacks(page)) void this.#fetch(page);
    }
  }

  /** Whether rows in view are missing from a page. */
  #lacks(page: number): boolean {
    return (this.#pages.get(page)?.of ?? 0) < Math.min(PAGE_SIZE, this.#last - page * PAGE_SIZE);
  }

  async #fetch(page: number): Promise<void> {
    this.#asked.add(page);
    const from = page * PAGE_SIZE;
    const of = Math.min(PAGE_SIZE, this.#count - from);
    const answer = await this.#ask(this.layout, from, of);
    this.#asked.delete(page);
    if (answer.ok) this.#keep(page, answer.value.rows, of);
    else this.failure = answer.failure;
    this.#tell();
    this.#askForMore();
  }

  #tell(): void {
    this.#version += 1;
    for (const listener of this.#listeners) listener();
  }

  #keep(page: number, rows: ReviewedRow[], of: number): void {
    this.#pages.set(page, { rows, of });
    for (const oldest of this.#pages.keys()) {
      if (this.#pages.size <= PAGES_KEPT) break;
      this.#pages.delete(oldest);
    }
  }
}
