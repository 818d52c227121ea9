import { Button, CloseButton } from '@mantine/core';
import { dismissToast, performToastAction } from '../state/actions/toast.ts';
import { useAppState } from '../state/store.ts';
import styles from './toast.module.css';

/** What was just done, with the way to take it back or to go on from it. */
export function Toast() {
  const toast = useAppState((state) => state.toast.shown);
  return (
    <div className={styles.place} role="status" aria-label="Just done">
      {toast && (
        <div className={styles.toast}>
          <span className={styles.message}>{toast.message}</span>
          {toast.action && (
            <Button variant="default" size="compact-sm" onClick={performToastAction}>
              {toast.action.label}
            </Button>
          )}
          <CloseButton size="sm" aria-label="Dismiss the message" onClick={dismissToast} />
        </div>
      )}
    </div>
  );
}
