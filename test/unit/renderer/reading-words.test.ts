import { describe, expect, it } from 'vitest';
import { AS_FOUND } from '../../../src-main/contract/reading.ts';
import {
  chosenWords,
  ENCODING_WORDS,
  fileFacts,
  foundOr,
  sheetOptions,
} from '../../../src-renderer/steps/load/reading-words.ts';
import { PLAIN_SOURCE } from '../../fixtures/plain-source.ts';
import { HEAD } from './states.ts';

const sheets = [
  { name: 'May', hidden: false },
  { name: 'May', hidden: true },
];

describe('the facts of a file', () => {
  it('are those of a text, with what it is packed in and its byte order mark', () => {
    expect(fileFacts({ ...PLAIN_SOURCE, compression: 'gzip', bom: true }, HEAD, '1,996')).toEqual([
      ['Size', '1 kB'],
      ['Rows', '1,996'],
      ['Columns', '3'],
      ['Encoding', 'UTF-8, with byte order mark'],
      ['Separated by', 'Comma'],
      ['Packed as', 'gzip'],
      ['Header', 'Row 1'],
    ]);
  });

  it('are those of a workbook, which has a sheet and neither encoding nor separator', () => {
    const source = { ...PLAIN_SOURCE, format: 'xlsx', encoding: null, sheets, sheet: 'May' } as const;
    const head = { ...HEAD, delimiter: null, headerRow: null };
    expect(fileFacts({ ...source, sheets }, head, '2').slice(3)).toEqual([
      ['Sheet', 'May (1 of 2)'],
      ['Header', 'None'],
    ]);
  });

  it('tell no separator where there is nothing to separate', () => {
    const labels = fileFacts(PLAIN_SOURCE, { ...HEAD, header: ['Phone'] }, '2').map(([label]) => label);
    expect(labels).toEqual(['Size', 'Rows', 'Columns', 'Encoding', 'Header']);
  });
});

describe('the choices of how a file is read', () => {
  it('begin with what is found, by its name where that is known', () => {
    expect(foundOr(ENCODING_WORDS, 'utf-16le')[0]).toEqual({
      value: 'found',
      label: 'As found (UTF-16 LE)',
    });
    expect(foundOr(ENCODING_WORDS, null)[0]?.label).toBe('As found');
  });

  it('tell sheets of one name apart, and mark the hidden one', () => {
    expect(sheetOptions({ ...PLAIN_SOURCE, sheets })).toEqual([
      { value: '0', label: 'May' },
      { value: '1', label: 'May (hidden)' },
    ]);
  });

  it('are named where they are folded away', () => {
    expect(chosenWords(AS_FOUND)).toBe('found by itself');
    expect(chosenWords({ ...AS_FOUND, evenIfLarge: true })).toBe('found by itself');
    expect(chosenWords({ ...AS_FOUND, headerRow: 'none' })).toBe('header chosen by you');
    expect(chosenWords({ ...AS_FOUND, encoding: 'utf-8', headerRow: 3 })).toBe(
      'encoding and header chosen by you',
    );
    expect(chosenWords({ ...AS_FOUND, encoding: 'utf-8', delimiter: ';', headerRow: 3 })).toBe(
      'encoding, separator and header chosen by you',
    );
  });
});
