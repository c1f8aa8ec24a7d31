import { describe, expect, it } from 'vitest';
import {
  answerCounts,
  askedRows,
  ConsentFileTally,
  consentOutcome,
} from '../../../src-main/audience/consent-summary.ts';
import { settle } from '../../../src-main/audience/settle.ts';
import { consentReading } from './consent-reading.ts';
import { reviewText } from './review-text.ts';

const FILE = [
  'phone,is_sms_opted_in',
  '7175550101,yes',
  '7175550102,no',
  '7175550103,',
  '7175550104,yes',
  '7175550104,no',
  '7175550105,yes',
  '7175550105,maybe',
  '7175550106,no',
  '7175550106,',
  '',
].join('\n');

/** A file of rows with phones and answers, reviewed by a consent file. */
function reviewed(rows: readonly string[], optedOut?: Set<number>) {
  const { lookup } = consentReading(FILE);
  const { index, pass } = reviewText(['phone,is_sms_opted_in', ...rows, ''].join('\n'), [], {
    consentFile: lookup,
  });
  settle(index, { keep: 'first', optedOut });
  return { index, pass };
}

describe('the summary of who opted in', () => {
  it('counts what the consent file says of the rows, conflicts and those who are not there among them', () => {
    const phones = ['101', '102', '103', '104', '105', '106', '107', '101'];
    const { pass } = reviewed(phones.map((end) => `7175550${end},yes`));
    expect(pass.consentFile?.counts).toEqual({ yes: 2, no: 3, unknown: 3, notThere: 1, conflicting: 2 });
  });

  it('counts the same of rows that are read quickly and of those that are not', () => {
    const phones = ['101', '102', '103', '104', '105', '106', '107'];
    const plain = phones.map((end) => `7175550${end},yes`);
    const odd = phones.map((end) => `"7175550${end}","ye\ns"`);
    expect(reviewed(odd).pass.consentFile?.counts).toEqual(reviewed(plain).pass.consentFile?.counts);
  });

  it('counts malformed rows nowhere', () => {
    const { index, pass } = reviewed(['7175550101,yes', '7175550102,yes,more', '7175550101,"no']);
    expect(askedRows(index)).toBe(1);
    expect(pass.consentFile?.counts).toEqual({ yes: 1, no: 0, unknown: 0, notThere: 0, conflicting: 0 });
    expect(answerCounts(pass.answers!.counted())).toEqual({ yes: 1, no: 0, unknown: 0 });
    expect(consentOutcome(index, false)).toEqual({
      yes: 0,
      no: 0,
      unknown: 0,
      conflicting: 1,
      optedOutInListrak: 0,
    });
  });

  it('says what it comes to, each row once: Listrak first, then no, unknown, and a yes that is taken back', () => {
    const rows = [
      '7175550101,yes',
      '7175550102,yes',
      '7175550103,yes',
      '7175550101,no',
      '7175550103,no',
      '7175550109,no',
      '7175550109,',
    ];
    const outcome = (optedOut?: Set<number>) => consentOutcome(reviewed(rows, optedOut).index, false);
    expect(outcome()).toEqual({ yes: 0, no: 4, unknown: 2, conflicting: 1, optedOutInListrak: 0 });
    expect(outcome(new Set([17175550101, 17175550109]))).toEqual({
      ...{ yes: 0, no: 2, unknown: 1, conflicting: 0, optedOutInListrak: 4 },
    });
  });

  it('counts a yes that is a duplicate, or has a bad value, as a yes', () => {
    const { index } = reviewed(['7175550101,yes', '7175550101,yes', '717-555-0101 x1,yes']);
    expect(consentOutcome(index, false)).toEqual({
      yes: 3,
      no: 0,
      unknown: 0,
      conflicting: 0,
      optedOutInListrak: 0,
    });
  });

  it('counts nobody as a yes of whom the consent file says nothing, not even one without a phone', () => {
    const { index, pass } = reviewed([',yes', '717,yes', '7175550107,yes']);
    expect(pass.consentFile?.counts).toMatchObject({ yes: 0, unknown: 3, notThere: 3 });
    expect(consentOutcome(index, true)).toMatchObject({ yes: 0, unknown: 3 });
  });

  it('adds up, however answers are mixed', () => {
    const answers = ['yes', 'no', '', 'oui'];
    const rows = Array.from(
      { length: 160 },
      (_, place) =>
        `71755501${String(place % 12).padStart(2, '0')},${answers[(place * 7 + (place >> 3)) % 4]}`,
    );
    const { index, pass } = reviewed(rows, new Set([17175550101, 17175550111]));
    const sum = (counts: Record<string, number>) =>
      Object.values(counts).reduce((all, count) => all + count, 0);
    const { yes, no, unknown } = pass.consentFile!.counts;
    expect(yes + no + unknown).toBe(160);
    expect(sum(answerCounts(pass.answers!.counted()))).toBe(160);
    expect(sum(consentOutcome(index, false))).toBe(askedRows(index));
  });

  it('counts the rarest answers of a column, which are not listed, as unknown', () => {
    const answers = [
      { shown: 'yes', count: 5, means: 'yes' as const },
      { shown: 'ja', count: 2, means: 'yes' as const },
      { shown: 'no', count: 3, means: 'no' as const },
      { shown: '', count: 4, means: 'unknown' as const },
    ];
    expect(answerCounts({ answers, otherAnswers: 7 })).toEqual({ yes: 7, no: 3, unknown: 11 });
    expect(answerCounts({ answers: [], otherAnswers: 0 })).toEqual({ yes: 0, no: 0, unknown: 0 });
  });

  it('begins at nothing', () => {
    const nothing = { yes: 0, no: 0, unknown: 0, notThere: 0, conflicting: 0 };
    expect(new ConsentFileTally().counts).toEqual(nothing);
    expect(reviewText('phone\n7175550101\n', []).pass.consentFile).toBeNull();
  });
});
