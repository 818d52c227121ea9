import { ActionIcon, Checkbox, Menu } from '@mantine/core';
import { IconChevronDown, IconChevronUp, IconX } from '@tabler/icons-react';
import { type KeyboardEvent, type MouseEvent, useState } from 'react';
import type { Field } from '../../../../shared/model/workspace.ts';
import { PointMenu } from '../../../ui/point-menu.tsx';
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
  readonly onDuplicate: () => void;
  readonly onRemove: () => void;
  /** Enter was pressed: on to the next row. */
  readonly onNext: () => void;
}

export function FieldRow(props: FieldRowProps) {
  const { row, item, position, count, onChange, onMove, onDuplicate, onRemove, onNext } = props;
  const name = `${item.charAt(0).toUpperCase()}${item.slice(1)} ${position}`;
  const [menuAt, setMenuAt] = useState<{ x: number; y: number } | null>(null);
  const onContextMenu = (event: MouseEvent) => {
    // A text field has the system's menu: cut, copy, paste.
    if ((event.target as Element).matches('input:not([type="checkbox"])')) return;
    event.preventDefault();
    setMenuAt({ x: event.clientX, y: event.clientY });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const plain = !event.ctrlKey && !event.metaKey && !event.altKey && !event.shiftKey;
    // Where variables are offered, Enter takes one, and has been dealt with.
    const ends = event.key === 'Enter' && plain && !event.defaultPrevented && !event.nativeEvent.isComposing;
    if (ends && (event.target as Element).matches('input:not([type="checkbox"])')) {
      event.preventDefault();
      onNext();
      return;
    }
    if (!event.altKey || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return;
    event.preventDefault();
    onMove(event.key === 'ArrowUp' ? -1 : 1);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Alt+arrows and Enter work from every field of the row; the buttons do the same
    <div
      className={styles.row}
      data-row
      data-enabled={row.enabled}
      onKeyDown={onKeyDown}
      onContextMenu={onContextMenu}
    >
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
      <PointMenu at={menuAt} label={`Actions for ${item} ${position}`} onClose={() => setMenuAt(null)}>
        <Menu.Item onClick={() => onChange({ enabled: !row.enabled })}>
          {row.enabled ? 'Do not send' : 'Send'}
        </Menu.Item>
        <Menu.Item onClick={onDuplicate}>Duplicate</Menu.Item>
        <Menu.Item disabled={position === 1} onClick={() => onMove(-1)}>
          Move up
        </Menu.Item>
        <Menu.Item disabled={position === count} onClick={() => onMove(1)}>
          Move down
        </Menu.Item>
        <Menu.Divider />
        <Menu.Item onClick={onRemove}>Delete</Menu.Item>
      </PointMenu>
    </div>
  );
}
