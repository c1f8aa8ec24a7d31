import fc from 'fast-check';
import { readHead } from '../../../src-main/audience/head.ts';
import type { JudgingPlan } from '../../../src-main/audience/judge.ts';
import { mapColumns } from '../../../src-main/audience/mapping.ts';
import { type MarkCode, type Marks, mark } from '../../../src-main/audience/marks.ts';
import { evidenceOf, ReviewPass } from '../../../src-main/audience/review-pass.ts';
import { settle } from '../../../src-main/audience/settle.ts';
import { USUAL_MEANINGS } from '../../../src-main/contract/consent.ts';
import { ADJUSTMENT_CODES, REASON_CODES, WARNING_CODES } from '../../../src-main/contract/outcome.ts';
import type { DataType, ProfileField } from '../../../src-main/contract/profile-field.ts';
import { AS_FOUND } from '../../../src-main/contract/reading.ts';

/** The codes that a number of marks stands for. */
export function codesOf(marks: Marks): MarkCode[] {
  return [...REASON_CODES, ...ADJUSTMENT_CODES, ...WARNING_CODES].filter((code) => marks & mark(code));
}

export function field(
  name: string,
  dataType: DataType = 'Text',
  more: Partial<ProfileField> = {},
): ProfileField {
  const id = [...name].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 65_521, 1);
  return { id, name, dataType, maxLength: null, disabled: false, ...more };
}

/** A plan in which columns go where their names say. */
export function planFor(
  header: readonly string[],
  fields: readonly ProfileField[],
  more: Partial<JudgingPlan> = {},
): JudgingPlan {
  const columns = mapColumns(header, fields);
  const optIn = columns.find((column) => column.role === 'optIn');
  return {
    columns,
    consent: optIn
      ? { kind: 'column', position: optIn.position, meanings: USUAL_MEANINGS }
      : { kind: 'none' },
    country: 'US',
    today: '2026-06-15',
    ...more,
  };
}

/** A text as the bytes of a UTF-8 file, one character each. */
export function bytesOf(text: string): string {
  return Buffer.from(text, 'utf8').toString('latin1');
}

/** Reads and settles a whole audience file. */
export function reviewText(text: string, fields: readonly ProfileField[], more: Partial<JudgingPlan> = {}) {
  const bytes = bytesOf(text);
  const head = readHead(bytes, true, AS_FOUND);
  const plan = planFor(head.header, fields, more);
  const assumed = evidenceOf(head, plan);
  const pass = new ReviewPass(head, plan, assumed);
  pass.push(Buffer.from(bytes.slice(head.firstRow), 'latin1'));
  pass.end();
  settle(pass.index, { keep: 'first' });
  return { bytes, head, plan, assumed, pass, index: pass.index };
}

/** Any text at all, broken surrogates too. (Of fast-check's own units, `binary` takes half a second to set up.) */
export const anyText = fc.string({
  unit: fc.oneof(fc.nat({ max: 0x7f }), fc.nat({ max: 0xffff })).map((code) => String.fromCharCode(code)),
});
