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
    ['ann@example.com,bo@example.com', 'a•••@example.com,•••@example.com'],
    ['"ann lee"@example.com', '"ann l•••@example.com'],
    ['at 127.0.0.1:4321', 'at 127.0.0.1:4321'],
    [`${'x'.repeat(380)}@a.com jonathan.smithson@example.com`, 'x•••@a.com …'],
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

  it.each([
    ['{"data":{"importFileId":12345678,"status":"Queued"}}', null],
    ['{"status":201,"resourceId":"123456789"}', null],
    ['{"id":"3f2504e0-4f89-11d3-9a0c-030512345678","at":"2026-11-24T10:00:00.1234567Z"}', null],
    ['{"resourceId":"17175550101"}', '{"resourceId":"•••0101"}'],
    ['{"importFileId":123456789-0101}', '{"importFileId":•••0101}'],
    [
      '{"phoneNumber":"17175550101","emailAddress":"ann@example.com","lastName":"Lee"}',
      '{"phoneNumber":"•••0101","emailAddress":"a•••@example.com","lastName":"Lee"}',
    ],
    [
      '{"phone":"\\u002B17175550101","note":"ann\\u002Bsms@example.com"}',
      '{"phone":"\\u002B•••0101","note":"a•••@example.com"}',
    ],
    ['{"note":"write to \\"ann@example.com\\""}', '{"note":"write to \\"a•••@example.com\\""}'],
  ])('of an answer, %s, the ids stay and the people go', (answer, shown) => {
    expect(maskText(answer, 2000)).toBe(shown ?? answer);
  });

  it('shows no phone and no email of any text, be it JSON or not, however it is cut', () => {
    const digits = fc.stringMatching(/^1[2-9]\d{9}$/);
    const phone = digits.chain((number) =>
      fc.constantFrom(
        number,
        `+${number}`,
        number.slice(1),
        `+1 (${number.slice(1, 4)}) ${number.slice(4, 7)}-${number.slice(7)}`,
        `${number.slice(1, 4)}.${number.slice(4, 7)}.${number.slice(7)}`,
      ),
    );
    const email = fc.stringMatching(/^[a-z][a-z0-9.+_-]{3,12}@[a-z]{3,8}\.(?:com|org)$/);
    const noise = fc.string({ unit: fc.constantFrom(...'abcXYZ {}[]:,"\\\n<>/=é'), maxLength: 60 });
    const pieces = fc.array(fc.oneof(noise, phone, email), { maxLength: 60 });
    const texts = fc.oneof(
      fc
        .tuple(pieces, fc.constantFrom(' ', ',', '"', '\n', ';'))
        .map(([some, between]) => some.join(between)),
      pieces.map((some) => JSON.stringify({ data: some.map((value) => ({ contactId: 12_345, value })) })),
    );
    fc.assert(
      fc.property(texts, fc.constantFrom(100, 500, 2000), (text, longest) => {
        const shown = maskText(text.slice(0, 3000), longest);
        expect(shown.replace(/[ ().-]/g, '')).not.toMatch(/\d{7}/);
        expect(shown).not.toMatch(/[a-z0-9.+_-]{2}@[a-z]/);
        expect(shown.length).toBeLessThanOrEqual(longest + 1);
      }),
    );
  });

  it('takes no longer for a text without any end of a word', () => {
    const started = performance.now();
    maskText('x'.repeat(1_000_000), 2000);
    maskText('1-'.repeat(500_000), 2000);
    expect(performance.now() - started).toBeLessThan(2000);
  });
});
