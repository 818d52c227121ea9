import { IconClipboardText } from '@tabler/icons-react';
import { openImport } from '../../state/actions/navigation.ts';
import styles from './sidebar.module.css';

/** Opens a focused field: the page may not read the clipboard, only a real paste does. */
export function PasteButton() {
  return (
    <button type="button" className={styles.paste} onClick={() => openImport()}>
      <IconClipboardText size={16} aria-hidden />
      <span className={styles.pasteWords}>
        <b>Paste anything</b>
        <span>curl, JWT, URL, HAR</span>
      </span>
    </button>
  );
}
