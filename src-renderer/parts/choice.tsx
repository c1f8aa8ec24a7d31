import { Select, type SelectProps } from '@mantine/core';
import type { FocusEvent, MouseEvent } from 'react';

interface Props
  extends Pick<
    SelectProps,
    | 'label'
    | 'description'
    | 'aria-label'
    | 'data'
    | 'renderOption'
    | 'rightSection'
    | 'comboboxProps'
    | 'maw'
  > {
  value: string;
  onChoose: (value: string) => void;
  nothingFound: string;
}

/** One of a list that may be long: type to find it. There is always one chosen. */
export function Choice({ value, onChoose, nothingFound, ...props }: Props) {
  return (
    <Select
      {...props}
      value={value}
      onChange={(chosen) => chosen !== null && onChoose(chosen)}
      searchable
      allowDeselect={false}
      nothingFoundMessage={nothingFound}
      // What is typed takes the place of what is chosen, rather than being added to it.
      onFocus={selectText}
      onClick={selectText}
      withScrollArea={false}
      styles={{ input: { textOverflow: 'ellipsis' }, options: { maxHeight: 320, overflowY: 'auto' } }}
    />
  );
}

function selectText({ currentTarget }: FocusEvent<HTMLInputElement> | MouseEvent<HTMLInputElement>): void {
  currentTarget.select();
}
