import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Encoding } from '../../../../src-main/contract/reading.ts';
import { findEncoding, isBinary, markLength } from '../../../../src-main/worker/source/encoding.ts';
import { encoded } from './opened.ts';

const TABLE = 'phone,name\n12015550100,Zoë\n12015550101,Renée’s café\n';

describe('the encoding of a text', () => {
  test.each<[string, Encoding, Buffer]>([
    ['nothing', 'utf-8', Buffer.from('')],
    ['ASCII', 'utf-8', Buffer.from('phone,name\n')],
    ['UTF-8', 'utf-8', encoded(TABLE, 'utf-8')],
    ['UTF-8 with a mark', 'utf-8', Buffer.from(`\ufeff${TABLE}`)],
    ['Windows-1252', 'windows-1252', encoded(TABLE, 'windows-1252')],
    ['UTF-16LE with a mark', 'utf-16le', encoded(`\ufeff${TABLE}`, 'utf-16le')],
    ['UTF-16BE with a mark', 'utf-16be', encoded(`\ufeff${TABLE}`, 'utf-16be')],
    ['UTF-16LE without one', 'utf-16le', encoded(TABLE, 'utf-16le')],
    ['UTF-16BE without one', 'utf-16be', encoded(TABLE, 'utf-16be')],
    ['Japanese in UTF-16LE with a mark', 'utf-16le', encoded('\ufeff電話,名前\n', 'utf-16le')],
    ['UTF-8 with one broken byte', 'utf-8', Buffer.concat([Buffer.from(TABLE), Buffer.from([0xe9])])],
    ['nothing but NULs', 'utf-8', Buffer.alloc(1000)],
  ])('%s is found to be %s', (_what, encoding, bytes) => {
    expect(findEncoding([bytes])).toBe(encoding);
  });

  test('characters that are cut at the ends of a sample do not count as broken', () => {
    const text = Buffer.from('é€😀');
    for (let start = 0; start < text.length; start++) {
      for (let end = start; end <= text.length; end++) {
        expect(findEncoding([Buffer.from('a'), text.subarray(start, end)])).toBe('utf-8');
      }
    }
  });

  test('a later sample tells what the beginning does not', () => {
    expect(findEncoding([Buffer.from('phone,name'), encoded('Zoë, Renée', 'windows-1252')])).toBe(
      'windows-1252',
    );
  });

  test.each([
    ['overlong', [0xc0, 0xaf]],
    ['overlong, of three', [0xe0, 0x80, 0xaf]],
    ['a surrogate', [0xed, 0xa0, 0x80]],
    ['beyond Unicode', [0xf4, 0x90, 0x80, 0x80]],
  ])('what is no character in UTF-8 is broken: %s', (_what, bytes) => {
    expect(findEncoding([Buffer.from([0x41, ...bytes, 0x41, 0x41])])).toBe('windows-1252');
  });

  test('whatever is valid in UTF-8, and holds no NUL, is taken for UTF-8', () => {
    const character = fc
      .integer({ min: 1, max: 0x10ffff })
      .filter((code) => code < 0xd800 || code > 0xdfff)
      .map((code) => String.fromCodePoint(code));
    fc.assert(
      fc.property(fc.array(character), (characters) => {
        expect(findEncoding([Buffer.from(characters.join(''))])).toBe('utf-8');
      }),
    );
  });

  test('any bytes have one', () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 50 })), (samples) => {
        expect(['utf-8', 'windows-1252', 'utf-16le', 'utf-16be']).toContain(findEncoding(samples));
      }),
    );
  });
});

test('a byte order mark belongs to one encoding', () => {
  expect(markLength(Buffer.from('\ufeffa'), 'utf-8')).toBe(3);
  expect(markLength(Buffer.from('\ufeffa'), 'windows-1252')).toBe(0);
  expect(markLength(encoded('\ufeffa', 'utf-16be'), 'utf-16be')).toBe(2);
  expect(markLength(encoded('\ufeffa', 'utf-16be'), 'utf-16le')).toBe(0);
  expect(markLength(Buffer.from([0xef, 0xbb]), 'utf-8')).toBe(0);
});

describe('what is no text', () => {
  test('shows in its control characters', () => {
    expect(isBinary(Buffer.from([0, 1, 2, 0, 255, 254, 0, 10]))).toBe(true);
    expect(isBinary(Buffer.alloc(1000))).toBe(true);
  });

  test('is not what has tabs, line breaks, form feeds and a few NULs', () => {
    expect(isBinary(Buffer.from('a\tb\r\nc\td\r\n\f\n'))).toBe(false);
    expect(isBinary(Buffer.from('phone,name\n12015550100,A\0da\n'))).toBe(false);
    expect(isBinary(Buffer.from(`${'a'.repeat(199)}\0`.repeat(100)))).toBe(false);
    expect(isBinary(Buffer.from(`${'a'.repeat(190)}\0`.repeat(100)))).toBe(true);
  });
});
