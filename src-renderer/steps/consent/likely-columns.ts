import type { ColumnState } from '../../../src-main/contract/audience.ts';

/** Names that often say who opted in, in small letters and digits alone: good for a suggestion, and no more. */
const OFTEN = new Set([
  ...['optin', 'optedin', 'isoptedin', 'optinstatus', 'smsoptinstatus', 'smsoptstatus', 'smsoptinflag'],
  ...['smsok', 'oktosms', 'oktotext', 'textok', 'cantext', 'smsallowed', 'smspermission', 'smspermitted'],
  ...['smsconsent', 'consent', 'hasconsent', 'consentstatus', 'smsconsentstatus', 'textconsent'],
  ...['smssubscribed', 'issmssubscribed', 'subscribed', 'smssubscriber', 'smsstatus', 'textoptin'],
]);
const MOST = 3;

/** Columns that may say who opted in, in the file's order. */
export function likelyColumns(columns: readonly ColumnState[]): ColumnState[] {
  return columns.filter(({ header, role }) => role !== 'phone' && OFTEN.has(plain(header))).slice(0, MOST);
}

function plain(header: string): string {
  return header.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
}
