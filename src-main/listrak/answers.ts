import { z } from 'zod';
import { DATA_TYPES, type ProfileField } from '../contract/profile-field.ts';
import { lengthLimit, meansDisabled } from './assumptions.ts';

/*
 * The answers of the vendor's API, as its spec describes them. Unknown extra fields are let through, since the
 * vendor counts added fields as no breaking change; a missing needed one is an error.
 */

export const tokenAnswer = z.object({ access_token: z.string().min(1), expires_in: z.number().optional() });

const data = <T extends z.ZodType>(of: T) => z.object({ data: of });
const page = <T extends z.ZodType>(of: T) =>
  z.object({ data: z.array(of), nextPageCursor: z.string().nullish() });

export const senderCodesAnswer = data(
  z.array(
    z.object({
      shortCodeId: z.int(),
      code: z.string().nullish(),
      country: z.string().nullish(),
      merchantName: z.string().nullish(),
    }),
  ),
);

export const profileFieldsAnswer = data(
  z.array(
    z.object({
      segmentationFieldId: z.int(),
      segmentationFieldName: z.string(),
      dataType: z.enum(DATA_TYPES),
      maxLength: z.int().nullish(),
      statusFlag: z.string().nullish(),
    }),
  ),
);

/** The profile fields in the answer of `GET …/SegmentationField`. */
export function profileFieldsOf(answer: z.infer<typeof profileFieldsAnswer>): ProfileField[] {
  return answer.data.map((field) => ({
    id: field.segmentationFieldId,
    name: field.segmentationFieldName,
    dataType: field.dataType,
    maxLength: lengthLimit(field.maxLength),
    disabled: meansDisabled(field.statusFlag),
  }));
}

/** Loose, since Update Contact has to be given back whatever Listrak tells of a contact. */
const contact = z.looseObject({
  phoneNumber: z.string(),
  emailAddress: z.string().nullish(),
  firstName: z.string().nullish(),
  lastName: z.string().nullish(),
  birthday: z.string().nullish(),
  postalCode: z.string().nullish(),
  optedOut: z.boolean(),
  segmentationFieldValues: z
    .array(z.looseObject({ segmentationFieldId: z.int(), value: z.string().nullish() }))
    .nullish(),
});
export type Contact = z.infer<typeof contact>;
export const contactAnswer = data(contact);

const optOut = z.object({
  phoneNumber: z.string(),
  optOutDate: z.string().nullish(),
  optOutReason: z.string().nullish(),
});
export type OptOut = z.infer<typeof optOut>;
export const optOutsAnswer = page(optOut);

export const createdAnswer = z.object({ resourceId: z.union([z.string(), z.int()]).transform(String) });

export const importStateAnswer = data(
  z.object({ status: z.string().nullish(), startDate: z.string().nullish(), endDate: z.string().nullish() }),
);
