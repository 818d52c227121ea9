import { Button, Group } from '@mantine/core';
import type { ReactNode } from 'react';
import { closeImport } from '../../state/actions/navigation.ts';

/** The dialog's buttons: always a way out, and what the content offers. */
export function ImportFooter({ children }: { readonly children?: ReactNode }) {
  return (
    <Group justify="flex-end" gap="xs">
      <Button variant="default" onClick={closeImport}>
        Cancel
      </Button>
      {children}
    </Group>
  );
}
