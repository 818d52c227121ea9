import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { closeImport } from '../../state/actions/navigation.ts';
import styles from './import-export.module.css';

/** The dialog's buttons, in sight however much the content says: always a way out, and what the content offers. */
export function ImportFooter({ children }: { readonly children?: ReactNode }) {
  return (
    <div className={styles.footer}>
      <Button variant="default" onClick={closeImport}>
        Cancel
      </Button>
      {children}
    </div>
  );
}
