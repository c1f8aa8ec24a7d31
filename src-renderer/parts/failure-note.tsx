import { Button } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import type { Failure } from '../../src-main/contract/failure.ts';
import { asksFirst, wasStopped } from '../state/failure-kinds.ts';
import { Note } from './note.tsx';
import type { Action } from './step-page.tsx';

export const failureTone = (failure: Failure) => (wasStopped(failure) || asksFirst(failure) ? 'warn' : 'bad');

/** What went wrong, and what to do now. Read out at once. */
export function FailureNote({ failure, action }: { failure: Failure; action?: Action | undefined }) {
  return (
    <Note tone={failureTone(failure)} icon={IconAlertTriangle} title={failure.message} role="alert">
      {failure.hint}
      {action && (
        <div>
          <Button
            mt={8}
            size="xs"
            variant="default"
            onClick={action.onClick}
            disabled={action.disabled ?? false}
            loading={action.busy ?? false}
          >
            {action.label}
          </Button>
        </div>
      )}
    </Note>
  );
}
