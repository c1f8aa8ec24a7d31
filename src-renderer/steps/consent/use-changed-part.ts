import { useState } from 'react';
import { useLostFocus } from '../../state/use-lost-focus.ts';

/**
 * Which part of the page was the last to look different: a focus that is lost by that goes there.
 * @param marks of each part, one that changes when what can be pressed in it does.
 */
export function useChangedPart<Part extends string>(marks: Record<Part, string>, first: NoInfer<Part>): Part {
  const [last, setLast] = useState({ marks, part: first });
  const changed = (Object.keys(marks) as Part[]).find((part) => marks[part] !== last.marks[part]);
  if (changed) setLast({ marks, part: changed });
  useLostFocus(JSON.stringify(marks));
  return changed ?? last.part;
}
