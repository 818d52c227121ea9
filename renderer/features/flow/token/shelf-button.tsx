import { Button } from '@mantine/core';
import { IconKey } from '@tabler/icons-react';
import { openShelf } from '../../../state/actions/token-shelf.ts';
import { selectWorkspace } from '../../../state/selectors/workspaces.ts';
import { useAppState } from '../../../state/store.ts';

/** Opens the list of this workspace's tokens, once there is one. */
export function ShelfButton() {
  const count = useAppState((state) => {
    const { id } = selectWorkspace(state);
    return Object.values(state.tokens).filter(({ workspaceId }) => workspaceId === id).length;
  });
  if (count === 0) return null;
  return (
    <Button
      variant="default"
      leftSection={<IconKey size={15} />}
      aria-haspopup="dialog"
      onClick={() => openShelf()}
    >
      {count === 1 ? '1 token' : `${count} tokens`}
    </Button>
  );
}
