import { useEffect, useRef } from 'react';

/**
 * Scrolls the page to its top, where what is new begins.
 * @param mark changes when there is something new.
 */
export function useTopOfPage(mark: number): void {
  const before = useRef(mark);
  useEffect(() => {
    if (before.current === mark) return;
    before.current = mark;
    document.querySelector('[data-scrolls]')?.scrollTo({ top: 0 });
  }, [mark]);
}
