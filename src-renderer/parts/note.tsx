import { type Icon, IconInfoCircle } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import styles from './note.module.css';

interface Props {
  /** `info` says something worth knowing; the others are outcomes. */
  tone: 'info' | 'good' | 'warn' | 'bad';
  icon?: Icon;
  title?: string;
  role?: 'alert' | 'status';
  children?: ReactNode;
}

/** A box that says something beside the page's flow. */
export function Note({ tone, icon: Sign = IconInfoCircle, title, role, children }: Props) {
  return (
    <div className={styles.note} data-tone={tone} role={role}>
      <Sign className={styles.icon} size={20} stroke={1.8} aria-hidden />
      <div className={styles.text}>
        {title && <p className={styles.title}>{title}</p>}
        {children && <div className={styles.body}>{children}</div>}
      </div>
    </div>
  );
}
