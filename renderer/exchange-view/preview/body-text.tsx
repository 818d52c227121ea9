import type { SensitiveText } from '../../../shared/text/sensitive-text.ts';
import styles from './code-text.module.css';
import { Sensitive } from './sensitive.tsx';

/** The body as sent, unchanged. */
export function BodyText({ body }: { readonly body: SensitiveText | null }) {
  if (!body) return <p className={styles.quiet}>This request has no body.</p>;
  return (
    <pre className={styles.code}>
      <Sensitive text={body} />
    </pre>
  );
}
