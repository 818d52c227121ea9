import { Drawer } from '@mantine/core';
import { closeShelf } from '../../state/actions/token-shelf.ts';
import { useAppState } from '../../state/store.ts';
import { TokenComparison } from './token-comparison.tsx';
import { TokenList } from './token-list.tsx';
import styles from './token-shelf.module.css';

/** The tokens of the workspace in use, or two of them side by side. */
export function TokenShelfDrawer() {
  const { open, chosen, comparing } = useAppState(({ tokenShelf }) => tokenShelf);
  const [left, right] = chosen;
  return (
    <Drawer
      opened={open}
      onClose={closeShelf}
      title="Tokens"
      position="right"
      size="min(760px, 92vw)"
      lockScroll={false}
      transitionProps={{ duration: 120 }}
      closeButtonProps={{ 'aria-label': 'Close' }}
      classNames={{
        content: styles.drawer ?? '',
        header: styles.header ?? '',
        title: styles.title ?? '',
        body: styles.body ?? '',
      }}
    >
      {comparing && left !== undefined && right !== undefined ? (
        <TokenComparison leftId={left} rightId={right} />
      ) : (
        <TokenList />
      )}
    </Drawer>
  );
}
