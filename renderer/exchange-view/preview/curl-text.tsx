import styles from './code-text.module.css';

/** A command with its options and variables highlighted. */
export function CurlText({ text }: { readonly text: string }) {
  return (
    <pre className={styles.code}>
      {curlTokens(text).map(({ kind, part }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: tokens have no identity but their place
        <span key={index} className={kind === 'plain' ? undefined : styles[kind]}>
          {part}
        </span>
      ))}
    </pre>
  );
}

interface CurlToken {
  readonly kind: 'keyword' | 'name' | 'secret' | 'plain';
  readonly part: string;
}

/** Variables (`$NAME`, `${NAME}`, `$env:NAME`), options, and the program name. */
const MARKED = /(\$\{?(?:env:)?[A-Z_]{3,}\}?)|((?<=\s)--?[a-zA-Z][\w-]*)|(^curl(?:\.exe)?)/gm;

function curlTokens(text: string): CurlToken[] {
  const tokens: CurlToken[] = [];
  let end = 0;
  for (const match of text.matchAll(MARKED)) {
    if (match.index > end) tokens.push({ kind: 'plain', part: text.slice(end, match.index) });
    const kind = match[1] ? 'secret' : match[2] ? 'name' : 'keyword';
    tokens.push({ kind, part: match[0] });
    end = match.index + match[0].length;
  }
  if (end < text.length) tokens.push({ kind: 'plain', part: text.slice(end) });
  return tokens;
}
