import { expect, it } from 'vitest';
import type { SampleContact } from '../../../src-main/contract/run.ts';
import { blanksTold } from '../../../src-renderer/steps/sample/blanks-told.ts';

const value = (sent: string, stored: string | null) => ({ field: 'Tier', sent, stored, same: true });
const contact = (values: SampleContact['values'], outcome: SampleContact['outcome'] = 'match') => ({
  row: 2,
  phone: '***',
  outcome,
  values,
});
const KEPT = value('', 'Gold');
const NOTHING = value('', '');

it('says nothing where no blank was sent to anybody whom Listrak knows', () => {
  expect(blanksTold([])).toBeNull();
  expect(blanksTold([contact([value('Gold', 'Gold')])])).toBeNull();
  expect(blanksTold([contact([value('', null)], 'unknownNumber')])).toBeNull();
});

it('says what became of the blanks, of all contacts together', () => {
  const told = (...blanks: SampleContact['values']) =>
    blanksTold(blanks.map((blank) => contact([value('a', 'a'), blank], 'blank')));
  expect(told(KEPT)).toBe('1 blank value was sent: Listrak kept the value it had for it.');
  expect(told(NOTHING)).toBe('1 blank value was sent: Listrak holds nothing for it.');
  expect(told(KEPT, KEPT)).toBe('2 blank values were sent: Listrak kept the value it had for all of them.');
  expect(told(NOTHING, NOTHING)).toBe('2 blank values were sent: Listrak holds nothing for any of them.');
  expect(told(KEPT, NOTHING)).toBe(
    '2 blank values were sent: Listrak kept the value it had for 1 of them, and holds nothing for the other one.',
  );
  expect(told(KEPT, NOTHING, NOTHING)).toBe(
    '3 blank values were sent: Listrak kept the value it had for 1 of them, and holds nothing for the other 2.',
  );
});
