import { Menu } from '@mantine/core';
import type { ReactNode } from 'react';
import styles from './point-menu.module.css';

export interface PointMenuProps {
  /** Where it was asked for, in the window; null: closed. */
  readonly at: { readonly x: number; readonly y: number } | null;
  readonly label: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** A menu at the place of a right click, or of the keyboard's menu key. */
export function PointMenu({ at, label, onClose, children }: PointMenuProps) {
  if (!at) return null;
  return (
    <Menu
      opened
      onClose={onClose}
      position="bottom-start"
      shadow="md"
      width={210}
      offset={0}
      withInitialFocusPlaceholder={false}
    >
      <Menu.Target>
        <button
          type="button"
          aria-label={label}
          tabIndex={-1}
          className={styles.point}
          style={{ left: at.x, top: at.y }}
        />
      </Menu.Target>
      <Menu.Dropdown aria-label={label}>{children}</Menu.Dropdown>
    </Menu>
  );
}
