import { Drawer } from '@mantine/core';
import type { ReactNode } from 'react';
import styles from './side-panel.module.css';
import { useDialogFocus } from './use-dialog-focus.ts';

export interface SidePanelProps {
  readonly title: string;
  readonly onClose: () => void;
  /** Something lies over it that Escape closes first. */
  readonly covered?: boolean;
  readonly children: ReactNode;
}

/** Something of its own beside the page, which stays as it is beneath. It is drawn when it is wanted, as a dialog is. */
export function SidePanel({ title, onClose, covered = false, children }: SidePanelProps) {
  useDialogFocus();
  return (
    <Drawer
      opened
      onClose={onClose}
      closeOnEscape={!covered}
      title={title}
      position="right"
      size="min(760px, 92vw)"
      lockScroll={false}
      transitionProps={{ duration: 120 }}
      closeButtonProps={{ 'aria-label': 'Close' }}
      classNames={{
        content: styles.content ?? '',
        header: styles.header ?? '',
        title: styles.title ?? '',
        body: styles.body ?? '',
      }}
    >
      {children}
    </Drawer>
  );
}
