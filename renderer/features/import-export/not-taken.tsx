import { formatCount } from '../../ui/format-count.ts';
import styles from './import-export.module.css';

export interface NotTakenProps {
  readonly title: string;
  readonly sentences: readonly string[];
}

/** More are not read; they would push the buttons out of the window. */
const MOST_SENTENCES = 10;

/** What stays behind, said before it does. */
export function NotTaken({ title, sentences }: NotTakenProps) {
  const different = [...new Set(sentences)];
  if (different.length === 0) return null;
  const shown = different.length > MOST_SENTENCES ? different.slice(0, MOST_SENTENCES - 1) : different;
  const hidden = different.length - shown.length;
  return (
    <div className={styles.left}>
      <strong>{title}</strong>
      <ul>
        {shown.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
        {hidden > 0 && <li>And {formatCount(hidden)} more.</li>}
      </ul>
    </div>
  );
}
