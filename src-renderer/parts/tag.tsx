import { VisuallyHidden } from '@mantine/core';
import type { Icon } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import styles from './tag.module.css';

interface Props {
  /** `accent` and `quiet` tell what something is; the others tell how it came out. */
  tone: 'accent' | 'quiet' | 'good' | 'warn' | 'bad';
  icon: Icon;
  /** More about it, for those who point at it or have it read out. */
  means?: string;
  children: ReactNode;
}

/** A word or two about the thing beside it. */
export function Tag({ tone, icon: Sign, means, children }: Props) {
  return (
    <span className={styles.tag} data-tone={tone} title={means}>
      <Sign size={15} stroke={1.9} aria-hidden />
      {children}
      {means && <VisuallyHidden>: {means}</VisuallyHidden>}
    </span>
  );
}
