import { useEffect, useState } from 'react';
import { type CommandId, commandFor, commandOf } from '../../../shared/model/commands.ts';
import { Keys } from '../../ui/keys.tsx';
import styles from './presentation.module.css';

/** Long enough for a room to read it. */
const SHOWN_MS = 2_500;

/** The shortcut that was pressed last, and what it does: a room does not see the keyboard. */
export function PressedKeys({ isMac }: { readonly isMac: boolean }) {
  const [pressed, setPressed] = useState<{ readonly command: CommandId; readonly at: number } | null>(null);
  useEffect(() => {
    const show = (event: KeyboardEvent) => {
      const command = commandFor(event);
      if (command !== null) setPressed({ command, at: event.timeStamp });
    };
    window.addEventListener('keydown', show, { capture: true });
    return () => window.removeEventListener('keydown', show, { capture: true });
  }, []);
  useEffect(() => {
    if (!pressed) return;
    const timer = setTimeout(() => setPressed(null), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [pressed]);
  if (!pressed) return null;
  const { label, keys = '' } = commandOf(pressed.command);
  return (
    <div key={pressed.at} className={styles.pressed} data-pressed-keys aria-hidden="true">
      <Keys keys={keys} isMac={isMac} className={styles.pressedKeys} />
      {label}
    </div>
  );
}
