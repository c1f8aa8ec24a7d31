import type { ConsentSummary } from '../contract/consent.ts';

const count = (number: number): string => number.toLocaleString('en-US');
const inColumns = (...numbers: number[]): string =>
  numbers.map((number) => count(number).padStart(10)).join(' ');
const atTime = (iso: string): string => `${iso.slice(0, 16).replace('T', ' ')} UTC`;

/**
 * Who opted in, by each source, for a person to read.
 * @param withoutOptOuts Listrak could not be asked who is opted out, and the user went on.
 */
export function consentLines(consent: ConsentSummary, withoutOptOuts: boolean): string[] {
  const { asked, column, file, listrak, outcome } = consent;
  const lines = [
    `  Who opted in, of the ${count(asked)} rows that were asked (a yes must stand in every source):`,
    `  ${['yes', 'no', 'unknown'].map((word) => word.padStart(10)).join(' ')}`,
  ];
  if (column) {
    const { yes, no, unknown, header, readAt } = column;
    lines.push(`  ${inColumns(yes, no, unknown)}  the column “${header}”, read ${atTime(readAt)}`);
  }
  if (file) {
    const { yes, no, unknown, name, readAt, notThere, conflicting } = file;
    lines.push(
      `  ${inColumns(yes, no, unknown)}  the consent file “${name}”, read ${atTime(readAt)}`,
      `  ${' '.repeat(34)}(${count(notThere)} of them are not in it, ${count(conflicting)} stand in it with a yes and another answer)`,
    );
  }
  lines.push(
    `  ${inColumns(outcome.yes, outcome.no, outcome.unknown)}  all together; besides, ${count(outcome.conflicting)} taken back by another row with the phone${
      listrak ? `, ${count(listrak.optedOut)} opted out in Listrak` : ''
    }`,
  );
  if (!column && !file) {
    lines.push(
      `  Nothing says who opted in${outcome.yes > 0 ? '; that you go on without is what --no-consent-information says' : ''}.`,
    );
  }
  if (listrak) {
    lines.push(
      `  Listrak has ${count(listrak.optedOut)} of the rows opted out, whatever the files say (asked ${atTime(listrak.readAt)}).`,
    );
  } else if (withoutOptOuts) {
    lines.push(
      '  Listrak could not be asked who is opted out, and you go on all the same (--without-opt-outs).',
    );
  } else lines.push('  Listrak was not asked who is opted out (--check-opt-outs; a push always asks).');
  return lines;
}
