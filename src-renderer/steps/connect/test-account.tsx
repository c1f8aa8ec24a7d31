import { Button } from '@mantine/core';
import { IconCircleCheck } from '@tabler/icons-react';
import { useState } from 'react';
import { amountOf } from '../../parts/amount.ts';
import { FailureNote } from '../../parts/failure-note.tsx';
import { Tag } from '../../parts/tag.tsx';
import { accountName } from '../../state/step-results.ts';
import { useCommand } from '../../state/use-command.ts';
import styles from './accounts.module.css';

/** Tries whether an account's credentials still sign in, without connecting to it. */
export function TestAccount({ account }: { account: string }) {
  const test = useCommand('testAccount');
  const [senderCodes, setSenderCodes] = useState<number | null>(null);

  async function run() {
    setSenderCodes(null);
    const result = await test.send({ account });
    if (result.ok) setSenderCodes(result.value.senderCodes.length);
  }

  return (
    <>
      <Button
        size="compact-sm"
        variant="subtle"
        aria-label={`Test ${accountName(account)}`}
        onClick={() => void run()}
        loading={test.busy}
      >
        Test
      </Button>
      <div className={styles.below} role="status">
        {senderCodes !== null && (
          <Tag tone="good" icon={IconCircleCheck}>
            Signs in · {amountOf(senderCodes, 'sender code')}
          </Tag>
        )}
      </div>
      {test.failure && (
        <div className={styles.below}>
          <FailureNote failure={test.failure} />
        </div>
      )}
    </>
  );
}
