import type { HttpResponse, ResponseBody } from '../../../shared/http/exchange.ts';
import { ResponseHeaders } from '../../exchange-view/response-headers.tsx';
import { formatSize } from '../../ui/format-size.ts';
import layout from '../../ui/layout.module.css';
import { BodyView } from './body-view.tsx';
import { bytesOfText } from './hex-dump.ts';
import styles from './inspector.module.css';

/** The response as it came: status line, header fields in order, as cased, and the body in three spellings. */
export function ResponseTab({ response }: { readonly response: HttpResponse }) {
  const { httpVersion, status, statusText, headers, body } = response;
  return (
    <div className={layout.stack}>
      <code className={styles.line}>
        HTTP/{httpVersion} <b>{status}</b> {statusText}
      </code>
      <section aria-label="Response headers">
        <h3 className={styles.subtitle}>Headers ({headers.length}), in the order they came</h3>
        <ResponseHeaders headers={headers} />
      </section>
      <section aria-label="Response body">
        <h3 className={styles.subtitle}>Body</h3>
        <p className={styles.facts}>{describeBody(body)}</p>
        {body.text === '' ? (
          <p className={styles.quiet}>The body is empty.</p>
        ) : (
          <BodyView
            label="Response body"
            text={body.text}
            bytes={() => bytesOfText([body.text])}
            hexNote={isExact(body) ? undefined : HEX_NOTE}
          />
        )}
      </section>
    </div>
  );
}

const HEX_NOTE =
  'The decoded text as UTF-8. If the server used another charset or binary data, it sent other bytes.';

function isExact({ charset, binary, text }: ResponseBody): boolean {
  return !binary && /^(utf-?8|us-ascii)\b/.test(charset) && !text.includes('\ufffd');
}

function describeBody(body: ResponseBody): string {
  const { charset, contentEncoding, size, wireSize, truncated, textCut, binary } = body;
  return [
    formatSize(size),
    contentEncoding === null ? 'not compressed' : `${contentEncoding}: ${formatSize(wireSize)} on the wire`,
    `charset ${charset}`,
    binary && 'binary',
    textCut === true && 'the beginning is shown',
    truncated && 'incomplete: the rest did not arrive or was not kept',
  ]
    .filter((part) => part !== false)
    .join(' · ');
}
