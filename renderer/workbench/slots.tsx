import { IconClipboardText } from '@tabler/icons-react';
import { openImport } from '../state/actions/navigation.ts';
import styles from './sidebar/sidebar.module.css';

/** Search and commands, at the left of the top bar. */
export function SearchSlot() {
  return null;
}

/** Starts presentation mode, at the right of the top bar. */
export function PresentSlot() {
  return null;
}

/** Takes whatever a person pastes, at the foot of the sidebar. */
export function PasteSlot() {
  return (
    <button type="button" className={styles.paste} onClick={() => openImport()}>
      <IconClipboardText size={16} aria-hidden />
      <span className={styles.wide}>
        <b>Paste anything</b>
        <span>curl, JWT, URL, HAR</span>
      </span>
    </button>
  );
}

/** What was sent and received, under request and result. */
export function TimelineSlot() {
  return null;
}
