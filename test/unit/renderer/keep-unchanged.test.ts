import fc from 'fast-check';
import { expect, it } from 'vitest';
import { keepUnchanged } from '../../../src-renderer/state/keep-unchanged.ts';

const { tree } = fc.letrec<{ tree: unknown; leaf: unknown }>((tie) => ({
  leaf: fc.constantFrom(null, undefined, true, 0, -0, Number.NaN, 1, '', 'a'),
  tree: fc.oneof(
    { depthSize: 'small' },
    tie('leaf'),
    fc.array(tie('tree'), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom('a', 'b', '0', 'length', 'toString'), tie('tree'), {
      maxKeys: 3,
      noNullPrototype: true,
    }),
  ),
}));

/** An old value, and a new one that differs from it in one part, or in all. */
const change = fc.oneof(
  fc.tuple(tree, tree),
  fc
    .tuple(tree, fc.array(fc.nat(2), { maxLength: 4 }), tree)
    .map(([old, way, part]): [unknown, unknown] => [old, withPart(old, way, part)]),
);

function withPart(value: unknown, [turn, ...way]: number[], part: unknown): unknown {
  if (turn === undefined || typeof value !== 'object' || value === null) return structuredClone(part);
  const copy = structuredClone(value);
  const key = Object.keys(copy)[turn];
  if (key !== undefined) Reflect.set(copy, key, withPart(Reflect.get(value, key), way, part));
  return copy;
}

function equals(one: unknown, other: unknown): boolean {
  try {
    expect(one).toStrictEqual(other);
    return true;
  } catch {
    return false;
  }
}

/** Goes through both side by side, for as long as there is something on both sides. */
function pairs(kept: unknown, old: unknown): [unknown, unknown][] {
  const below =
    typeof kept === 'object' && kept !== null && typeof old === 'object' && old !== null
      ? Object.keys(kept).flatMap((key) =>
          Object.hasOwn(old, key) ? pairs(Reflect.get(kept, key), Reflect.get(old, key)) : [],
        )
      : [];
  return [[kept, old], ...below];
}

it('equals the new value, whatever the old one was', () => {
  fc.assert(
    fc.property(change, ([old, fresh]) => {
      expect(keepUnchanged(old, structuredClone(fresh))).toStrictEqual(fresh);
    }),
    { examples: [[[{ a: undefined }, { b: undefined }]]] },
  );
});

it('keeps every part that did not change, and never one that did', () => {
  fc.assert(
    fc.property(change, ([old, fresh]) => {
      for (const [part, before] of pairs(keepUnchanged(old, fresh), old))
        expect(Object.is(part, before)).toBe(equals(part, before));
    }),
  );
});

it('answers the old value itself when nothing changed', () => {
  fc.assert(
    fc.property(tree, (old) => {
      expect(keepUnchanged(old, structuredClone(old))).toBe(old);
    }),
  );
});

it('leaves both values as they were', () => {
  fc.assert(
    fc.property(change, ([old, fresh]) => {
      const before = structuredClone([old, fresh]);
      keepUnchanged(old, fresh);
      expect([old, fresh]).toStrictEqual(before);
    }),
  );
});

it('keeps the parts beside the one that changed', () => {
  const old = { file: { name: 'a.csv' }, review: { bytes: 1, of: { rows: [1, 2] } } };
  const kept = keepUnchanged(old, { file: { name: 'a.csv' }, review: { bytes: 2, of: { rows: [1, 2] } } });
  expect(kept.file).toBe(old.file);
  expect(kept.review).not.toBe(old.review);
  expect(kept.review.of).toBe(old.review.of);
});
