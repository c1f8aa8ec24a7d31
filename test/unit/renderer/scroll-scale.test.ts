import fc from 'fast-check';
import { expect, it } from 'vitest';
import { scaleFor, toScroll, toSheet } from '../../../src-renderer/steps/review/scroll-scale.ts';

const ROW = 34;
const count = fc.oneof(fc.nat(10_000_000), fc.nat(1000), fc.constantFrom(0, 1, 441_176, 441_177, 10_000_000));
/** Higher than a row, as any window is that shows rows at all. */
const view = fc.integer({ min: 2 * ROW, max: 5000 });
const scale = fc.tuple(count, view).map(([rows, height]) => ({
  count: rows,
  view: height,
  scale: scaleFor(rows, ROW, height),
}));
const share = fc.double({ min: 0, max: 1, noNaN: true });

/** How far the browser scrolls a canvas that is shown in so much height. */
const furthestScroll = (canvas: number, height: number) => Math.max(0, canvas - height);

it('never asks the browser for an element higher than it can draw', () => {
  fc.assert(
    fc.property(scale, ({ scale: { canvas } }) => {
      expect(canvas).toBeLessThanOrEqual(33_000_000);
    }),
  );
});

it('lays a sheet that fits pixel for pixel', () => {
  fc.assert(
    fc.property(fc.nat(441_176), view, share, (rows, height, along) => {
      const exact = scaleFor(rows, ROW, height);
      expect(exact).toMatchObject({ canvas: rows * ROW, stretch: 1 });
      const top = along * exact.furthest;
      expect(toScroll(exact, top)).toBe(top);
      expect(toSheet(exact, top)).toBe(top);
    }),
  );
});

it('reaches the first and the last row at the ends of the scrollbar', () => {
  fc.assert(
    fc.property(scale, ({ count: rows, view: height, scale: one }) => {
      expect(toSheet(one, 0)).toBe(0);
      const end = toSheet(one, furthestScroll(one.canvas, height));
      expect(end + height).toBeGreaterThanOrEqual(rows * ROW - 1e-6);
      expect(end).toBeLessThanOrEqual(Math.max(0, rows * ROW - height));
    }),
  );
});

it('has a whole pixel of the scrollbar that shows each row whole', () => {
  fc.assert(
    fc.property(scale, share, ({ count: rows, view: height, scale: one }, along) => {
      fc.pre(rows > 0);
      const row = Math.min(rows - 1, Math.floor(along * rows));
      const middle = row * ROW - (height - ROW) / 2;
      const wanted = toScroll(one, Math.min(one.furthest, Math.max(0, middle)));
      const pixel = Math.min(furthestScroll(one.canvas, height), Math.round(wanted));
      const top = toSheet(one, pixel);
      expect(top).toBeLessThanOrEqual(row * ROW);
      expect(top + height).toBeGreaterThanOrEqual((row + 1) * ROW - 1e-6);
    }),
  );
});

it('comes back to the same place from the sheet to the scrollbar and back', () => {
  fc.assert(
    fc.property(scale, share, ({ view: height, scale: one }, along) => {
      const top = along * one.furthest;
      const place = toScroll(one, top);
      expect(place).toBeLessThanOrEqual(furthestScroll(one.canvas, height) + 1e-6);
      expect(Math.abs(toSheet(one, place) - top)).toBeLessThan(1e-6);
    }),
  );
});

it('goes further down the sheet the further down the scrollbar is', () => {
  fc.assert(
    fc.property(scale, share, share, ({ view: height, scale: one }, here, there) => {
      const all = furthestScroll(one.canvas, height);
      const [above, below] = [Math.min(here, there) * all, Math.max(here, there) * all];
      expect(toSheet(one, above)).toBeLessThanOrEqual(toSheet(one, below));
      expect(toScroll(one, toSheet(one, above))).toBeLessThanOrEqual(toScroll(one, toSheet(one, below)));
    }),
  );
});

it('stays in the sheet when the browser overshoots', () => {
  fc.assert(
    fc.property(scale, fc.double({ min: -1e6, max: 1e8, noNaN: true }), ({ scale: one }, place) => {
      const top = toSheet(one, place);
      expect(top >= 0 && top <= one.furthest).toBe(true);
    }),
  );
});
