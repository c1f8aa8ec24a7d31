import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { maskPhone, maskText } from '../../../src-main/delivery/masking.ts';

describe('maskPhone', () => {
  it('shows the last four digits only', () => {
    expect(maskPhone(17175550101)).toBe('•••0101');
    expect(maskPhone(442079460958)).toBe('•••0958');
  });
});

describe('maskText', () => {
  it.each([
    ['ann.lee@example.com', 'a•••@example.com'],
    ['ann@example.com, bo@example.com', 'a•••@example.com, b•••@example.com'],
    ['mail ann+sms@example.com now', 'mail a•••@example.com now'],
    ['Ann Lee', 'Ann Lee'],
    ['12.50', '12.50'],
    ['7175550101', '•••0101'],
    ['call (717) 555-0101 or +1 717 555 0102', 'call (•••0101 or •••0102'],
    ['17101', '17101'],
    ['717/555/0101', '•••0101'],
    ['717\u2013555\u20130101', '•••0101'],
    [`${'a '.repeat(44)}jonathan.smithson@example.com`, `${'a '.repeat(44)}j•••@example…`],
    [`${'y'.repeat(94)}7175550101`, `${'y'.repeat(94)}•••010…`],
    [`${'y '.repeat(198)}7175550101`, `${'y '.repeat(50)}…`],
    ['x'.repeat(150), `${'x'.repeat(100)}…`],
    ['', ''],
  ])('%s is shown as %s', (value, shown) => {
    expect(maskText(value)).toBe(shown);
  });

  it('leaves no email’s name readable beyond its first letter', () => {
    const name = fc.stringMatching(/^[a-z][a-z0-9.+_-]{3,12}$/);
    const around = fc.stringMatching(/^[A-Z ,;<>]{0,5}$/);
    fc.assert(
      fc.property(name, around, around, (name, before, after) => {
        const shown = maskText(`${before}${name}@example.com${after}`);
        expect(shown).not.toContain(name.slice(1));
        expect(shown).toContain('@example.com');
      }),
    );
  });
});
