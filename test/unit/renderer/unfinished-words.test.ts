import { describe, expect, it } from 'vitest';
import { whatBecame } from '../../../src-renderer/parts/unfinished-words.ts';

const run = (changes: Partial<Parameters<typeof whatBecame>[0][number]>) => ({
  ready: 30,
  sent: 0,
  mayHaveArrived: 0,
  failed: 0,
  notSent: 0,
  sampleOpen: false,
  updatesLeft: false,
  onlyCheckLeft: false,
  ...changes,
});

describe('what became of a run', () => {
  it.each([
    [{ mayHaveArrived: 30 }, 'All 30 rows may have arrived.'],
    [{ sent: 30 }, 'All 30 rows were sent.'],
    [{ ready: 1, mayHaveArrived: 1 }, 'Its one row may have arrived.'],
    [{ notSent: 30 }, 'None of 30 rows was sent.'],
    [{ notSent: null }, 'None of 30 rows was sent.'],
    [{ ready: 1, notSent: 1 }, 'Its one row was not sent.'],
    [{ failed: 30 }, 'All 30 rows were in imports that Listrak ended in failure.'],
    [{ sent: 10, notSent: 20 }, 'Of 30 rows, 10 were sent and 20 were certainly not sent.'],
    [
      { sent: 10, mayHaveArrived: 19, notSent: 1 },
      'Of 30 rows, 10 were sent, 19 may have arrived and 1 was certainly not sent.',
    ],
    [
      { notSent: null, sampleOpen: true },
      'None of 30 rows was sent. Its sample is not known to have come out well.',
    ],
    [
      { sent: 30, updatesLeft: true },
      'All 30 rows were sent. Contacts are left that are to be changed one by one.',
    ],
    [{ sent: 30, onlyCheckLeft: true }, 'All 30 rows were sent. It was not read back yet.'],
    [{ updatesLeft: true }, 'Contacts are left that are to be changed one by one.'],
  ])('is told in one sentence: %j', (changes, sentence) => {
    expect(whatBecame([run(changes)])).toBe(sentence);
  });

  it('is told of several together', () => {
    const both = [run({ sent: 30 }), run({ notSent: null })];
    expect(whatBecame(both)).toBe('Of 60 rows, 30 were sent and 30 were certainly not sent.');
  });
});
