import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import type { AppError } from '../../../shared/errors.ts';
import layout from '../../ui/layout.module.css';
import { ProblemNote } from '../../ui/problem-note.tsx';
import styles from './keys.module.css';

interface KeyFormProps {
  readonly onSubmit: () => Promise<void>;
  readonly onBack: () => void;
  /** What went wrong, where no field says it. */
  readonly error: AppError | null;
  /** The buttons before the one that leads back; the first sends the form. */
  readonly buttons: ReactNode;
  readonly children: ReactNode;
}

/** The frame of the forms by which keys and certificates come into the dialog. */
export function KeyForm({ onSubmit, onBack, error, buttons, children }: KeyFormProps) {
  return (
    <form
      className={styles.stack}
      onSubmit={(event) => {
        event.preventDefault();
        void onSubmit();
      }}
    >
      {children}
      {error && <ProblemNote error={error} />}
      <div className={layout.row}>
        {buttons}
        <Button variant="default" onClick={onBack}>
          Back
        </Button>
      </div>
    </form>
  );
}
