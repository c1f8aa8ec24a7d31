import { type AskForPage, RowPages } from './row-pages.ts';

/** Which rows the search that is under way, or the last one, has found: one `RowPages` for each layout. */
export class Search {
  #pages: RowPages | null = null;
  #underWay = false;
  /** Layouts are numbered upwards: up to this one they are of searches before. */
  #before = 0;
  #newest = 0;
  readonly #ask: AskForPage;

  constructor(ask: AskForPage) {
    this.#ask = ask;
  }

  begin(): void {
    this.#underWay = true;
    this.#before = this.#newest;
  }

  /** Takes in what a snapshot tells; null where that is of another search, or of no use yet. */
  goOn(layout: number, count: number): RowPages | null {
    this.#newest = Math.max(this.#newest, layout);
    return this.#underWay && layout > this.#before && count > 0 ? this.#grown(layout, count) : null;
  }

  end(layout: number, count: number): RowPages {
    this.#newest = Math.max(this.#newest, layout);
    this.#underWay = false;
    return this.#grown(layout, count);
  }

  #grown(layout: number, count: number): RowPages {
    if (this.#pages?.layout === layout) this.#pages.grow(count);
    else this.#pages = new RowPages(layout, count, this.#ask);
    return this.#pages;
  }
}
