import { expect, it } from 'vitest';
import { HELP } from '../../../src-main/headless/help.ts';

it('the help’s descriptions stand in one column', () => {
  const starts = [...HELP.matchAll(/^( {2}\S.*? {2,})\S/gm)].map(([, before]) => before!.length);
  expect(starts.length).toBeGreaterThan(30);
  expect(new Set(starts)).toEqual(new Set([29]));
});
