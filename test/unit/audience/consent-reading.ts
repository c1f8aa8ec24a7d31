import type { CountryCode } from 'libphonenumber-js/max';
import { ConsentFilePass, consentFileChoice } from '../../../src-main/audience/consent-file-pass.ts';
import { answerOf } from '../../../src-main/audience/consent-table.ts';
import { readHead } from '../../../src-main/audience/head.ts';
import type { ConsentLookup } from '../../../src-main/audience/judge.ts';
import type { ConsentFileChoice } from '../../../src-main/contract/consent.ts';
import { AS_FOUND } from '../../../src-main/contract/reading.ts';
import { bytesOf, codesOf } from './review-text.ts';

interface Setting {
  /** What is chosen, on top of what the names say. */
  choice?: Partial<ConsentFileChoice>;
  audience?: readonly string[];
  country?: CountryCode;
  /** Of the pieces in which the file arrives. */
  size?: number;
}

/** Reads a whole consent file. */
export function consentReading(
  text: string,
  { choice = {}, audience = ['phone', 'amperity_id'], country = 'US', size = 1_000_000 }: Setting = {},
) {
  const bytes = bytesOf(text);
  const head = readHead(bytes, true, AS_FOUND);
  const byNames = consentFileChoice(head.header, audience, null);
  const chosen = consentFileChoice(head.header, audience, { ...byNames, ...choice });
  const pass = new ConsentFilePass(head, chosen, country);
  for (let at = head.firstRow; at < bytes.length; at += size) pass.push(bytes.slice(at, at + size));
  pass.end();
  const { table } = pass;
  const word = (says: number) => codesOf(answerOf(says))[0] ?? 'yes';
  return {
    pass,
    table,
    counted: pass.counted(),
    lookup: { table, idColumn: pass.choice.audienceColumn } satisfies ConsentLookup,
    ofPhone: (phone: number) => word(table.ofPhone(phone)),
    ofId: (id: string) => word(table.ofId(id)),
  };
}
