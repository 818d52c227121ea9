import styles from './import-export.module.css';

export interface NotTakenProps {
  readonly title: string;
  readonly sentences: readonly string[];
}

/** What stays behind, said before it does. */
export function NotTaken({ title, sentences }: NotTakenProps) {
  if (sentences.length === 0) return null;
  return (
    <div className={styles.left}>
      <strong>{title}</strong>
      <ul>
        {[...new Set(sentences)].map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
    </div>
  );
}
