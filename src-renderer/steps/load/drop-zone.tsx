import { Button } from '@mantine/core';
import { IconFileSpreadsheet } from '@tabler/icons-react';
import { PRACTICE_ACCOUNT } from '../../../src-main/contract/connection.ts';
import { useAppState } from '../../state/store.ts';
import styles from './load.module.css';

interface Props {
  onChoose: () => void;
  choosing: boolean;
  onSample: () => void;
  openingSample: boolean;
}

/** The empty step: where a file goes, and the ways to get one there. */
export function DropZone({ onChoose, choosing, onSample, openingSample }: Props) {
  // Its contacts are invented, so it has no business in a real account.
  const offerSample = useAppState(
    ({ connection }) => connection.status === 'none' || connection.account === PRACTICE_ACCOUNT,
  );
  return (
    <div className={styles.zone}>
      <IconFileSpreadsheet className={styles.zoneSign} size={52} stroke={1.2} aria-hidden />
      <p className={styles.zoneTitle}>Drop the audience file anywhere here</p>
      <p className={styles.zoneHint}>
        CSV (comma, semicolon, tab or bar), gzip, zip or Excel workbook, of nearly any size.
      </p>
      <Button size="md" variant="light" onClick={onChoose} loading={choosing}>
        Choose a file…
      </Button>
      {offerSample && (
        <p className={styles.zoneHint}>
          Only trying it out?{' '}
          <Button size="compact-sm" variant="subtle" onClick={onSample} loading={openingSample}>
            Use the sample audience
          </Button>
        </p>
      )}
    </div>
  );
}
