import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mapColumns } from '../../../src-main/audience/mapping.ts';
import { AppError } from '../../../src-main/contract/failure.ts';
import { anyText, field } from './review-text.ts';
import { spelling } from './spellings.ts';

describe('names that are the same but for their spelling', () => {
  describe('where several fields differ only in how their names are written', () => {
    const field1 = field('Loyalty Tier', 'Text', { id: 1 });
    const field2 = field('loyalty_tier', 'Text', { id: 2 });
    const field3 = field('LoyaltyTier', 'Text', { id: 3 });
    const idOf = (name: string, fields: ReturnType<typeof field>[]) =>
      mapColumns([name], fields)[0]!.field?.id ?? null;

    it('the very spelling goes before case and underscores, and those before any other difference', () => {
      const fields = [field3, field2, field1];
      expect(['Loyalty Tier', 'loyalty_tier', 'LoyaltyTier'].map((name) => idOf(name, fields))).toEqual([
        1, 2, 3,
      ]);
      expect(idOf('LOYALTY_TIER', [field3, field1])).toBe(1);
      expect(idOf('loyaltytier', [field1, field3])).toBe(3);
    });

    it('an enabled field goes before a disabled one, however close that one is', () => {
      const disabled = { ...field1, disabled: true };
      expect(idOf('Loyalty Tier', [disabled, field3])).toBe(3);
      expect(idOf('Loyalty Tier', [disabled])).toBeNull();
      const [column] = mapColumns(['Loyalty Tier'], [disabled, { ...disabled, id: 4 }]);
      expect(column!.note).toBe('The profile field “Loyalty Tier” is disabled in Listrak.');
    });

    it('none is taken where several are equally close, not even by an attribute name', () => {
      expect(idOf('LOYALTY TIER', [field1, field2])).toBeNull();
      expect(idOf('loyalty-tier', [field1, field2])).toBeNull();
      const emails = [field('E-mail'), field('e mail'), field('Email Address')];
      expect(mapColumns(['email'], emails)[0]).toMatchObject({
        field: null,
        note: 'Several profile fields have this name.',
      });
    });
  });

  describe('where several columns have the name of one field', () => {
    const fields = ['Loyalty Tier', 'First Name', 'Points'].map((name) => field(name));
    const map = (header: string[], choices: [string, string][] = []) =>
      mapColumns(header, fields, new Map(choices));
    const matched = (...given: Parameters<typeof map>) =>
      map(...given).flatMap(({ field, header }) => (field ? header : []));

    it.each([
      ['LoyaltyTier', 'loyalty_tier', 'Loyalty Tier'],
      ['loyalty-tier', 'LoyaltyTier', 'LOYALTY TIER'],
    ])(
      'of %s, %s and %s the last gets it, wherever it stands, and the others say so',
      (one, two, closest) => {
        for (const header of [
          [one, two, closest],
          [closest, two, one],
          [one, closest, two],
        ]) {
          expect(matched(header)).toEqual([closest]);
          const notes = map(header).map(({ note }) => note);
          expect(
            notes.filter((note) => note === 'Another column already goes to “Loyalty Tier”.'),
          ).toHaveLength(2);
        }
      },
    );

    it('none gets it where two are equally close, and each names both', () => {
      const note =
        '“Loyalty_Tier” and “loyalty tier” both have the name of the profile field “Loyalty Tier”. Choose which one is sent.';
      const columns = map(['Loyalty_Tier', 'Points', 'loyalty tier', 'LoyaltyTier']);
      expect(columns.map(({ role, note }) => [role, note])).toEqual([
        ['unmatched', note],
        ['field', null],
        ['unmatched', note],
        ['unmatched', note],
      ]);
    });

    it('nor where three are', () => {
      const [column] = map(['Loyalty_Tier', 'loyalty tier', 'LOYALTY TIER']);
      expect(column!.note).toContain('“Loyalty_Tier”, “loyalty tier” and “LOYALTY TIER” all have the name');
    });

    it('nor where both only stand for it, as Amperity’s names do; the very spelling of those goes first', () => {
      const columns = map(['Given-Name', 'GivenName']);
      expect(columns.map(({ role }) => role)).toEqual(['unmatched', 'unmatched']);
      expect(columns[1]!.note).toContain(
        '“Given-Name” and “GivenName” both stand for the profile field “First Name”',
      );
      expect(matched(['GivenName', 'given_name'])).toEqual(['given_name']);
      expect(matched(['given_name', 'firstname'])).toEqual(['firstname']);
    });

    it('the user’s choice ends it: for one of them, against one of them, or for another column', () => {
      const header = ['Loyalty_Tier', 'loyalty tier', 'Other'];
      expect(matched(header, [['loyalty tier', 'Loyalty Tier']])).toEqual(['loyalty tier']);
      expect(matched(header, [['loyalty tier', '']])).toEqual(['Loyalty_Tier']);
      const columns = map(header, [['Other', 'Loyalty Tier']]);
      expect(columns.map(({ note }) => note)).toEqual([
        'Another column already goes to “Loyalty Tier”.',
        'Another column already goes to “Loyalty Tier”.',
        null,
      ]);
    });

    it('a choice means the column whose name is closest, and none where that is not one', () => {
      expect(matched(['Card-Id', 'Card Id'], [['card_id', 'Points']])).toEqual(['Card Id']);
      expect(matched(['Card-Id', 'Card Id'], [['Card-Id', 'Points']])).toEqual(['Card-Id']);
      expect(() => map(['Card-Id', 'Card Id'], [['CardId', 'Points']])).toThrow(
        expect.objectContaining({ code: 'mapping.severalColumns' }),
      );
    });
  });

  describe('whatever the names', () => {
    const name = fc.oneof(
      { weight: 9, arbitrary: spelling },
      { weight: 1, arbitrary: anyText.map((text) => text.trim()) },
    );
    const account = fc.array(fc.record({ name, disabled: fc.boolean() }), { maxLength: 8 });
    const header = fc.array(name, { maxLength: 8 });
    const fieldsOf = (fields: { name: string; disabled: boolean }[]) =>
      fields.map(({ name, disabled }, index) => field(name, 'Text', { id: index + 1, disabled }));

    it('one field, the phone or the opt-in never goes to two columns, nor any column to a disabled field', () => {
      fc.assert(
        fc.property(header, account, (header, account) => {
          const columns = mapColumns(header, fieldsOf(account), new Map(), null, () => {});
          expect(columns.map(({ position }) => position)).toEqual([...header.keys()]);
          const taken = columns.flatMap((column) => column.field?.id ?? []);
          expect(new Set(taken).size).toBe(taken.length);
          for (const role of ['phone', 'optIn'] as const) {
            expect(columns.filter((column) => column.role === role).length).toBeLessThanOrEqual(1);
          }
          for (const column of columns) {
            expect(column.field !== null).toBe(column.role === 'field');
            expect(column.field?.disabled ?? false).toBe(false);
          }
        }),
      );
    });

    it('the order of the columns decides nothing', () => {
      const outcomes = (header: string[], account: { name: string; disabled: boolean }[]) =>
        mapColumns(header, fieldsOf(account), new Map(), null, () => {})
          .map(({ header, named, role, field }) => JSON.stringify([named ? header : '', role, field?.id]))
          .sort();
      fc.assert(
        fc.property(header, account, (header, account) => {
          expect(outcomes(header.toReversed(), account)).toEqual(outcomes(header, account));
        }),
      );
    });

    it('choices are followed, or refused by an AppError', () => {
      const target = fc.oneof(name, fc.integer({ min: 0, max: 9 }));
      const choices = fc.array(fc.tuple(target, target), { maxLength: 4 }).map((all) => new Map(all));
      const optIn = fc.oneof(target, fc.constantFrom(null, false as const));
      fc.assert(
        fc.property(header, account, choices, optIn, (header, account, choices, optIn) => {
          try {
            const columns = mapColumns(header, fieldsOf(account), choices, optIn, () => {});
            for (const [column, target] of choices) {
              if (typeof column === 'number' && typeof target === 'number') {
                expect(columns[column]!.field?.id).toBe(target);
              }
            }
          } catch (error) {
            if (!(error instanceof AppError)) throw error;
          }
        }),
      );
    });
  });
});
