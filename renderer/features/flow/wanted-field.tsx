import { type ReactNode, useEffect, useRef } from 'react';
import { leaveField } from '../../state/actions/flow-fields.ts';
import type { FlowField } from '../../state/slices/workbench.ts';
import { useAppState } from '../../state/store.ts';
import styles from './wanted-field.module.css';

export interface WantedFieldProps {
  readonly field: FlowField;
  readonly children: ReactNode;
}

/** A field that a verdict may lead to: it then takes the keyboard, and the reason stands below it until something is typed. */
export function WantedField({ field, children }: WantedFieldProps) {
  const wanted = useAppState(({ workbench }) => workbench.wantedField);
  const place = useRef<HTMLDivElement>(null);
  const isWanted = wanted?.field === field;
  useEffect(() => {
    if (!isWanted) return;
    const input = place.current?.querySelector<HTMLInputElement>('input');
    input?.focus();
    input?.scrollIntoView({ block: 'nearest' });
  }, [isWanted]);
  return (
    <div ref={place} className={styles.place} data-wanted={isWanted} onInput={leaveField}>
      {children}
      {isWanted && (
        <p className={styles.reason} role="status">
          {wanted.reason}
        </p>
      )}
    </div>
  );
}
