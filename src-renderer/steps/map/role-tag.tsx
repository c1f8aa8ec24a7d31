import { IconArrowRight, IconCheckbox, IconEyeOff, IconHelpCircle, IconPhone } from '@tabler/icons-react';
import type { ColumnState } from '../../../src-main/contract/audience.ts';
import { Tag } from '../../parts/tag.tsx';

interface RoleTagProps {
  column: ColumnState;
  /** Whether it could be told by its name at all. */
  named: boolean;
}

/** What the column amounts to, whoever decided it. */
export function RoleTag({ column: { role, field }, named }: RoleTagProps) {
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
          {named ? 'No field of this name' : 'Not sent yet'}
        </Tag>
      );
  }
}
