import { describe, expect, it } from 'vitest';
import type { AudienceReader, OpenedFile, ReviewRequest } from '../../../src-main/application/ports.ts';
import { reviewFile } from '../../../src-main/application/review.ts';
import { readHead } from '../../../src-main/audience/head.ts';
import type { AppError } from '../../../src-main/contract/failure.ts';
import { AS_FOUND, type Reading } from '../../../src-main/contract/reading.ts';

/** A reader of this text, which reviews nothing but remembers what was asked. */
function readerOf(text: string) {
  const asked: { reading?: Reading; request?: ReviewRequest } = {};
  const reader = {
    open: async (_path: string, reading: Reading) => {
      asked.reading = reading;
      const { header, delimiter, headerRow, suggestedHeaderRow, preview } = readHead(text, true, reading);
      const head = { header, delimiter, headerRow, suggestedHeaderRow, preview };
      return { beginning: { head, failure: null } } as OpenedFile;
    },
    review: async (request: ReviewRequest) => {
      asked.request = request;
      return {};
    },
  } as unknown as AudienceReader;
  return { reader, asked };
}

const CHOICES = {
  reading: AS_FOUND,
  mapping: new Map<string, string>(),
  options: new Map(),
  constants: [],
  optIn: null,
  meanings: null,
  usesConsentFile: false,
  withoutConsentInformation: true,
  country: 'US' as const,
  keep: 'first' as const,
};

const review = (reader: AudienceReader, choices: Partial<typeof CHOICES> = {}) =>
  reviewFile(reader, 'a.csv', [], { ...CHOICES, ...choices }, '2026-11-25');

describe('reviewFile', () => {
  it('reads the file as it is told, and hands on where else the header may be', async () => {
    const { reader, asked } = readerOf('Report\nphone,name\n12015550100,Ann\n');
    const reading = { ...AS_FOUND, headerRow: 2 };
    expect(await review(reader, { reading })).toMatchObject({ suggestedHeaderRow: null });
    expect(asked.reading).toEqual(reading);
    expect(asked.request?.columns.map(({ role }) => role)).toEqual(['phone', 'unmatched']);
    const mapped = await review(reader, { mapping: new Map([['Report', 'Phone']]) });
    expect(mapped.suggestedHeaderRow).toBe(2);
  });

  it('throws why the beginning could not be read', async () => {
    const failure = {
      code: 'file.empty',
      message: 'The file is empty. Nothing was sent.',
      hint: 'Choose another.',
    };
    const reader = { open: async () => ({ beginning: { head: null, failure } }) };
    await expect(review(reader as unknown as AudienceReader)).rejects.toMatchObject(failure);
  });

  it.each([
    ['the columns', 'email,name\na@example.com,Ann\n', /The columns are: email, name\.$/],
    [
      'the row of names under a title',
      'Report\nemail,name\na@example.com,Ann\n',
      /^Row 2 looks like the header: /,
    ],
    [
      'that there is no header',
      '(201) 555-0100,Ann\n(201) 555-0101,Bo\n',
      /^The first row looks like data: /,
    ],
  ])('without a phone, the hint names %s', async (_what, text, hint) => {
    const error: AppError = await review(readerOf(text).reader).then(
      () => expect.unreachable(),
      (thrown) => thrown,
    );
    expect(error.code).toBe('mapping.noPhone');
    expect(error.hint).toMatch(hint);
    expect(error.hint).not.toMatch(/555|Ann|@/);
  });
});
