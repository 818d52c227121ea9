import { Tabs } from '@mantine/core';
import type { Exchange } from '../../shared/http/exchange.ts';
import { InspectButton } from '../features/inspector/inspect-button.tsx';
import styles from './answer-view.module.css';
import { EarlierExchanges } from './earlier-exchanges.tsx';
import { RedirectChain } from './redirect-chain.tsx';
import { ResponseBodyView } from './response-body-view.tsx';
import { ResponseHeaders } from './response-headers.tsx';
import { StatusLine } from './status-line.tsx';
import { TimingsView } from './timings-view.tsx';
import { TlsView } from './tls-view.tsx';

export interface AnswerViewProps {
  readonly label: string;
  readonly exchange: Exchange;
  /** Requests that were repeated by themselves before this answer came. */
  readonly earlier?: readonly Exchange[];
}

/** What came back, whole: status, times, body, headers, certificates. */
export function AnswerView({ label, exchange, earlier = [] }: AnswerViewProps) {
  const { response, tls } = exchange;
  return (
    <section className={styles.answer} aria-label={label}>
      <EarlierExchanges exchanges={earlier} />
      <RedirectChain exchange={exchange} />
      <StatusLine exchange={exchange} tools={<InspectButton exchangeId={exchange.id} />} />
      <TimingsView timings={exchange.timings} />
      {(response || tls) && (
        <Tabs defaultValue={response ? 'body' : 'tls'} key={exchange.id} className={styles.tabs}>
          <Tabs.List>
            {response && <Tabs.Tab value="body">Body</Tabs.Tab>}
            {response && <Tabs.Tab value="headers">Headers ({response.headers.length})</Tabs.Tab>}
            {tls && <Tabs.Tab value="tls">Certificates ({tls.chain.length})</Tabs.Tab>}
          </Tabs.List>
          {response && (
            <>
              <Tabs.Panel value="body" pt="xs">
                <ResponseBodyView exchangeId={exchange.id} response={response} />
              </Tabs.Panel>
              <Tabs.Panel value="headers" pt="xs">
                <ResponseHeaders headers={response.headers} />
              </Tabs.Panel>
            </>
          )}
          {tls && (
            <Tabs.Panel value="tls" pt="xs">
              <TlsView tls={tls} />
            </Tabs.Panel>
          )}
        </Tabs>
      )}
    </section>
  );
}
