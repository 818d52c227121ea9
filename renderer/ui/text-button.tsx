import { UnstyledButton } from '@mantine/core';
import type { ReactNode } from 'react';
import styles from './text-button.module.css';

export interface TextButtonProps {
  readonly onClick: () => void;
  readonly disabled?: boolean;
  readonly children: ReactNode;
}

/** A button in a sentence, that looks like a link. */
export function TextButton({ onClick, disabled = false, children }: TextButtonProps) {
  return (
    <UnstyledButton className={styles.button} onClick={onClick} disabled={disabled}>
      {children}
    </UnstyledButton>
  );
}
