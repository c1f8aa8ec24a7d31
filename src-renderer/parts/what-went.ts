import type { RunReport } from '../../src-main/contract/run.ts';
import { amount, amountOf } from './amount.ts';

/** How many of the ready rows went, in imports and contact by contact. */
export function whatWent({
  sent,
  imports,
  updates,
  rows,
}: Pick<RunReport, 'sent' | 'imports' | 'updates' | 'rows'>): string {
  const ready = `of ${amountOf(rows.ready, 'row')} that were ready`;
  const imported = `${amount(sent)} ${ready} are in imports that Listrak took.`;
  if (!updates) return imported;
  const changed = `${amountOf(updates.changed, 'contact was', 'contacts were')} changed one by one`;
  return imports.length > 0 ? `${imported} ${changed}.` : `${changed}, ${ready}.`;
}
