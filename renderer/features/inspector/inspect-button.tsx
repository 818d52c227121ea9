import { Button } from '@mantine/core';
import { IconListSearch } from '@tabler/icons-react';
import { inspectExchange } from '../../state/actions/history-selection.ts';

/** Opens the whole exchange beside what is shown of it here. */
export function InspectButton({ exchangeId }: { readonly exchangeId: string }) {
  return (
    <Button
      variant="default"
      size="compact-xs"
      leftSection={<IconListSearch size={13} />}
      onClick={() => inspectExchange(exchangeId)}
    >
      Inspect
    </Button>
  );
}
