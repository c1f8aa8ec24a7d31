/**
 * The new value with every part that equals the old one replaced by it. A snapshot arrives whole each time; this way
 * only the components that show what changed are rendered again.
 */
export function keepUnchanged<Value>(old: unknown, next: Value): Value {
  if (Object.is(old, next)) return next;
  if (!isContainer(old) || !isContainer(next) || Array.isArray(old) !== Array.isArray(next)) return next;

  const keys = Object.keys(next);
  let same = keys.length === Object.keys(old).length;
  const kept = (Array.isArray(next) ? [] : {}) as Record<string, unknown>;
  for (const key of keys) {
    kept[key] = keepUnchanged(old[key], next[key]);
    same &&= key in old && Object.is(kept[key], old[key]);
  }
  return (same ? old : kept) as Value;
}

function isContainer(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
