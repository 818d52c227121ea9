import {
  MASK,
  type SecretName,
  type SecretSpan,
  type SensitiveText,
} from '../../../shared/text/sensitive-text.ts';
import { writeReference } from '../../../shared/variables/references.ts';
import styles from './code-text.module.css';

export interface SensitiveProps {
  readonly text: SensitiveText;
  /** Secrets to show in plain text, if the window has them. */
  readonly reveal?: readonly SecretName[];
}

/** Text with secrets as bullets; revealed secrets are still styled as secrets. */
export function Sensitive({ text, reveal = [] }: SensitiveProps) {
  return text.map((span, index) => {
    if (typeof span === 'string') return span;
    const shown = reveal.includes(span.name) && span.value !== null;
    return (
      <span
        // biome-ignore lint/suspicious/noArrayIndexKey: spans have no identity but their place
        key={index}
        className={styles.secret}
        title={shown ? undefined : `${nameOf(span)}, sent as it is`}
      >
        {shown ? span.value : MASK}
      </span>
    );
  });
}

function nameOf({ name, variable }: SecretSpan): string {
  return variable === undefined ? name : writeReference(variable);
}
