import { Button, Text, Title } from '@mantine/core';
import { type ReactNode, useEffect, useState } from 'react';
import { HostTag } from './host-tag.tsx';
import styles from './step-page.module.css';

export interface Action {
  label: string;
  onClick: () => void;
  disabled?: boolean;
  busy?: boolean;
  icon?: ReactNode;
}

interface Props {
  title: string;
  /** One sentence: what this step is for. */
  lead: string;
  /** Left in the bottom bar, and read out when it changes: how things stand, or what is missing to go on. */
  status: ReactNode;
  /** The one next action. */
  primary?: Action | undefined;
  secondary?: Action[];
  children: ReactNode;
}

/** As long as the two presses of a double-click may lie apart. */
const DOUBLE_CLICK = 600;

/** The frame of every step: its heading and content scroll, the bottom bar stays. */
export function StepPage({ title, lead, status, primary, secondary = [], children }: Props) {
  const justCame = useJustCame(primary?.label ?? '');
  return (
    <main className={styles.page}>
      <div className={styles.scroll} data-scrolls>
        <div className={styles.content}>
          <header className={styles.header}>
            <div className={styles.head}>
              <Title order={1} tabIndex={-1} className={styles.title}>
                {title}
              </Title>
              <HostTag />
            </div>
            <Text className={styles.lead}>{lead}</Text>
          </header>
          {children}
        </div>
      </div>
      <section className={styles.bar} aria-label="Next action" data-just-came={justCame || undefined}>
        <div className={styles.status} role="status">
          {status}
        </div>
        <div className={styles.actions}>
          {secondary.map((action) => (
            <ActionButton key={action.label} action={action} variant="default" />
          ))}
          {primary && <ActionButton action={primary} variant="filled" />}
        </div>
      </section>
    </main>
  );
}

/**
 * Whether the main action stands there only since now. Until a double-click is over it takes no pointer: the second
 * press on “Next: Sample” would hit “Send sample of 10”, which comes in its place, and so send.
 */
function useJustCame(label: string): boolean {
  // With other figures, as while a count is typed, it is still the same action.
  const action = label.replace(/[\d,]+/g, '');
  const [settled, setSettled] = useState<string | null>(null);
  useEffect(() => {
    setSettled(null);
    const timer = setTimeout(() => setSettled(action), DOUBLE_CLICK);
    return () => clearTimeout(timer);
  }, [action]);
  return settled !== action;
}

function ActionButton({ action, variant }: { action: Action; variant: 'default' | 'filled' }) {
  return (
    <Button
      size="md"
      variant={variant}
      leftSection={action.icon}
      onClick={action.onClick}
      disabled={action.disabled ?? false}
      loading={action.busy ?? false}
    >
      {action.label}
    </Button>
  );
}
