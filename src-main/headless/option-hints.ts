import type { Failure } from '../contract/failure.ts';

/** How what a failure asks for is said on the command line, by its code. */
const OPTIONS: Record<string, string> = {
  'file.header': '--header-row N or none',
  'file.noRows': '--header-row none',
  'file.noSheet': '--sheet NAME',
  'file.unpacksLarge': '--even-if-large',
  'mapping.noPhone': '--map "Column=Phone", or --header-row N or none',
  'mapping.severalPhones': '--map "One=Phone" --map "Other="',
  'mapping.severalOptIns': '--opt-in "One", or --map "Other="',
  'mapping.targetTaken': '--map "Column="',
  'mapping.twoDateOrders': '--date-order "Column=day-first"',
  'mapping.badConstant': '--constant "Field=value"',
  'mapping.noFields': '--map "Column=Profile Field"',
  'country.unknown': '--country US',
  'senderCode.missing': '--sender-code ID',
  'senderCode.unknown': '--sender-code ID',
  'account.unknown': 'accounts list, or accounts add NAME',
  'journal.cannotRead': '--data-dir DIR',
  'journal.cannotWrite': '--data-dir DIR',
  'journal.cannotDelete': '--data-dir DIR',
  'push.noConsentInformation': '--opt-in COLUMN, --consent-file FILE, or --no-consent-information',
  'consentFile.noAnswer': '--consent-answer COLUMN',
  'consentFile.noKey': '--consent-key phone=COLUMN, or --consent-key COLUMN',
  'consentFile.changed': 'the same command again',
  'sample.blank': '--sample N, or --sample-choice',
  'sample.allUnknown': '--sender-code ID, or --sample N',
};

/** Adds the options to a failure's hint; the rooms below speak of what is to be done, and know no command line. */
export function withOptions(failure: Failure): Failure {
  const options = OPTIONS[failure.code];
  return options === undefined ? failure : { ...failure, hint: `${failure.hint} (${options})` };
}
