import { requestTarget } from '../../../shared/http/build-request.ts';
import type { HttpRequest } from '../../../shared/http/exchange.ts';
import { markQuery } from '../../../shared/http/mark-query.ts';
import { maskText, type SecretName } from '../../../shared/text/sensitive-text.ts';
import { useLongList } from '../../ui/long-list.tsx';
import styles from './code-text.module.css';
import { FormText } from './form-text.tsx';
import { Sensitive } from './sensitive.tsx';

export interface HttpTextProps {
  readonly request: HttpRequest;
  readonly reveal?: readonly SecretName[];
}

/** A request as HTTP/1.1 text; each form parameter is on its own line. */
export function HttpText({ request, reveal = [] }: HttpTextProps) {
  const { method, url, headers, body } = request;
  const { shown, more } = useLongList(headers);
  return (
    <div className={styles.code}>
      <div className={styles.line}>
        <span className={styles.keyword}>{method}</span> <Sensitive text={markQuery(requestTarget(url))} />{' '}
        <span className={styles.quiet}>HTTP/1.1</span>
      </div>
      {shown.map(({ name, value }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: header fields may repeat; their place is what tells them apart
        <div key={index} className={styles.line}>
          <span className={styles.name}>{name}</span>
          <span className={styles.quiet}>: </span>
          <span className={styles.value}>
            <Sensitive text={value} reveal={reveal} />
          </span>
        </div>
      ))}
      {more && <div className={styles.line}>{more}</div>}
      {body && (
        <>
          <div className={styles.line} />
          {isForm(request) ? <FormText body={body} /> : <Sensitive text={body} reveal={reveal} />}
        </>
      )}
    </div>
  );
}

function isForm({ headers }: HttpRequest): boolean {
  const type = headers.find(({ name }) => name.toLowerCase() === 'content-type');
  return type !== undefined && /^application\/x-www-form-urlencoded\b/i.test(maskText(type.value).trim());
}
