import { Button, Checkbox, Group, UnstyledButton } from '@mantine/core';
import { IconChevronRight } from '@tabler/icons-react';
import { useId, useState } from 'react';
import type { ConsentFileChoice } from '../../../src-main/contract/consent.ts';
import { amount } from '../../parts/amount.ts';
import styles from './consent.module.css';
import type { ReadFile } from './use-consent-file.ts';

type Where = ConsentFileChoice['where'];
type Values = NonNullable<ReadFile['columns'][number]['values']>;

interface Props {
  file: ReadFile;
  onChange: (where: Where) => void;
}

/** Which rows of the second file count, as by brand, region or SMS program. */
export function FileFilters({ file, onChange }: Props) {
  const { choice, columns } = file;
  const { where, keyColumn, answerColumn } = choice;
  const filters = columns.flatMap(({ header, values }, column) => {
    const isOther = column !== keyColumn && column !== answerColumn;
    // All rows have the one value, or nobody can choose from so many.
    return isOther && values && values.length > 1 ? [{ header, values, column }] : [];
  });
  if (filters.length === 0 && where.length === 0) return null;
  return (
    <fieldset className={styles.filters}>
      <legend>Which of its rows count</legend>
      <p className={styles.fact}>{sentenceOf(file)}</p>
      <ul>
        {filters.map(({ header, values, column }) => (
          <Filter
            key={column}
            header={header}
            values={values}
            chosen={where.find((one) => one.column === column)?.values ?? null}
            onChoose={(chosen) => {
              const others = where.filter((one) => one.column !== column);
              onChange(chosen ? [...others, { column, values: chosen }] : others);
            }}
          />
        ))}
      </ul>
    </fieldset>
  );
}

interface FilterProps {
  header: string;
  values: Values;
  /** Null where every value will do. */
  chosen: readonly string[] | null;
  onChoose: (chosen: string[] | null) => void;
}

function Filter({ header, values, chosen, onChoose }: FilterProps) {
  const id = useId();
  const [opened, setOpened] = useState(chosen !== null);
  const all = values.map(({ value }) => value);
  const counting = all.filter((value) => chosen === null || chosen.includes(value));
  const choose = (checked: string[]) => onChoose(checked.length === all.length ? null : checked);
  return (
    <li>
      <UnstyledButton
        id={id}
        className={styles.filter}
        aria-expanded={opened}
        onClick={() => setOpened((before) => !before)}
      >
        <IconChevronRight size={16} stroke={1.8} aria-hidden />
        {header}
        <span className={styles.aside}>
          {chosen === null ? 'any value' : `${amount(counting.length)} of ${amount(all.length)} values`}
        </span>
      </UnstyledButton>
      {opened && (
        <Checkbox.Group aria-labelledby={id} value={counting} onChange={choose}>
          <div className={styles.values}>
            {values.map(({ value, count }) => (
              <Checkbox
                key={value}
                value={value}
                label={
                  <>
                    {value || <em>blank</em>} <span className={styles.aside}>{amount(count)}</span>
                  </>
                }
              />
            ))}
          </div>
          <Group gap={8} mt={10}>
            <Button
              size="compact-xs"
              variant="default"
              onClick={() => onChoose(null)}
              disabled={chosen === null}
              aria-label={`Any value of “${header}”`}
            >
              Any value
            </Button>
            <Button
              size="compact-xs"
              variant="default"
              onClick={() => onChoose([])}
              disabled={counting.length === 0}
              aria-label={`No value of “${header}”`}
            >
              None
            </Button>
          </Group>
        </Checkbox.Group>
      )}
    </li>
  );
}

const NAMED = 3;

function sentenceOf({ choice: { where }, columns }: ReadFile): string {
  const any = 'Any no among them wins.';
  if (where.length === 0) return `All its rows count. ${any}`;
  if (where.some(({ values }) => values.length === 0))
    return 'No row counts, so nobody in the audience counts as opted in.';
  const parts = where.map(({ column, values }) => `${columns[column]?.header} ${valuesOf(values)}`);
  return `Only rows with ${parts.join(' and ')} count. ${any}`;
}

function valuesOf(values: readonly string[]): string {
  const named = values.slice(0, NAMED).map((value) => (value === '' ? 'blank' : `“${value}”`));
  const more = values.length - named.length;
  return more > 0 ? `${named.join(', ')} or ${amount(more)} more` : named.join(' or ');
}
