import { type ReactNode, useEffect, useRef } from 'react';
import { leaveField } from '../../state/actions/flow-fields.ts';
import type { FlowField } from '../../state/slices/workbench.ts';
import { useAppState } from '../../state/store.ts';
import styles from './wanted-field.module.css';

export interface WantedFieldProps {
  readonly field: FlowField;
  readonly children: ReactNode;
}

/**
 * A field that a verdict or the palette may lead to: it then takes the keyboard, and a verdict's reason stands below it
 * until something is typed.
 */
export function WantedField({ field, children }: WantedFieldProps) {
  const wanted = useAppState(({ workbench }) => workbench.wantedField);
  const place = useRef<HTMLDivElement>(null);
  const isWanted = wanted?.field === field;
  useEffect(() => {
    if (wanted?.field !== field) return;
    const target = place.current?.querySelector('input') ?? place.current?.querySelector('button');
    target?.focus();
    target?.scrollIntoView({ block: 'nearest' });
  }, [wanted, field]);
  return (
    <div
      ref={place}
      className={styles.place}
      data-wanted={isWanted && wanted.reason !== null}
      onInput={leaveField}
    >
      {children}
      {isWanted && wanted.reason !== null && (
        <p className={styles.reason} role="status">
          {wanted.reason}
        </p>
      )}
    </div>
  );
}
