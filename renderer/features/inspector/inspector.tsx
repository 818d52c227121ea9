import { ActionIcon, Tabs, Tooltip } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import type { HistoryEntry } from '../../../shared/history/entry.ts';
import { maskQuery } from '../../../shared/http/mark-query.ts';
import type { SecretName } from '../../../shared/text/sensitive-text.ts';
import { matchServerLog } from '../../../shared/token-server/match-server-log.ts';
import { RunError } from '../../exchange-view/run-error.tsx';
import { useAppState } from '../../state/store.ts';
import layout from '../../ui/layout.module.css';
import { ConnectionTab } from './connection-tab.tsx';
import { EntryActions } from './entry-actions.tsx';
import styles from './inspector.module.css';
import { RawTab } from './raw-tab.tsx';
import { RequestTab } from './request-tab.tsx';
import { ResponseTab } from './response-tab.tsx';
import { RevealSwitch } from './reveal-switch.tsx';
import { ServerLogTab } from './server-log-tab.tsx';
import { SummaryTab } from './summary-tab.tsx';
import { TlsTab } from './tls-tab.tsx';
import { TokenTab } from './token-tab.tsx';
import { useHistoryEntry } from './use-history-entry.ts';

export interface InspectorProps {
  readonly id: string;
  readonly onClose: () => void;
}

/** One exchange, whole: what it means, what went over the wire, whom we spoke to. */
export function Inspector({ id, onClose }: InspectorProps) {
  const answer = useHistoryEntry(id);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Escape closes it from wherever the focus is within
    <div className={styles.inspector} onKeyDown={(event) => event.key === 'Escape' && onClose()}>
      {answer === null && <div className={styles.loading} aria-busy />}
      {answer?.ok === false && (
        <div className={styles.missing}>
          <RunError error={answer.error} />
          <CloseInspector onClose={onClose} />
        </div>
      )}
      {answer?.ok && <EntryView entry={answer.value} onClose={onClose} />}
    </div>
  );
}

interface InspectorTab {
  readonly name: string;
  readonly label: string;
  readonly content: ReactNode;
}

function EntryView({ entry, onClose }: { readonly entry: HistoryEntry; readonly onClose: () => void }) {
  const [chosen, setChosen] = useState('summary');
  const [revealed, setRevealed] = useState(false);
  const tabs = useTabs(entry, revealed ? ['ACCESS_TOKEN'] : []);
  // A tab that this exchange has not got (an opened one without TLS) gives way, and comes back with the next that has.
  const current = tabs.some(({ name }) => name === chosen) ? chosen : 'summary';
  const { method, url } = entry.exchange.request;
  const target = maskQuery(url);
  return (
    <Tabs
      value={current}
      onChange={(name) => name !== null && setChosen(name)}
      keepMounted={false}
      className={layout.column ?? ''}
    >
      <header className={styles.header}>
        <div className={styles.heading}>
          <h2 className={styles.target} title={target}>
            <span className={styles.method}>{method}</span> {target}
          </h2>
          <CloseInspector onClose={onClose} />
        </div>
        <EntryActions entry={entry} />
        <div className={styles.bar}>
          <Tabs.List className={styles.list ?? ''}>
            {tabs.map(({ name, label }) => (
              <Tabs.Tab key={name} value={name}>
                {label}
              </Tabs.Tab>
            ))}
          </Tabs.List>
          {(current === 'request' || current === 'raw') && (
            <RevealSwitch request={entry.exchange.request} revealed={revealed} onChange={setRevealed} />
          )}
        </div>
      </header>
      {tabs.map(({ name, content }) => (
        <Tabs.Panel key={`${entry.exchange.id}/${name}`} value={name} className={styles.panel ?? ''}>
          {content}
        </Tabs.Panel>
      ))}
    </Tabs>
  );
}

function useTabs(entry: HistoryEntry, reveal: readonly SecretName[]): readonly InspectorTab[] {
  const { exchange } = entry;
  const log = useAppState((state) => state.tokenServer.log);
  const lines = matchServerLog(exchange, log);
  const { response, tls, purpose } = exchange;
  return [
    { name: 'summary', label: 'Summary', content: <SummaryTab entry={entry} /> },
    ...(purpose === 'token' && response
      ? [{ name: 'token', label: 'Token', content: <TokenTab entry={entry} /> }]
      : []),
    { name: 'request', label: 'Request', content: <RequestTab request={exchange.request} reveal={reveal} /> },
    ...(response
      ? [{ name: 'response', label: 'Response', content: <ResponseTab response={response} /> }]
      : []),
    { name: 'raw', label: 'Raw', content: <RawTab exchange={exchange} reveal={reveal} /> },
    ...(tls ? [{ name: 'tls', label: 'TLS', content: <TlsTab entry={entry} tls={tls} /> }] : []),
    { name: 'connection', label: 'Connection', content: <ConnectionTab exchange={exchange} /> },
    ...(lines.length > 0
      ? [{ name: 'log', label: 'Server log', content: <ServerLogTab lines={lines} /> }]
      : []),
  ];
}

function CloseInspector({ onClose }: { readonly onClose: () => void }) {
  return (
    <Tooltip label="Close (Esc)">
      <ActionIcon aria-label="Close the inspector" onClick={onClose}>
        <IconX size={17} />
      </ActionIcon>
    </Tooltip>
  );
}
