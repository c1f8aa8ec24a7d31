import { useEffect, useRef, useState } from 'react';

const AT_ONCE = 100;

/**
 * How many of `count` lines to draw: thousands would take seconds, so more are drawn whenever the end of those that are
 * there comes near view.
 * @returns also what marks that end, to be put after the lines.
 */
export function useMoreInView(count: number) {
  const [drawn, setDrawn] = useState(AT_ONCE);
  const end = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const mark = end.current;
    if (!mark || drawn >= count) return;
    const observer = new IntersectionObserver(
      (entries) => entries.some(({ isIntersecting }) => isIntersecting) && setDrawn(drawn + AT_ONCE),
      { root: mark.closest('[data-scrolls]'), rootMargin: '1000px' },
    );
    observer.observe(mark);
    return () => observer.disconnect();
  }, [drawn, count]);
  return { drawn, end };
}
