import { IconArrowRight, IconCheckbox, IconEyeOff, IconHelpCircle, IconPhone } from '@tabler/icons-react';
import type { ColumnState } from '../../../src-main/contract/audience.ts';
import { isByContact } from '../../../src-main/contract/profile-field.ts';
import { lacksField } from '../../../src-main/contract/words.ts';
import { Tag } from '../../parts/tag.tsx';

interface RoleTagProps {
  column: ColumnState;
  /** Whether the file names its columns. */
  named: boolean;
}

/** What the column amounts to, whoever decided it. */
export function RoleTag({ column, named }: RoleTagProps) {
  const { role, field } = column;
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
          {field && isByContact(field) ? 'Contact by contact' : 'Field'}
          {field && ` (${field.dataType})`}
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
          {named && lacksField(column) ? 'No field of this name' : 'Not sent yet'}
        </Tag>
      );
  }
}
