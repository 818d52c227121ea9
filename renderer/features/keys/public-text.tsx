import { copyText } from '../../state/actions/clipboard.ts';
import { CopyButton } from '../../ui/copy-button.tsx';
import styles from './keys.module.css';

interface PublicTextProps {
  readonly label: string;
  readonly copyLabel: string;
  readonly text: string;
  /** What it is for. */
  readonly note?: string;
}

/** Text to paste elsewhere: whole, selectable, with a button that copies it. */
export function PublicText({ label, copyLabel, text, note = '' }: PublicTextProps) {
  return (
    <div className={styles.text}>
      <div className={styles.textHead}>
        <p className={styles.note}>{note}</p>
        <CopyButton look="button" label={copyLabel} copy={() => copyText(text)} />
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and the keyboard has to reach what is below */}
      <section aria-label={label} tabIndex={0}>
        <pre>{text}</pre>
      </section>
    </div>
  );
}
