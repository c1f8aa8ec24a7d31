import { Checkbox } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { Note } from '../../parts/note.tsx';

interface Props {
  accepted: boolean;
  onAccept: (accepted: boolean) => void;
}

/** The way on without any consent information, which the user must take by their own word. */
export function WithoutInformation({ accepted, onAccept }: Props) {
  return (
    <Note tone="warn" icon={IconAlertTriangle} title="Nothing is chosen that says who agreed to receive SMS.">
      Choose a column above, or a second file below, if one does. Without it, everybody in the file counts as
      opted in, except those whom Listrak itself holds as opted out.
      <Checkbox
        mt={12}
        checked={accepted}
        onChange={(event) => onAccept(event.currentTarget.checked)}
        label="I know that nothing in this file says who opted in, and I take responsibility that everybody in it agreed to receive SMS. That I ticked this is written into the run’s record."
      />
    </Note>
  );
}
