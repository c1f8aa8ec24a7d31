import { Checkbox } from '@mantine/core';

interface Props {
  accepted: boolean;
  onAccept: (accepted: boolean) => void;
}

/** The way on where Listrak cannot be asked, which the user must take by their own word. */
export function WithoutOptOuts({ accepted, onAccept }: Props) {
  return (
    <Checkbox
      checked={accepted}
      onChange={(event) => onAccept(event.currentTarget.checked)}
      label="Send although Listrak could not be asked who is opted out"
      description="If it cannot be asked right before sending either, people who opted out at Listrak may be sent. That you ticked this is written into the run’s record."
    />
  );
}
