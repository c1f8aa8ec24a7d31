import { type RefObject, useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { type ScrollScale, scaleFor, toScroll, toSheet } from './scroll-scale.ts';

/** Rows kept ready above and below those in view, so that scrolling finds them painted. */
const SPARE = 8;

interface Measures {
  width: number;
  /** Height that the rows have, below the header. */
  view: number;
}

interface Sheet {
  scale: ScrollScale;
  measures: Measures;
  /** The rows to draw, `last` not included, and where the first of them lies on the canvas. */
  first: number;
  last: number;
  y: number;
  left: number;
  /** How many whole rows are in view. */
  page: number;
  /** Scrolls as little as needed to have the row in view. */
  reveal: (row: number) => void;
  scrollTo: (top: number) => void;
}

/**
 * The rows in view of a sheet of any length. Dragging the scrollbar moves by its stretched place; wheel and keys move
 * by exact pixels, however long the sheet is, and the scrollbar follows.
 */
export function useSheet(
  scroller: RefObject<HTMLElement | null>,
  count: number,
  rowHeight: number,
  headerHeight: number,
): Sheet {
  const measures = useMeasures(scroller, headerHeight);
  const scale = useMemo(() => scaleFor(count, rowHeight, measures.view), [count, rowHeight, measures.view]);
  const [place, setPlace] = useState({ top: 0, scrollTop: 0, left: 0 });
  const exact = useRef(place);

  const put = useCallback((next: typeof place) => {
    exact.current = next;
    setPlace(next);
  }, []);

  const scrollTo = useCallback(
    (wanted: number) => {
      const element = scroller.current;
      if (!element) return;
      const top = Math.min(scale.furthest, Math.max(0, wanted));
      element.scrollTop = toScroll(scale, top);
      put({ top, scrollTop: element.scrollTop, left: element.scrollLeft });
    },
    [scroller, scale, put],
  );

  useEffect(() => {
    const element = scroller.current;
    if (!element) return;
    const onScroll = () => {
      const { scrollTop, scrollLeft } = element;
      // The echo of our own move must not round away the exact place.
      const echo = Math.abs(scrollTop - exact.current.scrollTop) < 1;
      const top = echo ? exact.current.top : toSheet(scale, scrollTop);
      put({ top, scrollTop, left: scrollLeft });
    };
    const onWheel = (event: WheelEvent) => {
      if (event.ctrlKey || event.shiftKey || event.deltaY === 0) return;
      const unit = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? rowHeight : 1;
      event.preventDefault();
      if (event.deltaX !== 0) element.scrollLeft += event.deltaX * unit;
      scrollTo(exact.current.top + event.deltaY * unit);
    };
    element.addEventListener('scroll', onScroll, { passive: true });
    // Where the sheet is not stretched the browser's own, smoother wheel does.
    if (scale.stretch !== 1) element.addEventListener('wheel', onWheel, { passive: false });
    return () => {
      element.removeEventListener('scroll', onScroll);
      element.removeEventListener('wheel', onWheel);
    };
  }, [scroller, scale, rowHeight, put, scrollTo]);

  // Where more rows come, the place of the scrollbar means another row; the rows in view stay, and the scrollbar follows.
  useLayoutEffect(() => {
    if (scale.stretch !== 1) scrollTo(exact.current.top);
  }, [scale, scrollTo]);

  const reveal = useCallback(
    (row: number) => {
      if (measures.view === 0) return;
      const { top } = exact.current;
      const from = row * rowHeight;
      if (from < top) scrollTo(from);
      else if (from + rowHeight > top + measures.view) scrollTo(from + rowHeight - measures.view);
    },
    [measures.view, rowHeight, scrollTo],
  );

  const first = Math.max(0, Math.floor(place.top / rowHeight) - SPARE);
  const last = Math.min(count, Math.ceil((place.top + measures.view) / rowHeight) + SPARE);
  // Not stretched, rows have a fixed place, and only their coming and going needs drawing.
  const y = scale.stretch === 1 ? first * rowHeight : first * rowHeight - place.top + place.scrollTop;
  const page = Math.max(1, Math.floor(measures.view / rowHeight));
  return { scale, measures, first, last, y, left: place.left, page, reveal, scrollTo };
}

function useMeasures(scroller: RefObject<HTMLElement | null>, headerHeight: number): Measures {
  const [measures, setMeasures] = useState<Measures>({ width: 0, view: 0 });
  useLayoutEffect(() => {
    const element = scroller.current;
    if (!element) return;
    const measure = () =>
      setMeasures({ width: element.clientWidth, view: Math.max(0, element.clientHeight - headerHeight) });
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, [scroller, headerHeight]);
  return measures;
}
