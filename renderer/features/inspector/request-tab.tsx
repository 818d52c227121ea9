import type { HttpRequest } from '../../../shared/http/exchange.ts';
import { sentAssertion } from '../../../shared/oauth/client-authentication/sent-assertion.ts';
import { proofOf } from '../../../shared/oauth/dpop/dpop.ts';
import { maskText, type SecretName } from '../../../shared/text/sensitive-text.ts';
import { AssertionView } from '../../exchange-view/preview/assertion-view.tsx';
import codeStyles from '../../exchange-view/preview/code-text.module.css';
import { FormText } from '../../exchange-view/preview/form-text.tsx';
import { ProofView } from '../../exchange-view/preview/proof-view.tsx';
import { Sensitive } from '../../exchange-view/preview/sensitive.tsx';
import { KeyValueTable } from '../../ui/key-value-table.tsx';
import layout from '../../ui/layout.module.css';
import { useLongList } from '../../ui/long-list.tsx';
import { BodyView } from './body-view.tsx';
import { bytesOfText } from './hex-dump.ts';
import styles from './inspector.module.css';

export interface RequestTabProps {
  readonly request: HttpRequest;
  readonly reveal: readonly SecretName[];
}

/** The request as it was sent: header fields in order, as cased, and the body in three spellings. */
export function RequestTab({ request, reveal }: RequestTabProps) {
  const { method, url, headers, body } = request;
  const { shown, more } = useLongList(headers);
  const assertion = sentAssertion(request);
  const proof = proofOf(request);
  return (
    <div className={layout.stack}>
      <code className={styles.line}>
        <b>{method}</b> {url}
      </code>
      <section aria-label="Request headers">
        <h3 className={styles.subtitle}>Headers ({headers.length}), in the order they were sent</h3>
        <KeyValueTable
          label="Request headers"
          more={more}
          rows={shown.map(({ name, value }, index) => ({
            key: `${index}`,
            name,
            value: <Sensitive text={value} reveal={reveal} />,
          }))}
        />
      </section>
      <section aria-label="Request body">
        <h3 className={styles.subtitle}>Body</h3>
        {body ? (
          <BodyView
            label="Request body"
            text={maskText(body, reveal)}
            bytes={() => bytesOfText(body, reveal)}
            pretty={
              isForm(request) ? (
                <div className={codeStyles.code}>
                  <FormText body={body} />
                </div>
              ) : undefined
            }
          />
        ) : (
          <p className={styles.quiet}>This request has no body.</p>
        )}
      </section>
      {assertion && (
        <section aria-label="Client assertion">
          <h3 className={styles.subtitle}>Client assertion</h3>
          <AssertionView
            assertion={assertion}
            note="As sent, without the signature: with it, anyone could use the assertion until it expires."
          />
        </section>
      )}
      {proof && (
        <section aria-label="DPoP proof">
          <h3 className={styles.subtitle}>DPoP proof</h3>
          <ProofView proof={proof} note="The DPoP header, decoded. It was valid for this request only." />
        </section>
      )}
    </div>
  );
}

function isForm({ headers }: HttpRequest): boolean {
  const type = headers.find(({ name }) => name.toLowerCase() === 'content-type');
  return type !== undefined && /^application\/x-www-form-urlencoded\b/i.test(maskText(type.value).trim());
}
