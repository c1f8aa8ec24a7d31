import { describe, expect, it } from 'vitest';
import type { z } from 'zod';
import type { ProfileField } from '../../../src-main/contract/profile-field.ts';
import {
  contactAnswer,
  createdAnswer,
  importStateAnswer,
  optOutsAnswer,
  profileFieldsAnswer,
  profileFieldsOf,
  senderCodesAnswer,
  tokenAnswer,
} from '../../../src-main/listrak/answers.ts';
import { storedValues } from '../../../src-main/listrak/contact-values.ts';

const FIELD = { segmentationFieldId: 601, segmentationFieldName: 'Loyalty Tier', dataType: 'Text' };
const CONTACT = { phoneNumber: '12015550100', optedOut: false };

/** Each answer in its smallest form, and the paths of what it cannot do without. */
const ANSWERS: [string, z.ZodType, object, string[]][] = [
  ['a token', tokenAnswer, { access_token: 't' }, ['access_token']],
  ['the sender codes', senderCodesAnswer, { data: [{ shortCodeId: 1 }] }, ['data', 'data.0.shortCodeId']],
  [
    'the profile fields',
    profileFieldsAnswer,
    { data: [FIELD] },
    ['data', 'data.0.segmentationFieldId', 'data.0.segmentationFieldName', 'data.0.dataType'],
  ],
  ['a contact', contactAnswer, { data: CONTACT }, ['data', 'data.phoneNumber', 'data.optedOut']],
  ['the opt-outs', optOutsAnswer, { data: [{ phoneNumber: '12015550100' }] }, ['data', 'data.0.phoneNumber']],
  ['a started import', createdAnswer, { resourceId: '9001' }, ['resourceId']],
  ['an import’s state', importStateAnswer, { data: {} }, ['data']],
];

/** A copy of the answer in which the member at the path is changed. */
function changed(
  answer: object,
  path: string,
  change: (parent: Record<string, unknown>, key: string) => void,
) {
  const copy = structuredClone(answer);
  const keys = path.split('.');
  const last = keys.pop()!;
  let parent = copy as Record<string, unknown>;
  for (const key of keys) parent = parent[key] as Record<string, unknown>;
  change(parent, last);
  return copy;
}

/** A copy with an unknown member in every object. */
function withExtras(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withExtras);
  if (value === null || typeof value !== 'object') return value;
  const entries = Object.entries(value).map(([key, member]) => [key, withExtras(member)]);
  return { ...Object.fromEntries(entries), addedLater: { by: ['the vendor'] } };
}

describe.each(ANSWERS)('the answer about %s', (_what, schema, smallest, needed) => {
  it('is understood without what may be missing', () => {
    expect(schema.safeParse(smallest).success).toBe(true);
  });

  it('is understood with members that nobody knows', () => {
    expect(schema.safeParse(withExtras(smallest)).success).toBe(true);
  });

  it.each(needed)('is refused without %s, or when it is null or of another kind', (path) => {
    const remove = changed(smallest, path, (parent, key) => {
      delete parent[key];
    });
    expect(schema.safeParse(remove).success).toBe(false);
    for (const wrong of [null, 1.5]) {
      const replace = changed(smallest, path, (parent, key) => {
        parent[key] = wrong;
      });
      expect(schema.safeParse(replace).success).toBe(false);
    }
  });
});

describe('the profile fields', () => {
  const fieldOf = (more: object): ProfileField =>
    profileFieldsOf(profileFieldsAnswer.parse({ data: [{ ...FIELD, ...more }] }))[0]!;

  it('have no limit when the answer gives none, or nothing, or null', () => {
    expect(fieldOf({ maxLength: 20 }).maxLength).toBe(20);
    for (const maxLength of [0, null, undefined]) expect(fieldOf({ maxLength }).maxLength).toBeNull();
  });

  it('are disabled by their status only', () => {
    expect(fieldOf({ statusFlag: 'Disabled' }).disabled).toBe(true);
    for (const statusFlag of ['Active', null, undefined])
      expect(fieldOf({ statusFlag }).disabled).toBe(false);
  });

  it('keep their id, name and kind', () => {
    expect(fieldOf({ dataType: 'Checkbox' })).toMatchObject({
      id: 601,
      name: 'Loyalty Tier',
      dataType: 'Checkbox',
    });
    expect(profileFieldsAnswer.safeParse({ data: [{ ...FIELD, dataType: 'Colour' }] }).success).toBe(false);
  });
});

it('an import’s id is a text, also when the answer gives a number', () => {
  expect(createdAnswer.parse({ resourceId: 9001 }).resourceId).toBe('9001');
  expect(createdAnswer.parse({ resourceId: '9001' }).resourceId).toBe('9001');
});

describe('what Listrak holds of a contact', () => {
  const field = (id: number, name: string): ProfileField => ({
    id,
    name,
    dataType: 'Text',
    maxLength: null,
    disabled: false,
  });
  const contact = contactAnswer.parse({
    data: {
      ...CONTACT,
      emailAddress: 'ada@example.com',
      firstName: 'Ada',
      lastName: null,
      birthday: '1990-02-01T00:00:00',
      postalCode: '17101',
      segmentationFieldValues: [
        { segmentationFieldId: 601, value: 'Gold' },
        { segmentationFieldId: 602, value: null },
      ],
    },
  }).data;

  it('is read from the properties for system fields, whatever the case of their names', () => {
    const names = ['Birthday', 'EMAIL ADDRESS', 'first name', ' Postal Code '];
    expect(
      storedValues(
        contact,
        names.map((name, place) => field(501 + place, name)),
      ),
    ).toEqual(['1990-02-01T00:00:00', 'ada@example.com', 'Ada', '17101']);
  });

  it('is read by id for custom fields, in the order asked for', () => {
    const fields = [field(503, 'First Name'), field(601, 'Loyalty Tier'), field(502, 'Email Address')];
    expect(storedValues(contact, fields)).toEqual(['Ada', 'Gold', 'ada@example.com']);
  });

  it('is empty where it holds null, or nothing at all', () => {
    const fields = [field(504, 'Last Name'), field(602, 'Loyalty Points'), field(603, 'VIP')];
    expect(storedValues(contact, fields)).toEqual(['', '', '']);
    const bare = contactAnswer.parse({ data: CONTACT }).data;
    expect(storedValues(bare, [field(503, 'First Name'), field(601, 'Loyalty Tier')])).toEqual(['', '']);
  });

  it('is not confused by a custom field whose name means something to JavaScript', () => {
    const fields = [field(601, 'constructor'), field(601, '__proto__'), field(603, 'toString')];
    expect(storedValues(contact, fields)).toEqual(['Gold', 'Gold', '']);
  });

  it('is found in the list when an account keeps a system field there', () => {
    const kept = contactAnswer.parse({
      data: { ...CONTACT, segmentationFieldValues: [{ segmentationFieldId: 503, value: 'Ada' }] },
    }).data;
    expect(storedValues(kept, [field(503, 'First Name')])).toEqual(['Ada']);
  });
});
