import { Drawer } from '@mantine/core';
import { closeInspector } from '../../state/actions/history-selection.ts';
import { useAppState } from '../../state/store.ts';
import { useDialogFocus } from '../../ui/use-dialog-focus.ts';
import styles from './inspector.module.css';
import { Inspector } from './inspector.tsx';

/** The inspector over any other page than the history, which has a place of its own for it. */
export function InspectorDrawer() {
  const id = useAppState((state) => (state.navigation.page === 'history' ? null : state.history.drawerId));
  useDialogFocus();
  return (
    <Drawer
      opened={id !== null}
      onClose={() => closeInspector()}
      position="right"
      size="min(760px, 92vw)"
      padding={0}
      withCloseButton={false}
      lockScroll={false}
      transitionProps={{ duration: 120 }}
      // The dialog itself, not the box around it.
      attributes={{ content: { 'aria-label': 'Inspector' } }}
      classNames={{ content: styles.drawer ?? '', body: styles.drawerBody ?? '' }}
    >
      {id !== null && <Inspector id={id} onClose={() => closeInspector()} />}
    </Drawer>
  );
}
