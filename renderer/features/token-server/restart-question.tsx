import { Button, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import classes from './token-server.module.css';

export interface RestartQuestionProps {
  /** What is to change, and what a restart means for it. */
  readonly children: ReactNode;
  readonly onApply: () => void;
}

/** Asks before a running server is made to listen anew: connections to it end with that. */
export function RestartQuestion({ children, onApply }: RestartQuestionProps) {
  return (
    <div className={classes.pending} role="status">
      <Text size="sm">{children}</Text>
      <Button onClick={onApply}>Apply and restart</Button>
    </div>
  );
}
