import type { SnippetLanguage } from '../../../shared/formats/snippets/snippet.ts';
import { highlightCode } from './highlight-code.ts';
import styles from './snippets.module.css';

export interface CodeTextProps {
  readonly text: string;
  readonly language: SnippetLanguage;
  readonly label: string;
}

/** A program to read and select; scrolls by the keyboard. */
export function CodeText({ text, language, label }: CodeTextProps) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by the keyboard
    <section className={styles.code} aria-label={label} tabIndex={0}>
      <pre>
        {highlightCode(text, language).map(({ kind, part }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: tokens have no identity but their place
          <span key={index} className={kind === 'plain' ? undefined : styles[kind]}>
            {part}
          </span>
        ))}
      </pre>
    </section>
  );
}
