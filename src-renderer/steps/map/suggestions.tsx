import { Button } from '@mantine/core';
import type { ColumnTarget } from '../../../src-main/contract/audience.ts';
import type { Suggestion } from '../../../src-main/contract/suggestion.ts';
import styles from './map.module.css';

const BECAUSE: Record<Suggestion['because'], string> = {
  alias: 'its name often means that',
  alike: 'its name is like that',
  values: 'its values look like that',
};

interface Props {
  header: string;
  suggestions: readonly Suggestion[];
  onChoose: (target: ColumnTarget) => void;
}

/** What an unmatched column may be meant for: nothing is taken without a press. */
export function Suggestions({ header, suggestions, onChoose }: Props) {
  if (suggestions.length === 0) return null;
  return (
    <div className={styles.suggestions}>
      <span>Is it</span>
      {suggestions.map(({ target, name, because }) => (
        <Button
          key={target}
          size="compact-xs"
          variant="light"
          title={`“${header}”: ${BECAUSE[because]}`}
          aria-label={`Map “${header}” to ${name}: ${BECAUSE[because]}`}
          onClick={() => onChoose(target)}
        >
          {name}?
        </Button>
      ))}
    </div>
  );
}
