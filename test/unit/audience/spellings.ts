import fc from 'fast-check';

const NAMES = ['phone', 'phone number', 'mobile', 'sms opt in', 'email', 'email address', 'given name'];
const MORE_NAMES = ['first name', 'zip', 'postal code', 'loyalty tier', 'tier', 'loyalty teir', ''];

const WAYS: ((word: string, index: number) => string)[] = [
  (word) => word,
  (word) => word.toUpperCase(),
  (word) => word.replace(/^./, (first) => first.toUpperCase()),
  (word, index) => (index === 0 ? word : word.replace(/^./, (first) => first.toUpperCase())),
  (word) => word.replace('e', 'é'),
];

/** Names of columns and of fields, few enough to meet, in many spellings. */
export const spelling = fc
  .tuple(
    fc.constantFrom(...NAMES, ...MORE_NAMES),
    fc.constantFrom(...WAYS),
    fc.constantFrom('', ' ', '  ', '_', '-', '–'),
  )
  .map(([name, way, between]) => name.split(' ').map(way).join(between));
