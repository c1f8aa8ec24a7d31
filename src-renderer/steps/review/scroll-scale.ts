/**
 * Chromium cuts an element's height off at about 33 million pixels, which a million rows pass. So a taller sheet is
 * laid on a canvas of this height, and the place of the scrollbar is stretched to the place in the sheet.
 */
const TALLEST_CANVAS = 15_000_000;

/** How a sheet of rows lies on what the browser scrolls. All in pixels. */
export interface ScrollScale {
  /** Height of all rows. */
  sheet: number;
  /** Height of the element that the browser scrolls. */
  canvas: number;
  /** The furthest that the sheet can be scrolled. */
  furthest: number;
  /** Sheet pixels for each pixel of the scrollbar; 1 where the sheet fits. */
  stretch: number;
}

export function scaleFor(count: number, rowHeight: number, view: number): ScrollScale {
  const sheet = count * rowHeight;
  const canvas = Math.min(sheet, TALLEST_CANVAS);
  const furthest = Math.max(0, sheet - view);
  return { sheet, canvas, furthest, stretch: canvas < sheet ? furthest / (canvas - view) : 1 };
}

/** The sheet's top for a place of the scrollbar, and the other way round. */
export const toSheet = (scale: ScrollScale, scrollTop: number): number =>
  Math.min(scale.furthest, Math.max(0, scrollTop * scale.stretch));
export const toScroll = (scale: ScrollScale, top: number): number => top / scale.stretch;
