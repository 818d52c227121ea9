import { ActionIcon, Checkbox } from '@mantine/core';
import { IconChevronDown, IconChevronUp, IconX } from '@tabler/icons-react';
import type { KeyboardEvent } from 'react';
import type { Field } from '../../../../shared/model/workspace.ts';
import { TemplateInput } from '../../variables/template-input.tsx';
import styles from './field-rows.module.css';

export interface FieldRowProps {
  readonly row: Field;
  readonly item: string;
  /** From 1. */
  readonly position: number;
  readonly count: number;
  readonly onChange: (change: Partial<Field>) => void;
  readonly onMove: (by: -1 | 1) => void;
  readonly onRemove: () => void;
}

export function FieldRow({ row, item, position, count, onChange, onMove, onRemove }: FieldRowProps) {
  const name = `${item.charAt(0).toUpperCase()}${item.slice(1)} ${position}`;
  const moveByKey = (event: KeyboardEvent) => {
    if (!event.altKey || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return;
    event.preventDefault();
    onMove(event.key === 'ArrowUp' ? -1 : 1);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Alt+arrows work from every field of the row; the buttons do the same
    <div className={styles.row} data-row data-enabled={row.enabled} onKeyDown={moveByKey}>
      <Checkbox
        aria-label={`Send ${item} ${position}`}
        checked={row.enabled}
        onChange={(event) => onChange({ enabled: event.currentTarget.checked })}
      />
      <TemplateInput
        aria-label={`${name} name`}
        placeholder="name"
        value={row.name}
        onChange={(event) => onChange({ name: event.currentTarget.value })}
        data-name
        secrets="not-here"
      />
      <TemplateInput
        aria-label={`${name} value`}
        placeholder="value"
        value={row.value}
        onChange={(event) => onChange({ value: event.currentTarget.value })}
      />
      <div className={styles.buttons}>
        <ActionIcon
          size={24}
          aria-label={`Move ${item} ${position} up`}
          disabled={position === 1}
          onClick={() => onMove(-1)}
        >
          <IconChevronUp size={14} />
        </ActionIcon>
        <ActionIcon
          size={24}
          aria-label={`Move ${item} ${position} down`}
          disabled={position === count}
          onClick={() => onMove(1)}
        >
          <IconChevronDown size={14} />
        </ActionIcon>
        <ActionIcon size={24} aria-label={`Remove ${item} ${position}`} onClick={onRemove}>
          <IconX size={14} />
        </ActionIcon>
      </div>
    </div>
  );
}
