import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  cursorOf,
  isImportOver,
  LARGEST_IMPORT_BYTES,
  meansDisabled,
  meansFailure,
  writePhone,
} from '../../../src-main/listrak/assumptions.ts';
import { importBody, importMappings } from '../../../src-main/listrak/import-body.ts';

const cursors = fc.string({ minLength: 1, maxLength: 40 });
const bareCursors = fc.stringMatching(/^[A-Za-z0-9+/=_-]{1,40}$/);

describe('the cursor of the next page', () => {
  it('is taken out of a whole address, decoded, wherever it stands in the query', () => {
    fc.assert(
      fc.property(
        cursors,
        fc.webUrl(),
        fc.constantFrom('', 'count=5000&', 'optedOut=true&count=1&'),
        fc.constantFrom('', '&count=5000', '#end'),
        (cursor, address, before, after) => {
          const next = `${address}?${before}cursor=${encodeURIComponent(cursor)}${after}`;
          expect(cursorOf(next)).toBe(cursor);
        },
      ),
    );
  });

  it('is the whole text when it is a bare cursor', () => {
    fc.assert(
      fc.property(bareCursors, (cursor) => {
        expect(cursorOf(cursor)).toBe(cursor);
      }),
    );
  });

  it('is not mistaken for another parameter whose name ends alike', () => {
    expect(cursorOf('https://api.example.com/v1/OptOut?lastcursor=old&cursor=new')).toBe('new');
  });

  it.each(['https://api.example.com/v1/OptOut?cursor=', null, undefined, ''])(
    'is null after the last page, when the answer says %o',
    (next) => {
      expect(cursorOf(next)).toBeNull();
    },
  );

  it.each(['a+b/c==', '100%'])('is kept as it stands where it is no encoded text: %s', (cursor) => {
    expect(cursorOf(`https://api.example.com/v1/OptOut?cursor=${cursor}`)).toBe(cursor);
  });
});

describe('a profile field’s status', () => {
  it.each(['Disabled', 'DISABLED', 'disable', 'Purged', 'purging', 'Inactive', 'Deleted'])(
    'means disabled when it is %s',
    (flag) => {
      expect(meansDisabled(flag)).toBe(true);
    },
  );

  it.each(['Active', 'Enabled', 'A', '', null, undefined])('means usable when it is %o', (flag) => {
    expect(meansDisabled(flag)).toBe(false);
  });
});

describe('an import’s status', () => {
  it.each(['Failed', 'FAILURE', 'Error', 'Completed with errors', 'Cancelled', 'Canceled', 'Rejected'])(
    'means failure when it is %s',
    (status) => {
      expect(meansFailure(status)).toBe(true);
    },
  );

  it.each(['Completed', 'Complete', 'Queued', 'Processing', 'In progress', ''])(
    'does not mean failure when it is “%s”',
    (status) => {
      expect(meansFailure(status)).toBe(false);
    },
  );

  it('is over once it has an end date, and not before', () => {
    expect(isImportOver({ endDate: '2026-01-02T03:04:05' })).toBe(true);
    for (const endDate of [null, undefined, '', '0001-01-01T00:00:00'])
      expect(isImportOver({ endDate })).toBe(false);
  });
});

it('a phone is written as its country code and digits, without a plus', () => {
  expect(writePhone(12_015_550_100)).toBe('12015550100');
});

it('the largest import with fifty fields and a long name stays within 250 MB of request', () => {
  const file = {
    name: 'é'.repeat(255),
    bytes: LARGEST_IMPORT_BYTES,
    async *read() {},
  };
  const { length } = importBody(
    file,
    importMappings(Array.from({ length: 55 }, (_, place) => 2_000_000_000 + place)),
  );
  expect(length).toBeGreaterThanOrEqual(260_000_000);
  expect(length).toBeLessThanOrEqual(250 * 1024 * 1024);
});
