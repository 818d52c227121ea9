import { IconFileImport } from '@tabler/icons-react';
import styles from './drop-veil.module.css';
import { usePasteAndDrop } from './use-paste-and-drop.ts';

/** Takes pastes and drops for the whole window; over the window while a file is held there. */
export function DropVeil() {
  const isOver = usePasteAndDrop();
  if (!isOver) return null;
  return (
    <div className={styles.veil}>
      <div className={styles.words}>
        <IconFileImport size={32} stroke={1.5} aria-hidden />
        <b>Drop the file to see what it is</b>
        <span>HAR, Postman, workspace, curl. Nothing changes until you confirm.</span>
      </div>
    </div>
  );
}
