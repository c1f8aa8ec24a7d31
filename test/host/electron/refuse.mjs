/**
 * The host knows what the app uses, and says so of everything else: an `undefined` would be found much later.
 * @param isGone whether Electron would say that the object is destroyed.
 */
export function refuse(name, known, isGone = () => false) {
  return new Proxy(known, {
    get(target, key) {
      // Symbols and `then` are asked for by the language itself.
      if (typeof key === 'symbol' || key === 'then' || key === 'toJSON') return target[key];
      if (!(key in target)) throw new Error(`The host has no ${name}.${key}`);
      if (isGone() && key !== 'isDestroyed' && key !== 'id') throw new TypeError('Object has been destroyed');
      return target[key];
    },
    set(target, key, value) {
      if (!(key in target)) throw new Error(`The host has no ${name}.${String(key)}`);
      target[key] = value;
      return true;
    },
  });
}
