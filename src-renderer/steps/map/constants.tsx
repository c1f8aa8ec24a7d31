import { Button, Group, Radio, TextInput, VisuallyHidden } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import type { MappingState } from '../../../src-main/contract/audience.ts';
import type { DataType, ProfileField } from '../../../src-main/contract/profile-field.ts';
import { Choice } from '../../parts/choice.tsx';
import { FailureNote } from '../../parts/failure-note.tsx';
import { Section } from '../../parts/section.tsx';
import table from '../../parts/table.module.css';
import { useAppState } from '../../state/store.ts';
import { useCommand } from '../../state/use-command.ts';
import { useLostFocus } from '../../state/use-lost-focus.ts';
import styles from './constants.module.css';

const NO_FIELD = 'none';
const LONGEST_VALUE = 5000;
const PLACEHOLDERS: Partial<Record<DataType, string>> = { Date: 'YYYY-MM-DD', Number: '12.5' };

/** Profile fields that get one value in all rows, since no column of the file goes to them. */
export function Constants() {
  const fields = useAppState(({ connection, file }) =>
    connection.status === 'connected' && file.status === 'open' ? connection.fields : null,
  );
  const mapping = useAppState((state) => state.mapping);
  const sending = useAppState((state) => state.sending.active !== null);
  const remove = useCommand('removeConstant');
  // Removing one takes its button away, and adding the last one the form.
  useLostFocus(String(mapping.constants.length));
  if (!fields) return null;

  const free = freeFields(fields, mapping);
  return (
    <Section title="The same value for every row" takesFocus>
      <p className={styles.lead}>
        For a profile field that the file has no column for, such as one that you are trying out. Every row
        that is sent gets this value.
      </p>
      {mapping.constants.length > 0 && (
        <table className={table.table}>
          <thead>
            <tr>
              <th scope="col">Profile field</th>
              <th scope="col">Type</th>
              <th scope="col">Value</th>
              <th scope="col">
                <VisuallyHidden>Remove</VisuallyHidden>
              </th>
            </tr>
          </thead>
          <tbody>
            {mapping.constants.map(({ field, name, dataType, value }) => (
              <tr key={field}>
                <th scope="row" className={styles.name}>
                  {name}
                </th>
                <td>{dataType}</td>
                <td>{value}</td>
                <td className={styles.remove}>
                  <Button
                    size="compact-sm"
                    variant="subtle"
                    aria-label={`Remove the value for ${name}`}
                    onClick={() => void remove.send({ field })}
                    disabled={sending}
                  >
                    Remove
                  </Button>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {remove.failure && <FailureNote failure={remove.failure} />}
      {free.length > 0 ? (
        <AddConstant fields={free} sending={sending} />
      ) : (
        <p className={styles.lead}>
          No profile field is left for this: each is disabled, has a column or has its value here already.
        </p>
      )}
    </Section>
  );
}

function AddConstant({ fields, sending }: { fields: ProfileField[]; sending: boolean }) {
  const add = useCommand('setConstant');
  const [chosen, setChosen] = useState(NO_FIELD);
  const [value, setValue] = useState('');
  // What was chosen may have got a column since.
  const field = fields.find(({ id }) => String(id) === chosen);
  const complete = field !== undefined && value.trim() !== '';

  function choose(id: string) {
    const next = fields.find((one) => String(one.id) === id);
    // What was typed is no answer to true or false, nor the other way round.
    if ((next?.dataType === 'Checkbox') !== (field?.dataType === 'Checkbox')) setValue('');
    setChosen(id);
  }

  async function submit(event: FormEvent) {
    event.preventDefault();
    if (!complete || add.busy) return;
    if (!(await add.send({ field: field.id, value: value.trim() })).ok) return;
    setChosen(NO_FIELD);
    setValue('');
  }

  return (
    <>
      <form className={styles.form} onSubmit={submit} aria-label="Add a value for every row">
        <Choice
          label="Profile field"
          data={[
            { value: NO_FIELD, label: 'Choose a field', disabled: true },
            ...fields.map(({ id, name, dataType }) => ({
              value: String(id),
              label: `${name} (${dataType})`,
            })),
          ]}
          value={field ? chosen : NO_FIELD}
          onChoose={choose}
          nothingFound="No such field"
        />
        {field?.dataType === 'Checkbox' ? (
          <Radio.Group label="Value" value={value} onChange={setValue}>
            <Group gap={24} h={36}>
              <Radio value="true" label="true" />
              <Radio value="false" label="false" />
            </Group>
          </Radio.Group>
        ) : (
          <TextInput
            label="Value"
            placeholder={field && PLACEHOLDERS[field.dataType]}
            maxLength={LONGEST_VALUE}
            autoComplete="off"
            value={value}
            onChange={(event) => setValue(event.currentTarget.value)}
          />
        )}
        <Button
          type="submit"
          disabled={sending}
          // Not `disabled`: it keeps the focus when it has added one and waits for the next.
          aria-disabled={!complete}
          data-disabled={!complete}
        >
          Add
        </Button>
      </form>
      {add.failure && <FailureNote failure={add.failure} />}
    </>
  );
}

function freeFields(fields: ProfileField[], { columns, constants }: MappingState): ProfileField[] {
  const taken = new Set([
    ...columns.map(({ role, field }) => (role === 'field' ? field?.id : undefined)),
    ...constants.map(({ field }) => field),
  ]);
  return fields.filter(({ id, disabled }) => !disabled && !taken.has(id));
}
