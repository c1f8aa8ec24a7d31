import { Title } from '@mantine/core';
import { type ReactNode, useId } from 'react';
import styles from './section.module.css';

interface Props {
  title: string;
  /** At the right of the title: small buttons that concern the whole section. */
  actions?: ReactNode;
  /** Its title takes the focus that the page has lost, as `useLostFocus` says. */
  takesFocus?: boolean;
  children: ReactNode;
}

/** A named part of a step, on a card of its own. */
export function Section({ title, actions, takesFocus = false, children }: Props) {
  const id = useId();
  return (
    <section className={styles.section} aria-labelledby={id}>
      <div className={styles.head}>
        <Title
          order={2}
          id={id}
          className={styles.title}
          {...(takesFocus ? { tabIndex: -1, 'data-takes-focus': true } : {})}
        >
          {title}
        </Title>
        <div className={styles.actions}>{actions}</div>
      </div>
      {children}
    </section>
  );
}
