import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ProfileField } from '../../../src-main/contract/profile-field.ts';
import type { Contact } from '../../../src-main/listrak/answers.ts';
import { contactWith, storedValues, unlistedSystemFields } from '../../../src-main/listrak/contact-values.ts';

const listed = (id: number, name: string): ProfileField => ({
  ...{ id, name, dataType: 'Text', maxLength: null, disabled: false },
});
const UNLISTED = unlistedSystemFields([]);
const unlisted = (name: string) => UNLISTED.find((field) => field.name === name)!;
const TIER = listed(601, 'Loyalty Tier');

const CONTACT: Contact = {
  ...{ subscribeDate: '2024-01-15T10:00:00', unsubscribeDate: null },
  ...{ phoneNumber: '17175550101', emailAddress: 'ada@example.com', firstName: 'Ada', lastName: null },
  ...{ birthday: '1990-02-03T00:00:00', postalCode: '', optedOut: false },
  segmentationFieldValues: [
    { segmentationFieldId: 601, value: 'Gold', since: '2024-02-01' },
    { segmentationFieldId: 604, value: 'true' },
    { segmentationFieldId: 605, value: null },
  ],
  extra: { nested: [1, { deep: null }] },
};

describe('the system fields that an account does not list', () => {
  it('are all five where it lists none, with ids that no field of Listrak has', () => {
    expect(UNLISTED.map(({ name, dataType }) => [name, dataType])).toEqual([
      ['Birthday', 'Date'],
      ['Email Address', 'Text'],
      ['First Name', 'Text'],
      ['Last Name', 'Text'],
      ['Postal Code', 'Text'],
    ]);
    expect(UNLISTED.every(({ id, disabled }) => id < 0 && !disabled)).toBe(true);
  });

  it('keep their ids whichever others are listed, so that a mapping finds them again', () => {
    const others = unlistedSystemFields([listed(501, ' birthday '), listed(503, 'FIRST NAME'), TIER]);
    expect(others).toEqual([unlisted('Email Address'), unlisted('Last Name'), unlisted('Postal Code')]);
  });
});

describe('what Listrak holds', () => {
  it('is a contact’s property for a system field, listed or not, and one of its values for any other', () => {
    const fields = [
      unlisted('Birthday'),
      listed(503, 'first name'),
      TIER,
      listed(605, 'Store'),
      listed(9, 'New'),
    ];
    expect(storedValues(CONTACT, fields)).toEqual(['1990-02-03T00:00:00', 'Ada', 'Gold', '', '']);
  });
});

describe('the body that changes a contact', () => {
  it('has the new values, a birthday as a date-time, and all else as it was', () => {
    const { subscribeDate, unsubscribeDate, ...rest } = CONTACT;
    const body = contactWith(CONTACT, [
      { field: unlisted('Birthday'), sent: '12/31/1984' },
      { field: unlisted('Email Address'), sent: 'new@example.com' },
    ]);
    expect(body).toEqual({ ...rest, birthday: '1984-12-31T00:00:00', emailAddress: 'new@example.com' });
  });

  it('has what an import brought in the place of what was read, and keeps the other values and their order', () => {
    const { segmentationFieldValues } = contactWith(CONTACT, [
      { field: TIER, sent: 'Platinum' },
      { field: listed(602, 'Points'), sent: '12' },
      { field: listed(504, 'Last Name'), sent: 'Abbott' },
    ]);
    expect(segmentationFieldValues).toEqual([
      { segmentationFieldId: 601, value: 'Platinum', since: '2024-02-01' },
      { segmentationFieldId: 604, value: 'true' },
      { segmentationFieldId: 605, value: null },
      { segmentationFieldId: 602, value: '12' },
    ]);
  });

  it('leaves the contact that was read as it is', () => {
    const before = structuredClone(CONTACT);
    contactWith(CONTACT, [
      { field: TIER, sent: 'Platinum' },
      { field: unlisted('First Name'), sent: 'Eve' },
    ]);
    expect(CONTACT).toEqual(before);
  });

  const words = fc.option(fc.string());
  const contacts: fc.Arbitrary<Contact> = fc
    .record({
      known: fc.record({
        ...{ phoneNumber: fc.string(), optedOut: fc.boolean(), emailAddress: words, firstName: words },
        ...{
          lastName: words,
          birthday: words,
          postalCode: words,
          subscribeDate: words,
          unsubscribeDate: words,
        },
        segmentationFieldValues: fc.option(
          fc.uniqueArray(
            fc
              .tuple(
                fc.record({ segmentationFieldId: fc.integer({ min: 1, max: 8 }), value: words }),
                fc.dictionary(fc.string(), fc.jsonValue()),
              )
              .map(([value, more]) => ({ ...more, ...value })),
            { selector: ({ segmentationFieldId }) => segmentationFieldId },
          ),
        ),
      }),
      more: fc.dictionary(
        fc.string().filter((key) => key !== '__proto__'),
        fc.jsonValue(),
      ),
    })
    .map(({ known, more }) => ({ ...more, ...known }));
  const custom = Array.from({ length: 8 }, (_, place) => listed(place + 1, `Field ${place + 1}`));
  const changes = fc.uniqueArray(
    fc.record({
      field: fc.constantFrom(...UNLISTED.filter(({ name }) => name !== 'Birthday'), ...custom),
      sent: fc.string({ minLength: 1 }),
    }),
    { selector: ({ field }) => field.id },
  );

  it('never loses or changes anything else, however deep, nor whether somebody opted out', () => {
    fc.assert(
      fc.property(contacts, changes, (contact, wanted) => {
        const body = contactWith(contact, wanted) as Contact;
        const { subscribeDate, unsubscribeDate, ...kept } = contact;
        expect(body.optedOut).toBe(contact.optedOut);
        expect(body.phoneNumber).toBe(contact.phoneNumber);
        // With the old values put back it is what was read.
        const back = UNLISTED.filter((field) => wanted.some((one) => one.field === field)).map(
          ({ name }) => `${name[0]!.toLowerCase()}${name.slice(1).replace(' ', '')}` as keyof Contact,
        );
        const restored = {
          ...body,
          ...Object.fromEntries(back.map((property) => [property, contact[property]])),
        };
        const values = (body.segmentationFieldValues ?? []).flatMap((value) => {
          const change = wanted.find(({ field }) => field.id === value.segmentationFieldId);
          if (!change) return [value];
          expect(value.value).toBe(change.sent);
          const was = contact.segmentationFieldValues?.find(
            (one) => one.segmentationFieldId === change.field.id,
          );
          return was ? [{ ...value, value: was.value }] : [];
        });
        expect({ ...restored, segmentationFieldValues: values }).toEqual({
          ...kept,
          segmentationFieldValues: contact.segmentationFieldValues ?? [],
        });
        const written = JSON.parse(JSON.stringify(body)) as Contact;
        const fields = wanted.map(({ field }) => field);
        expect(storedValues(written, fields)).toEqual(wanted.map(({ sent }) => sent));
      }),
    );
  });
});
