import { useEffect, useState } from 'react';

const AT_ONCE = 2;

/**
 * How many of `count` rows to draw: a few at first and more with each frame, since a row's select takes some
 * milliseconds to make, and a file may have hundreds of columns.
 */
export function useGrowing(count: number): number {
  const [drawn, setDrawn] = useState(AT_ONCE);
  useEffect(() => {
    if (drawn >= count) return;
    const frame = requestAnimationFrame(() => setDrawn(drawn + AT_ONCE));
    return () => cancelAnimationFrame(frame);
  }, [drawn, count]);
  return Math.min(drawn, count);
}
