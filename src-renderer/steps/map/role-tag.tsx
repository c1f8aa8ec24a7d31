import { IconArrowRight, IconCheckbox, IconEyeOff, IconHelpCircle, IconPhone } from '@tabler/icons-react';
import type { ColumnState } from '../../../src-main/contract/audience.ts';
import { Tag } from '../../parts/tag.tsx';

/** What the column amounts to, whoever decided it. */
export function RoleTag({ column: { role, field } }: { column: ColumnState }) {
  switch (role) {
    case 'phone':
      return (
        <Tag tone="accent" icon={IconPhone}>
          Phone
        </Tag>
      );
    case 'field':
      return (
        <Tag tone="accent" icon={IconArrowRight}>
          Field{field && ` (${field.dataType})`}
        </Tag>
      );
    case 'optIn':
      return (
        <Tag tone="quiet" icon={IconCheckbox}>
          Opt-in answer
        </Tag>
      );
    case 'ignored':
      return (
        <Tag tone="quiet" icon={IconEyeOff}>
          Not sent
        </Tag>
      );
    case 'unmatched':
      return (
        <Tag tone="warn" icon={IconHelpCircle}>
          No field of this name
        </Tag>
      );
  }
}
