import { Button } from '@mantine/core';
import { performUndo } from '../state/actions/undo.ts';
import { useAppState } from '../state/store.ts';
import styles from './undo-toast.module.css';

/** What was just removed, with the way to take it back. */
export function UndoToast() {
  const undo = useAppState((state) => state.undo);
  return (
    <div className={styles.place} role="status" aria-label="Removed">
      {undo && (
        <div className={styles.toast}>
          <span>{undo.message}</span>
          <Button variant="default" size="compact-sm" onClick={performUndo}>
            Undo
          </Button>
        </div>
      )}
    </div>
  );
}
