import { Button } from '@mantine/core';
import { IconFlask, IconX } from '@tabler/icons-react';
import { LARGEST_SAMPLE } from '../../../src-main/contract/sending.ts';
import { useAppState } from '../../state/store.ts';
import { useCommand } from '../../state/use-command.ts';

/** Puts a row among those that the user chooses for the sample, or takes it away again. */
export function SampleChoice({ row }: { row: number }) {
  const choice = useAppState(({ sending }) => sending.choice);
  const sending = useAppState(({ sending: { active } }) => active !== null);
  const { send, busy } = useCommand('chooseSample');
  const chosen = choice.kind === 'chosen' && choice.rows.includes(row);
  const full = !chosen && choice.rows.length >= LARGEST_SAMPLE;

  const toggle = () => {
    const rows = chosen ? choice.rows.filter((other) => other !== row) : [...new Set([...choice.rows, row])];
    void send({ ...choice, kind: 'chosen', rows });
  };
  return (
    <Button
      size="xs"
      variant="default"
      leftSection={chosen ? <IconX size={14} aria-hidden /> : <IconFlask size={14} aria-hidden />}
      onClick={toggle}
      loading={busy}
      disabled={sending || full}
    >
      {full ? `The sample has its ${LARGEST_SAMPLE} rows` : chosen ? 'Remove from sample' : 'Add to sample'}
    </Button>
  );
}
