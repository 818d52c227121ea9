import { ActionIcon, Tooltip } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import type { HttpResponse } from '../../shared/http/exchange.ts';
import { copyText } from '../state/actions/clipboard.ts';
import { saveBody } from '../state/actions/exchange-bytes.ts';
import { CodeView } from '../ui/code-view/code-view.tsx';
import { CopyButton } from '../ui/copy-button.tsx';
import { formatSize } from '../ui/format-size.ts';
import styles from './answer-view.module.css';

/** The body, formatted if it is JSON, whatever its Content-Type. */
export function ResponseBodyView({
  exchangeId,
  response,
}: {
  readonly exchangeId: string;
  readonly response: HttpResponse;
}) {
  const { body, headers } = response;
  const type = headers.find(([name]) => name.toLowerCase() === 'content-type')?.[1];
  if (body.size === 0) return <p className={styles.quiet}>The body is empty.</p>;
  return (
    <div>
      <div className={styles.bodyTools}>
        <span>
          {[
            type ?? 'no Content-Type',
            body.contentEncoding && `${body.contentEncoding}, ${formatSize(body.wireSize)} on the wire`,
            body.binary && 'binary, shown as text',
            body.textCut && 'only the beginning is shown; save it to see all',
            body.truncated && 'incomplete: the rest did not arrive or was not kept',
          ]
            .filter((part) => part)
            .join(' · ')}
        </span>
        <span className={styles.bodyButtons}>
          <CopyButton label="Copy response body" copy={() => copyText(body.text)} />
          <Tooltip label="Save the whole body to a file">
            <ActionIcon aria-label="Save response body" onClick={() => void saveBody(exchangeId)}>
              <IconDownload size={15} />
            </ActionIcon>
          </Tooltip>
        </span>
      </div>
      <CodeView text={body.text} language={body.binary ? 'text' : 'json'} label="Response body" />
    </div>
  );
}
