import { useId, useRef } from 'react';
import type { Field } from '../../../../shared/model/workspace.ts';
import { offerUndoHere } from '../../../state/actions/undo-here.ts';
import { newId } from '../../../state/new-id.ts';
import { focusSoon } from '../../../ui/focus-soon.ts';
import { FieldRow } from './field-row.tsx';
import styles from './field-rows.module.css';
import { RowsHead } from './rows-head.tsx';

export interface FieldRowsProps {
  readonly title: string;
  /** One of them, for names of controls: `parameter`, `header`. */
  readonly item: string;
  readonly hint: string;
  readonly rows: readonly Field[];
  readonly onChange: (rows: Field[]) => void;
  readonly disabled?: boolean;
}

/** Names and values whose order matters and whose names may repeat; each can be switched off without losing it. */
export function FieldRows({ title, item, hint, rows, onChange, disabled = false }: FieldRowsProps) {
  const titleId = useId();
  const list = useRef<HTMLDivElement>(null);
  const add = () => {
    onChange([...rows, { id: newId(), name: '', value: '', enabled: true }]);
    focusSoon(() => list.current?.querySelector<HTMLElement>('[data-row]:last-child input[data-name]'));
  };
  const next = (index: number) => {
    if (index === rows.length - 1) add();
    else focusSoon(() => list.current?.querySelectorAll<HTMLElement>('input[data-name]').item(index + 1));
  };
  const change = (id: string, part: Partial<Field>) =>
    onChange(rows.map((row) => (row.id === id ? { ...row, ...part } : row)));
  const move = (index: number, by: -1 | 1) => onChange(moved(rows, index, by));
  const latest = useRef({ rows, onChange });
  latest.current = { rows, onChange };
  const remove = (index: number) => {
    const row = rows[index];
    if (!row) return;
    onChange(rows.filter((_, at) => at !== index));
    // Nobody misses an empty row.
    if (row.name !== '' || row.value !== '') {
      offerUndoHere(`Deleted the ${item} “${row.name}”.`, () =>
        latest.current.onChange(latest.current.rows.toSpliced(index, 0, row)),
      );
    }
    focusSoon(() => list.current?.parentElement?.querySelector<HTMLElement>('[data-add]'));
  };

  return (
    <fieldset className={styles.group} aria-labelledby={titleId} disabled={disabled}>
      <RowsHead titleId={titleId} title={title} item={item} disabled={disabled} onAdd={add} />
      <div ref={list} className={styles.rows}>
        {rows.map((row, index) => (
          <FieldRow
            key={row.id}
            row={row}
            item={item}
            position={index + 1}
            count={rows.length}
            onChange={(part) => change(row.id, part)}
            onMove={(by) => move(index, by)}
            onDuplicate={() => onChange(rows.toSpliced(index + 1, 0, { ...row, id: newId() }))}
            onRemove={() => remove(index)}
            onNext={() => next(index)}
          />
        ))}
      </div>
      {rows.length === 0 && <p className={styles.hint}>{hint}</p>}
    </fieldset>
  );
}

function moved(rows: readonly Field[], index: number, by: -1 | 1): Field[] {
  const row = rows[index];
  const target = index + by;
  if (!row || target < 0 || target >= rows.length) return [...rows];
  return rows.filter((_, at) => at !== index).toSpliced(target, 0, row);
}
