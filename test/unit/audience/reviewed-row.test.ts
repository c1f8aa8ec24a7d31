import { expect, it } from 'vitest';
import { forShowing } from '../../../src-main/audience/reviewed-row.ts';

it('a text is shown to its two thousandth character, and none is cut in half', () => {
  const some = 'x'.repeat(1_999);
  expect(forShowing(`${some}y`)).toBe(`${some}y`);
  expect(forShowing(`${some}yz`)).toBe(`${some}y…`);
  expect(forShowing(`${some}😀`)).toBe(`${some}…`);
  expect(forShowing(`😀${some}`)).toBe(`😀${'x'.repeat(1_998)}…`);
});
