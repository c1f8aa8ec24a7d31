import type { SampleContact } from '../../../src-main/contract/run.ts';
import { amount, amountOf } from '../../parts/amount.ts';

/** What became of the blanks that were sent to contacts whom Listrak knows, or null where there were none. */
export function blanksTold(contacts: readonly SampleContact[]): string | null {
  const blanks = contacts
    .filter(({ outcome }) => outcome !== 'unknownNumber')
    .flatMap(({ values }) => values.filter(({ sent }) => sent === ''));
  const kept = blanks.filter(({ stored }) => stored).length;
  if (blanks.length === 0) return null;
  return `${amountOf(blanks.length, 'blank value was', 'blank values were')} sent: ${became(blanks.length, kept)}.`;
}

function became(all: number, kept: number): string {
  if (kept === 0) return `Listrak holds nothing for ${all === 1 ? 'it' : 'any of them'}`;
  if (kept === all) return `Listrak kept the value it had for ${all === 1 ? 'it' : 'all of them'}`;
  const others = all - kept === 1 ? 'one' : amount(all - kept);
  return `Listrak kept the value it had for ${amount(kept)} of them, and holds nothing for the other ${others}`;
}
