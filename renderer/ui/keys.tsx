import { Kbd } from '@mantine/core';
import { namesOfKeys } from '../../shared/model/commands.ts';
import styles from './keys.module.css';

export interface KeysProps {
  /** As Electron names them, for example `CmdOrCtrl+Enter`. */
  readonly keys: string;
  readonly isMac: boolean;
  readonly className?: string | undefined;
  /** On a filled button. */
  readonly onAccent?: boolean;
}

/** A shortcut, in one box, as this system's keyboard writes it. */
export function Keys({ keys, isMac, className = '', onAccent = false }: KeysProps) {
  return (
    <Kbd className={`${styles.keys} ${className}`} data-on-accent={onAccent} aria-hidden="true">
      {namesOfKeys(keys, isMac).join(' ')}
    </Kbd>
  );
}
