import { UnstyledButton } from '@mantine/core';
import { IconChevronRight } from '@tabler/icons-react';
import { type ReactNode, useId, useState } from 'react';
import styles from './disclosure.module.css';

interface DisclosureProps {
  title: string;
  /** Beside the title, open or not. */
  aside?: string;
  /** Where this becomes true it opens by itself. */
  opensItself?: boolean;
  children: ReactNode;
}

/** A card that opens on demand; what is in it is made only then. */
export function Disclosure({ title, aside, opensItself = false, children }: DisclosureProps) {
  const id = useId();
  const [opened, setOpened] = useState(opensItself);
  const [didOpenItself, setDidOpenItself] = useState(opensItself);
  if (opensItself !== didOpenItself) {
    setDidOpenItself(opensItself);
    if (opensItself) setOpened(true);
  }
  return (
    <section className={styles.card} aria-labelledby={id}>
      <h2 className={styles.title}>
        <UnstyledButton
          id={id}
          className={styles.opener}
          aria-expanded={opened}
          onClick={() => setOpened((before) => !before)}
        >
          <IconChevronRight size={18} stroke={1.8} className={styles.sign} aria-hidden />
          {title}
          {aside && <span className={styles.aside}>{aside}</span>}
        </UnstyledButton>
      </h2>
      {opened && <div className={styles.body}>{children}</div>}
    </section>
  );
}
