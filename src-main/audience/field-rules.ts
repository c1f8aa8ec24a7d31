import type { ProfileField } from '../contract/profile-field.ts';
import type { ColumnEvidence } from './column-evidence.ts';
import { dateOrder, dateRule, isOrderProven, noDateEvidence } from './dates.ts';
import { noDigitsEvidence } from './digits-evidence.ts';
import type { MappedColumn } from './mapping.ts';
import { looksAmerican, noPostalEvidence } from './postal-evidence.ts';
import { ruleKind } from './rule-kind.ts';
import { checkboxRule, emailRule, numberRule, plainTextRule, postalRule, type ValueRule } from './values.ts';

/**
 * The rule of a profile field, for one column's values.
 * @param column where the values come from, as far as it matters to the rule.
 * @param evidence what that column as a whole tells.
 * @param today ISO date of the user's today.
 */
export function fieldRule(
  field: ProfileField,
  { position, dateOrder: chosen }: Pick<MappedColumn, 'position' | 'dateOrder'>,
  evidence: ColumnEvidence,
  today: string,
): ValueRule {
  const kind = ruleKind(field);
  switch (kind) {
    case 'number':
      return numberRule(evidence.digits.get(position) ?? noDigitsEvidence());
    case 'checkbox':
      return checkboxRule;
    case 'date':
    case 'birthday': {
      const dates = evidence.dates.get(position) ?? noDateEvidence();
      return dateRule({
        order: chosen ?? dateOrder(dates),
        decided: chosen !== null || isOrderProven(dates),
        serials: dates.otherDigits === 0,
        past: kind === 'birthday',
        today,
      });
    }
    case 'email':
      return emailRule(field.maxLength);
    case 'postal':
      return postalRule(looksAmerican(evidence.postal.get(position) ?? noPostalEvidence()), field.maxLength);
    case 'text':
      return plainTextRule(field.maxLength, evidence.digits.get(position) ?? noDigitsEvidence());
  }
}
