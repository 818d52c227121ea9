import { Button, Checkbox, Group, Text } from '@mantine/core';
import { useState } from 'react';
import { clearHistory } from '../../state/actions/history-deletion.ts';
import { useAppState } from '../../state/store.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { formatCount } from '../../ui/format-count.ts';

/** Asks before everything goes. What is pinned stays, unless the person says otherwise. */
export function ClearDialog({ onClose }: { readonly onClose: () => void }) {
  const history = useAppState((state) => state.history.entries) ?? [];
  const [pinnedToo, setPinnedToo] = useState(false);
  const pinned = history.filter((entry) => entry.pinned).length;
  const count = pinnedToo ? history.length : history.length - pinned;
  const clear = () => {
    void clearHistory(pinnedToo);
    onClose();
  };
  return (
    <Dialog onClose={onClose} title="Delete the history?" size="sm">
      <Text size="sm">
        {count === 1 ? 'One exchange is' : `${formatCount(count)} exchanges are`} deleted from this window and
        from disk. You cannot undo this.
      </Text>
      {pinned > 0 && (
        <Checkbox
          mt="sm"
          label={`Also delete ${pinned === 1 ? 'the pinned one' : `the ${pinned} pinned ones`}`}
          checked={pinnedToo}
          onChange={(event) => setPinnedToo(event.currentTarget.checked)}
        />
      )}
      <Group justify="flex-end" mt="md" gap="xs">
        <Button variant="default" onClick={onClose} data-autofocus>
          Cancel
        </Button>
        <Button onClick={clear} disabled={count === 0}>
          Clear
        </Button>
      </Group>
    </Dialog>
  );
}
