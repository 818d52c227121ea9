import type { SensitiveText } from '../../../shared/text/sensitive-text.ts';
import styles from './code-text.module.css';
import { formLines } from './form-lines.ts';
import { Sensitive } from './sensitive.tsx';

/** A form body, one parameter per line. Each joining `&` is shown. */
export function FormText({ body }: { readonly body: SensitiveText }) {
  return formLines(body).map(({ name, value }, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: parameters may repeat; their place is what tells them apart
    <div key={index} className={styles.line}>
      {index > 0 && <span className={styles.quiet}>&amp;</span>}
      <span className={styles.name}>
        <Sensitive text={name} />
      </span>
      {value && (
        <>
          <span className={styles.quiet}>=</span>
          <span className={styles.value}>
            <Sensitive text={value} />
          </span>
        </>
      )}
    </div>
  ));
}
