import { type RefObject, useEffect, useRef } from 'react';
import { columnsHolding, type GridColumn } from './grid-columns.ts';
import type { RowPages } from './row-pages.ts';

/** What of the grid stands left of the file's columns, in pixels: all of it, and what of it stays in view. */
interface Margins {
  own: number;
  stuck: number;
}

/**
 * Once for each search, scrolls sideways until it can be seen why the first row was found: to the first column that
 * holds the text, unless one that does is in view. The focus stays where it is.
 * @param search the text that the rows were found by; '' where they were found by none.
 */
export function useHitInView(
  scroller: RefObject<HTMLElement | null>,
  pages: RowPages,
  columns: readonly GridColumn[],
  search: string,
  { own, stuck }: Margins,
): void {
  const shownFor = useRef<RowPages | null>(null);
  const row = pages.row(0);
  useEffect(() => {
    const element = scroller.current;
    if (!element || !row || search === '' || shownFor.current === pages) return;
    shownFor.current = pages;
    const { scrollLeft, clientWidth } = element;
    const places = columnsHolding(columns, row, search).map(({ left, width }) => ({
      from: own + left,
      to: own + left + width,
    }));
    const inView = places.some(
      ({ from, to }) => from >= scrollLeft + stuck && to <= scrollLeft + clientWidth,
    );
    const first = places[0];
    if (!first || inView) return;
    const isLeft = first.from < scrollLeft + stuck;
    element.scrollLeft = isLeft ? first.from - stuck : Math.min(first.from - stuck, first.to - clientWidth);
  }, [scroller, pages, row, columns, search, own, stuck]);
}
