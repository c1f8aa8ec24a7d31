import { Button, Input, SegmentedControl } from '@mantine/core';
import { IconArrowsShuffle } from '@tabler/icons-react';
import { useId } from 'react';
import type { SampleChoiceState } from '../../../src-main/contract/sending.ts';
import { FailureNote } from '../../parts/failure-note.tsx';
import { Section } from '../../parts/section.tsx';
import styles from './choose-sample.module.css';
import { ChosenRows } from './chosen-rows.tsx';
import { HowMany } from './how-many.tsx';
import type { SampleChoosing } from './use-sample-choice.ts';

interface ChooseSampleProps {
  choosing: SampleChoosing;
  ready: number;
  disabled: boolean;
}

const KINDS = [
  { value: 'random', label: 'Random rows' },
  { value: 'first', label: 'First rows' },
  { value: 'chosen', label: 'Rows I choose' },
] satisfies { value: SampleChoiceState['kind']; label: string }[];

const SEEDS = 2 ** 32;

/** How many rows the sample has, and which. */
export function ChooseSample({ choosing, ready, disabled }: ChooseSampleProps) {
  const which = useId();
  const { shown, change, failure } = choosing;
  return (
    <Section title="Which rows">
      <div className={styles.choice}>
        <Input.Wrapper label="Choose" id={which} labelElement="div" labelProps={{ id: which }}>
          <div>
            <SegmentedControl
              aria-labelledby={which}
              data={KINDS}
              value={shown.kind}
              onChange={(kind) => change({ kind })}
              disabled={disabled}
            />
          </div>
        </Input.Wrapper>
        {shown.kind === 'chosen' ? (
          <ChosenRows choosing={choosing} disabled={disabled} />
        ) : (
          <HowMany choosing={choosing} ready={ready} disabled={disabled} />
        )}
        {shown.kind === 'random' && (
          <Button
            variant="default"
            leftSection={<IconArrowsShuffle size={16} stroke={1.8} aria-hidden />}
            onClick={() => change({ seed: Math.floor(Math.random() * SEEDS) })}
            disabled={disabled}
          >
            Choose others
          </Button>
        )}
      </div>
      {failure && <FailureNote failure={failure} />}
    </Section>
  );
}
