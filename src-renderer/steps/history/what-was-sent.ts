import type { RunSummary } from '../../../src-main/contract/sending.ts';

/** What left, in imports or contact by contact, which is less than was meant where a run was broken off. */
export function whatWasSent({ imports, updated }: RunSummary): string {
  const left = (of: 'sample' | 'push') =>
    updated[of] !== null || imports.some(({ purpose, status }) => purpose === of && status !== 'not taken');
  if (left('sample') && left('push')) return 'Sample and push';
  if (left('sample')) return 'Sample';
  return left('push') ? 'Push' : 'Nothing';
}
