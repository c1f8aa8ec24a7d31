import { describe, expect, it } from 'vitest';
import { contactCost, updateLines } from '../../../src-main/contract/contact-update-words.ts';

const NONE = {
  ...{
    fields: ['Birthday'],
    changed: 0,
    alreadySo: 0,
    unknownNumber: 0,
    optedOut: 0,
    refused: 0,
    refusedRows: [],
    unsure: 0,
  },
};

describe('what became of contacts that were changed one by one', () => {
  it('is told of what there is, and always how many were changed', () => {
    const words = (changes: Partial<Parameters<typeof updateLines>[0]>) =>
      updateLines({ ...NONE, ...changes }).map(({ count, word }) => [count, word]);
    expect(words({})).toEqual([[0, 'changed']]);
    expect(words({ changed: 3, optedOut: 1 })).toEqual([
      [3, 'changed'],
      [1, 'opted out meanwhile'],
    ]);
    expect(words({ alreadySo: 1, unknownNumber: 2, refused: 1, unsure: 5 })).toEqual([
      [0, 'changed'],
      [1, 'already so'],
      [2, 'unknown number'],
      [1, 'refused'],
      [5, 'not known'],
    ]);
  });

  it('says what each of the words means', () => {
    const all = { ...NONE, changed: 1, alreadySo: 1, unknownNumber: 1, optedOut: 1, unsure: 1 };
    const meanings = updateLines({ ...all, refused: 1 }).map(({ means }) => means);
    expect(meanings).toHaveLength(6);
    for (const means of meanings) expect(means).toMatch(/^[A-Z].+[^.]$/);
  });
});

describe('what it costs to change contacts one by one', () => {
  it.each([
    [1, 'up to 2 calls to Listrak, under a minute'],
    [299, 'up to 598 calls to Listrak, under a minute'],
    [300, 'up to 600 calls to Listrak, some 1 minute'],
    [1_000, 'up to 2,000 calls to Listrak, some 2 minutes'],
    [10_000, 'up to 20,000 calls to Listrak, some 17 minutes'],
    [53_000, 'up to 106,000 calls to Listrak, some 88 minutes'],
    [54_000, 'up to 108,000 calls to Listrak, some 2 hours'],
    [1_000_000, 'up to 2,000,000 calls to Listrak, some 28 hours'],
  ])('is told in calls and in time: %i', (contacts, words) => {
    expect(contactCost(contacts)).toBe(`${words} if each takes a quarter of a second`);
  });
});
