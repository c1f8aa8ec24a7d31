import { UnstyledButton } from '@mantine/core';
import {
  type Icon,
  IconAlertTriangleFilled,
  IconCircle,
  IconCircleCheckFilled,
  IconHistory,
  IconLock,
  IconRefreshAlert,
} from '@tabler/icons-react';
import { useShallow } from 'zustand/react/shallow';
import { STEPS, type Step } from '../src-main/contract/steps.ts';
import styles from './rail.module.css';
import { goTo } from './state/call.ts';
import { STEP_NAMES, type Standing, viewStep } from './state/steps.ts';
import { useAppState } from './state/store.ts';

const SIGNS: Record<Standing, { icon: Icon; word: string }> = {
  locked: { icon: IconLock, word: 'locked' },
  open: { icon: IconCircle, word: '' },
  done: { icon: IconCircleCheckFilled, word: 'done' },
  stale: { icon: IconRefreshAlert, word: 'out of date' },
  trouble: { icon: IconAlertTriangleFilled, word: 'needs attention' },
};

/** The steps from top to bottom, each with its result. */
export function Rail() {
  return (
    <nav className={styles.rail} aria-label="Steps">
      <p className={styles.product}>
        SMS Profile Updater <span>for Listrak</span>
      </p>
      <ol className={styles.steps}>
        {STEPS.map((step) => (
          <RailStep key={step} step={step} />
        ))}
      </ol>
    </nav>
  );
}

function RailStep({ step }: { step: Step }) {
  const current = useAppState((state) => state.step === step);
  const { standing, result } = useAppState(useShallow((state) => viewStep(state, step)));
  const spoken = [STEP_NAMES[step], SIGNS[standing].word].filter(Boolean).join(', ');
  const Sign = step === 'history' && standing === 'open' ? IconHistory : SIGNS[standing].icon;
  return (
    <li data-step={step}>
      <UnstyledButton
        className={styles.step}
        data-standing={standing}
        aria-current={current ? 'step' : undefined}
        // Not `disabled`: why it is locked must be found by keyboard and screen reader too.
        aria-disabled={standing === 'locked' || undefined}
        onClick={() => standing !== 'locked' && goTo(step)}
      >
        <Sign className={styles.sign} size={20} stroke={1.8} aria-hidden />
        <span className={styles.words}>
          <span className={styles.name} aria-hidden>
            {STEP_NAMES[step]}
          </span>
          <span className={styles.unseen}>{spoken}</span>
          {result && (
            <span className={styles.result} title={result}>
              {result}
            </span>
          )}
        </span>
      </UnstyledButton>
    </li>
  );
}
