import { Group, Radio } from '@mantine/core';
import { useMemo } from 'react';
import type { RulesState } from '../../../src-main/contract/audience.ts';
import { Choice } from '../../parts/choice.tsx';
import { FailureNote } from '../../parts/failure-note.tsx';
import { Section } from '../../parts/section.tsx';
import { useAppState } from '../../state/store.ts';
import { useCommand } from '../../state/use-command.ts';
import { countryOptions } from './countries.ts';
import styles from './map.module.css';

/** How rows are judged where the file itself leaves it open. */
export function Rules() {
  const rules = useAppState((state) => state.rules);
  const choose = useCommand('chooseRules');
  const countries = useMemo(countryOptions, []);
  const change = (changed: Partial<RulesState>) => void choose.send({ ...rules, ...changed });
  return (
    <Section title="Rules">
      {choose.failure && <FailureNote failure={choose.failure} />}
      <div className={styles.rules}>
        <Choice
          label="Country of the phones"
          description="For numbers that are written without a country code"
          data={countries}
          value={rules.country}
          onChoose={(country) => change({ country })}
          nothingFound="No such country"
        />
        <Radio.Group
          label="If a phone stands in several rows"
          description="Only one of them is sent"
          value={rules.keep}
          onChange={(keep) => change({ keep: keep === 'last' ? 'last' : 'first' })}
        >
          <Group gap={24} mt={14}>
            <Radio value="first" label="Send the first" />
            <Radio value="last" label="Send the last" />
          </Group>
        </Radio.Group>
      </div>
    </Section>
  );
}
