// How values cross between page and host: as JSON, with what JSON lacks. Sent to the page as text, so each function
// must stand alone.

/** Throws for what Electron could not clone either. */
export function pack(value) {
  const special = (...parts) => ({ $: parts });
  if (value === undefined) return special('undefined');
  if (typeof value === 'bigint') return special('bigint', String(value));
  if (typeof value === 'number' && !Number.isFinite(value)) return special('number', String(value));
  if (typeof value === 'function' || typeof value === 'symbol')
    throw new Error('An object could not be cloned.');
  if (value === null || typeof value !== 'object') return value;
  if (Array.isArray(value)) return value.map((entry) => pack(entry));
  if (value instanceof Date) return special('date', value.getTime());
  if (value instanceof Map) return special('map', pack([...value]));
  if (value instanceof Set) return special('set', pack([...value]));
  if (value instanceof Error) return special('error', value.name, value.message);
  const kind = Object.prototype.toString.call(value);
  if (kind !== '[object Object]') throw new Error(`The host cannot carry ${kind}`);
  const packed = {};
  for (const [key, entry] of Object.entries(value)) packed[key] = pack(entry);
  return Object.hasOwn(packed, '$') ? special('object', packed) : packed;
}

export function unpack(packed) {
  if (packed === null || typeof packed !== 'object') return packed;
  if (Array.isArray(packed)) return packed.map((entry) => unpack(entry));
  const plain = (object) =>
    Object.fromEntries(Object.entries(object).map(([key, entry]) => [key, unpack(entry)]));
  if (!Object.hasOwn(packed, '$')) return plain(packed);
  const [kind, first, second] = packed.$;
  if (kind === 'undefined') return undefined;
  if (kind === 'bigint') return BigInt(first);
  if (kind === 'number') return Number(first);
  if (kind === 'date') return new Date(first);
  if (kind === 'map') return new Map(unpack(first));
  if (kind === 'set') return new Set(unpack(first));
  if (kind === 'error') return Object.assign(new Error(second), { name: first });
  return plain(first);
}
