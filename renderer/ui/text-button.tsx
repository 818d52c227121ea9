import { UnstyledButton } from '@mantine/core';
import type { ReactNode } from 'react';
import styles from './text-button.module.css';

export interface TextButtonProps {
  readonly onClick: () => void;
  readonly children: ReactNode;
}

/** A button in a sentence, that looks like a link. */
export function TextButton({ onClick, children }: TextButtonProps) {
  return (
    <UnstyledButton className={styles.button} onClick={onClick}>
      {children}
    </UnstyledButton>
  );
}
