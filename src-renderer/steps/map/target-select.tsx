import { type ComboboxData, Loader, type SelectProps } from '@mantine/core';
import { type RefObject, useMemo } from 'react';
import type { ColumnState, ColumnTarget } from '../../../src-main/contract/audience.ts';
import { isByContact, type ProfileField } from '../../../src-main/contract/profile-field.ts';
import { Choice } from '../../parts/choice.tsx';
import styles from './map.module.css';

interface Props {
  column: ColumnState;
  fields: ProfileField[];
  /** Whether the file names its columns. */
  named: boolean;
  takenBy: RefObject<ReadonlyMap<number, string>>;
  busy: boolean;
  onChoose: (target: ColumnTarget) => void;
}

/** The choice of what one column becomes. */
export function TargetSelect({ column, fields, named, takenBy, busy, onChoose }: Props) {
  const data = useMemo(() => options(column, fields, named), [column, fields, named]);
  const renderOption: SelectProps['renderOption'] = ({ option }) => {
    const field = fields.find(({ id }) => String(id) === option.value);
    const taken = field && field.id !== column.field?.id ? takenBy.current.get(field.id) : undefined;
    return (
      <span className={styles.option}>
        <span>{option.label}</span>
        {field && (
          <span className={styles.optionHint}>
            {field.disabled ? 'disabled in Listrak' : taken ? `from “${taken}”` : field.dataType}
          </span>
        )}
      </span>
    );
  };
  return (
    <Choice
      aria-label={`What “${column.header}” becomes`}
      data={data}
      value={String(column.target)}
      onChoose={(value) => onChoose(targetOf(value))}
      nothingFound="No such field"
      renderOption={renderOption}
      rightSection={busy ? <Loader size={16} /> : undefined}
      comboboxProps={{ width: 340, position: 'bottom-start' }}
    />
  );
}

function options(column: ColumnState, fields: ProfileField[], named: boolean): ComboboxData {
  return [
    { value: 'byName', label: named ? `By its name${byName(column)}` : byLetter(column) },
    { value: 'phone', label: 'Phone' },
    { value: 'ignored', label: 'Do not send' },
    {
      group: 'Profile fields',
      items: fields.map((field) => ({
        value: String(field.id),
        label: isByContact(field) ? `${field.name} (contact by contact)` : field.name,
        disabled: field.disabled,
      })),
    },
  ];
}

/** What its name leads to is known only while it is left to its name. */
function byName({ target, role, field }: ColumnState): string {
  if (target !== 'byName') return '';
  if (role === 'field' && field) return ` (${field.name})`;
  if (role === 'phone') return ' (Phone)';
  return role === 'optIn' ? ' (opt-in answer)' : ' (nothing)';
}

/** A letter leads to nothing, but Consent may have taken the column. */
function byLetter({ target, role }: ColumnState): string {
  return target === 'byName' && role === 'optIn' ? 'Opt-in answer' : 'Not chosen yet';
}

function targetOf(value: string): ColumnTarget {
  return value === 'byName' || value === 'phone' || value === 'ignored' ? value : Number(value);
}
