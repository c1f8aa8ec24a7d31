import { Loader, Title } from '@mantine/core';
import { type ComponentType, useEffect, useRef } from 'react';
import type { Step } from '../src-main/contract/steps.ts';
import styles from './app.module.css';
import { FailureNote } from './parts/failure-note.tsx';
import { UnfinishedBanner } from './parts/unfinished-banner.tsx';
import { Rail } from './rail.tsx';
import { useMirror } from './state/store.ts';
import { ConnectStep } from './steps/connect/index.tsx';
import { ConsentStep } from './steps/consent/index.tsx';
import { HistoryStep } from './steps/history/index.tsx';
import { LoadStep } from './steps/load/index.tsx';
import { MapStep } from './steps/map/index.tsx';
import { PushStep } from './steps/push/index.tsx';
import { ReviewStep } from './steps/review/index.tsx';
import { SampleStep } from './steps/sample/index.tsx';

const PAGES: Record<Step, ComponentType> = {
  connect: ConnectStep,
  load: LoadStep,
  map: MapStep,
  consent: ConsentStep,
  review: ReviewStep,
  sample: SampleStep,
  push: PushStep,
  history: HistoryStep,
};

export function App() {
  const step = useMirror(({ state }) => state?.step ?? null);
  const failure = useMirror((mirror) => mirror.failure);
  useHeadingFocus(step);

  if (failure) {
    return (
      <main className={styles.alone}>
        <Title order={1}>SMS Profile Updater</Title>
        <FailureNote failure={failure} />
      </main>
    );
  }
  if (step === null) {
    return (
      <main className={styles.alone}>
        <Loader aria-label="Loading" />
      </main>
    );
  }
  const Page = PAGES[step];
  return (
    <div className={styles.app}>
      <Rail />
      <div className={styles.shown}>
        <UnfinishedBanner />
        <Page key={step} />
      </div>
    </div>
  );
}

/** Moves the focus to the new page's heading when the step changes, but leaves it alone at the start. */
function useHeadingFocus(step: Step | null): void {
  const before = useRef(step);
  useEffect(() => {
    if (before.current !== null && before.current !== step) document.querySelector('h1')?.focus();
    before.current = step;
  }, [step]);
}
