import type { Exchange } from '../../../shared/http/exchange.ts';
import type { SecretName } from '../../../shared/text/sensitive-text.ts';
import { copyText } from '../../state/actions/clipboard.ts';
import { CodeView } from '../../ui/code-view/code-view.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import layout from '../../ui/layout.module.css';
import styles from './inspector.module.css';
import { rawRequest, rawResponseHead } from './raw-text.ts';
import { WireMessages } from './wire-messages.tsx';

/** Characters of the body that are shown after the head; the response tab has all of it. */
const BODY_LIMIT = 100_000;

export interface RawTabProps {
  readonly exchange: Exchange;
  readonly reveal: readonly SecretName[];
}

/** Both messages as they went over the wire. */
export function RawTab({ exchange, reveal }: RawTabProps) {
  return (
    <div className={layout.stack}>
      <WireMessages exchange={exchange} reveal={reveal}>
        <WrittenMessages exchange={exchange} reveal={reveal} />
      </WireMessages>
    </div>
  );
}

/** Both messages as text, out of the record. */
function WrittenMessages({ exchange, reveal }: RawTabProps) {
  const { request, response, failure } = exchange;
  const isHttp2 = response?.httpVersion === '2';
  const sent = rawRequest(request, response?.httpVersion ?? null, reveal);
  const received = response && `${rawResponseHead(response)}${response.body.text.slice(0, BODY_LIMIT)}`;
  return (
    <div className={layout.stack}>
      {isHttp2 && (
        <p className={styles.facts}>
          HTTP/2 is binary: these are the fields of its frames, with pseudo-headers first (RFC 9113 §8.3).
        </p>
      )}
      <Message
        title={failure && !response ? 'Request (may not have left)' : 'Request, as sent'}
        text={sent}
      />
      {received !== null && response && (
        <>
          <Message title="Response, as received" text={received} />
          {response.body.contentEncoding !== null && (
            <p className={styles.facts}>
              The body is shown decompressed. On the wire it was {response.body.contentEncoding}.
            </p>
          )}
          {response.body.text.length > BODY_LIMIT && (
            <p className={styles.facts}>The body continues; the Response tab shows all of it.</p>
          )}
        </>
      )}
      {failure && (
        <p className={styles.quiet}>
          {response ? 'Then the response broke off: ' : 'No response came: '}
          <code>{failure.message}</code>
        </p>
      )}
    </div>
  );
}

function Message({ title, text }: { readonly title: string; readonly text: string }) {
  return (
    <section aria-label={title}>
      <div className={styles.bodyTools}>
        <h3 className={styles.subtitle}>{title}</h3>
        <CopyButton label={`Copy ${title.split(',')[0]?.toLowerCase()} text`} copy={() => copyText(text)} />
      </div>
      <CodeView text={text} language="text" label={title} />
    </section>
  );
}
