import { memo, type RefObject } from 'react';
import type { ColumnState } from '../../../src-main/contract/audience.ts';
import type { ProfileField } from '../../../src-main/contract/profile-field.ts';
import { FailureNote } from '../../parts/failure-note.tsx';
import { useCommand } from '../../state/use-command.ts';
import styles from './map.module.css';
import { RoleTag } from './role-tag.tsx';
import { TargetSelect } from './target-select.tsx';

interface Props {
  column: ColumnState;
  fields: ProfileField[];
  /** Whether the file names its columns. */
  named: boolean;
  /** Which column goes into a field already, by the field's id. */
  takenBy: RefObject<ReadonlyMap<number, string>>;
}

export const ColumnRow = memo(function ColumnRow({ column, fields, named, takenBy }: Props) {
  const map = useCommand('mapColumn');
  const samples = column.samples.slice(0, 3);
  return (
    <tr data-role={column.role}>
      <th scope="row">
        <div className={styles.header}>{column.header}</div>
        <div className={styles.samples} title={samples.join('\n')}>
          {samples.length > 0 ? samples.join(' · ') : 'blank in the first rows'}
        </div>
      </th>
      <td className={styles.target}>
        <TargetSelect
          column={column}
          fields={fields}
          named={named}
          takenBy={takenBy}
          busy={map.busy}
          onChoose={(target) => void map.send({ position: column.position, target })}
        />
      </td>
      <td>
        <RoleTag column={column} named={named} />
        {column.note && <div className={styles.note}>{column.note}</div>}
        {map.failure && <FailureNote failure={map.failure} />}
      </td>
    </tr>
  );
});
