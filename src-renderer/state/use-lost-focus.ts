import { useEffect, useRef } from 'react';

/**
 * Where what happens takes away the button that was pressed, the focus goes to what came in its place: the button
 * that stops it, a section that `takesFocus`, or else the page's title.
 * @param mark changes when that happens; null while it is on its way.
 */
export function useLostFocus(mark: string | null): void {
  const before = useRef(mark);
  useEffect(() => {
    const same = before.current === mark;
    before.current = mark;
    if (same || mark === null || document.activeElement !== document.body) return;
    (document.querySelector<HTMLElement>('[data-takes-focus]') ?? document.querySelector('h1'))?.focus();
  }, [mark]);
}
