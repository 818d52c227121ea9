import { ActionIcon, Menu, UnstyledButton } from '@mantine/core';
import { IconDots } from '@tabler/icons-react';
import { type DragEvent, type KeyboardEvent, type MouseEvent, type ReactNode, useState } from 'react';
import styles from './library.module.css';

export interface LibraryItemProps {
  readonly id: string;
  readonly name: string;
  /** Before the name. */
  readonly mark: ReactNode;
  /** At the end of the line, quietly. */
  readonly tail?: ReactNode;
  readonly isSelected: boolean;
  readonly onChoose: () => void;
  /** Called with the new name. Absent: it has no name of its own. */
  readonly onRename?: (name: string) => void;
  /** Its menu, by the button at its end, a right click, or the keyboard's menu key. */
  readonly menu: ReactNode;
  /** Moves the dragged item to this one's place. Absent: the list has an order of its own. */
  readonly onDrop?: (draggedId: string) => void;
}

const DRAGGED = 'application/x-credence-item';

/** One line of the library: a click selects it, F2 renames it, dragging moves it. */
export function LibraryItem(props: LibraryItemProps) {
  const { id, name, mark, tail, isSelected, onChoose, onRename, menu, onDrop } = props;
  const [isRenaming, setRenaming] = useState(false);
  const [isMenuOpen, setMenuOpen] = useState(false);
  const [isTarget, setTarget] = useState(false);
  const openMenu = (event: MouseEvent) => {
    event.preventDefault();
    setMenuOpen(true);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'F2' && onRename) setRenaming(true);
  };
  const over = (event: DragEvent) => {
    if (!onDrop || !event.dataTransfer.types.includes(DRAGGED)) return;
    event.preventDefault();
    setTarget(true);
  };
  const drop = (event: DragEvent) => {
    setTarget(false);
    const dragged = event.dataTransfer.getData(DRAGGED);
    if (dragged !== '' && dragged !== id) onDrop?.(dragged);
  };
  return (
    <li
      className={styles.item}
      data-selected={isSelected}
      data-drop={isTarget}
      draggable={onDrop !== undefined && !isRenaming}
      onDragStart={(event) => event.dataTransfer.setData(DRAGGED, id)}
      onDragOver={over}
      onDragLeave={() => setTarget(false)}
      onDrop={drop}
      onContextMenu={openMenu}
    >
      {isRenaming && onRename ? (
        <RenameField
          name={name}
          onDone={(renamed) => {
            setRenaming(false);
            if (renamed !== null && renamed !== '') onRename(renamed);
          }}
        />
      ) : (
        <UnstyledButton
          className={styles.choose}
          aria-current={isSelected ? 'true' : undefined}
          onClick={onChoose}
          onKeyDown={onKeyDown}
        >
          {mark}
          <span className={styles.name}>{name}</span>
          {tail !== undefined && <span className={styles.tail}>{tail}</span>}
        </UnstyledButton>
      )}
      <Menu opened={isMenuOpen} onChange={setMenuOpen} position="bottom-end" shadow="md" width={190}>
        <Menu.Target>
          <ActionIcon className={styles.more} size={24} aria-label={`More for ${name}`}>
            <IconDots size={15} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          {onRename && <Menu.Item onClick={() => setRenaming(true)}>Rename</Menu.Item>}
          {menu}
        </Menu.Dropdown>
      </Menu>
    </li>
  );
}

interface RenameFieldProps {
  readonly name: string;
  /** Null: it keeps its name. */
  readonly onDone: (name: string | null) => void;
}

function RenameField({ name, onDone }: RenameFieldProps) {
  const [typed, setTyped] = useState(name);
  return (
    <input
      className={styles.rename}
      aria-label="Name"
      ref={(input) => input?.focus()}
      value={typed}
      maxLength={80}
      spellCheck={false}
      onFocus={(event) => event.currentTarget.select()}
      onChange={(event) => setTyped(event.currentTarget.value)}
      onBlur={() => onDone(typed.trim())}
      onKeyDown={(event) => {
        if (event.key === 'Enter') onDone(typed.trim());
        if (event.key === 'Escape') onDone(null);
      }}
    />
  );
}
