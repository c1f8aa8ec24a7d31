import { describe, expect, it } from 'vitest';
import { splitPair } from '../../../src-main/headless/arguments.ts';

describe('an option that takes a pair', () => {
  it.each([
    ['map', '--map takes "Column=Profile Field", as in --map "Loyalty_Tier=Loyalty Tier".'],
    ['constant', '--constant takes "Field=value", as in --constant "Favorite Store=Soho".'],
    [
      'date-order',
      '--date-order takes "Column=month-first" or "Column=day-first", as in --date-order "Birthday=day-first".',
    ],
    ['opt-in', '--opt-in takes "Column=answers that mean yes", as in --opt-in "Consent=yes,ja".'],
  ] as const)('says of --%s what its own form is', (name, message) => {
    expect(() => splitPair(name, 'no pair')).toThrow(expect.objectContaining({ message }));
  });
});
