import { Button } from '@mantine/core';
import { IconListSearch } from '@tabler/icons-react';
import { inspectExchange } from '../../state/actions/history-selection.ts';

export interface InspectButtonProps {
  readonly exchangeId: string;
  /** Where several can be inspected: which. */
  readonly label?: string;
}

/** Opens the whole exchange beside what is shown of it here. */
export function InspectButton({ exchangeId, label = 'Inspect' }: InspectButtonProps) {
  return (
    <Button
      variant="default"
      size="compact-xs"
      leftSection={<IconListSearch size={13} />}
      onClick={() => inspectExchange(exchangeId)}
    >
      {label}
    </Button>
  );
}
