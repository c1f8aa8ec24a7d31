import { Button } from '@mantine/core';
import { IconCircle, IconCircleCheckFilled, IconCircleDotFilled, IconMoon } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import type { ActiveSending } from '../../src-main/contract/sending.ts';
import { useCommand } from '../state/use-command.ts';
import { amount, amountOf, dateTime } from './amount.ts';
import { Busy } from './busy.tsx';
import { FailureNote } from './failure-note.tsx';
import { Note } from './note.tsx';
import { Section } from './section.tsx';
import styles from './sending-progress.module.css';
import { placeOf, stagesOf, stageWords } from './stage-words.ts';
import { Waiting } from './waiting.tsx';

interface SendingProgressProps {
  active: ActiveSending;
  title: string;
  /** What stopping means, where that has to be thought about first. */
  stopMeans: string | null;
  /** Other things to do meanwhile, as to pause. */
  children?: ReactNode;
}

/** A sending that is under way: its stages, how far it is, what it waits for, and the way to stop it. */
export function SendingProgress({ active, title, stopMeans, children }: SendingProgressProps) {
  const { stage, stopping, pause, wokeAt } = active;
  const stop = useCommand('stopSending');
  const [asking, setAsking] = useState(false);
  const [wentOn, setWentOn] = useState(false);
  const goOn = () => {
    setAsking(false);
    setWentOn(true);
  };
  const at = placeOf(active);
  const paused = pause === 'paused';
  return (
    <Section title={title} takesFocus>
      <ol className={styles.stages}>
        {stagesOf(active).map(({ name }, place) => (
          <li key={name} aria-current={place === at ? 'step' : undefined} data-done={place < at || undefined}>
            <StageSign place={place} at={at} />
            {name}
          </li>
        ))}
      </ol>
      {paused ? (
        <Note
          tone="warn"
          title={
            stage.stage === 'updating'
              ? `Paused after ${amount(stage.done)} of ${amountOf(stage.of, 'contact')}.`
              : 'Paused between two imports.'
          }
        >
          Listrak has what was sent so far; the rest goes when you resume.
        </Note>
      ) : (
        <Busy {...stageWords(stage)} startedAt={active.stageStartedAt} />
      )}
      <Waiting />
      {wokeAt && (
        <Note tone="info" icon={IconMoon}>
          The computer was asleep until {dateTime(wokeAt)}; sending went on from there.
        </Note>
      )}
      <div className={styles.actions}>
        {children}
        {asking ? (
          // biome-ignore lint/a11y/useSemanticElements: a fieldset is for what is filled in
          <div role="group" className={styles.asked} aria-label="Stop?">
            <span>{stopMeans}</span>
            <Button
              size="sm"
              color="red.9"
              onClick={() => void stop.send(null)}
              loading={stop.busy || stopping}
            >
              Stop now
            </Button>
            <Button size="sm" variant="default" onClick={goOn} disabled={stopping} autoFocus>
              Go on sending
            </Button>
          </div>
        ) : (
          <Button
            size="sm"
            variant="default"
            onClick={() => (stopMeans === null ? void stop.send(null) : setAsking(true))}
            loading={stop.busy || stopping}
            // The focus comes back here from the question.
            autoFocus={wentOn}
          >
            {stopMeans === null ? 'Stop' : 'Stop…'}
          </Button>
        )}
      </div>
      {stop.failure && <FailureNote failure={stop.failure} />}
    </Section>
  );
}

function StageSign({ place, at }: { place: number; at: number }) {
  const Sign = place < at ? IconCircleCheckFilled : place === at ? IconCircleDotFilled : IconCircle;
  return (
    <Sign
      size={18}
      stroke={1.8}
      role="img"
      aria-label={place < at ? 'done' : place === at ? 'now' : 'later'}
    />
  );
}
