import { useEffect, useEffectEvent, useRef } from 'react';

/**
 * For a button that comes and goes by itself: tells when it went while it had the focus.
 * @returns what the button needs.
 */
export function useFocusBeyond(there: boolean, onGone: () => void) {
  const focused = useRef(false);
  const gone = useEffectEvent(onGone);
  useEffect(() => {
    if (there || !focused.current) return;
    focused.current = false;
    gone();
  }, [there]);
  return {
    onFocus: () => {
      focused.current = true;
    },
    onBlur: () => {
      focused.current = false;
    },
  };
}
