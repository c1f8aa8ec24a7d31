import { UnstyledButton } from '@mantine/core';
import { IconChevronDown, IconChevronRight } from '@tabler/icons-react';
import { memo, type RefObject, useId, useState } from 'react';
import type { ColumnState, ColumnTarget } from '../../../src-main/contract/audience.ts';
import type { ColumnSummary } from '../../../src-main/contract/column-summary.ts';
import type { ProfileField } from '../../../src-main/contract/profile-field.ts';
import { FailureNote } from '../../parts/failure-note.tsx';
import { useCommand } from '../../state/use-command.ts';
import { ColumnDetails } from './column-details.tsx';
import { fitOf } from './fit.ts';
import styles from './map.module.css';
import { RoleTag } from './role-tag.tsx';
import { Suggestions } from './suggestions.tsx';
import { TargetSelect } from './target-select.tsx';

interface Props {
  column: ColumnState;
  fields: ProfileField[];
  /** Whether the file names its columns. */
  named: boolean;
  /** Which column goes into a field already, by the field's id. */
  takenBy: RefObject<ReadonlyMap<number, string>>;
  /** What its cells hold: null while that is being found out, undefined where nothing is. */
  summary: ColumnSummary | null | undefined;
}

export const ColumnRow = memo(function ColumnRow({ column, fields, named, takenBy, summary }: Props) {
  const map = useCommand('mapColumn');
  const id = useId();
  const [opened, setOpened] = useState(false);
  const samples = column.samples.slice(0, 3);
  const fit = summary === undefined ? null : fitOf(column, summary);
  const choose = (target: ColumnTarget) => void map.send({ position: column.position, target });
  const Sign = opened ? IconChevronDown : IconChevronRight;
  return (
    <>
      <tr data-role={column.role} data-opened={opened || undefined}>
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
            onChoose={choose}
          />
          <Suggestions header={column.header} suggestions={column.suggestions} onChoose={choose} />
          {map.failure && <FailureNote failure={map.failure} />}
        </td>
        <td>
          <RoleTag column={column} named={named} />
          {column.note && <div className={styles.note}>{column.note}</div>}
          {fit && (
            <div className={styles.fit} data-tone={fit.tone}>
              {fit.words}
            </div>
          )}
          <UnstyledButton
            className={styles.opener}
            aria-expanded={opened}
            aria-controls={opened ? id : undefined}
            aria-label={`Details of “${column.header}”`}
            onClick={() => setOpened(!opened)}
          >
            <Sign size={14} aria-hidden /> Details
          </UnstyledButton>
        </td>
      </tr>
      {opened && (
        <tr id={id} className={styles.more}>
          <td colSpan={3}>
            <ColumnDetails column={column} named={named} summary={summary ?? null} />
          </td>
        </tr>
      )}
    </>
  );
});
