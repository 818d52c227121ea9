import { Tabs } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import type { ExpectationResult } from '../../../shared/expectations/check-expectations.ts';
import type { HistoryEntry } from '../../../shared/history/entry.ts';
import { matchServerLog } from '../../../shared/token-server/match-server-log.ts';
import { EarlierExchanges } from '../../exchange-view/earlier-exchanges.tsx';
import { Findings } from '../../exchange-view/findings.tsx';
import { RedirectChain } from '../../exchange-view/redirect-chain.tsx';
import { ResponseBodyView } from '../../exchange-view/response-body-view.tsx';
import { ResponseHeaders } from '../../exchange-view/response-headers.tsx';
import { RenewalNote } from '../../features/flow/api/renewal-note.tsx';
import { ConnectionTab } from '../../features/inspector/connection-tab.tsx';
import { RawTab } from '../../features/inspector/raw-tab.tsx';
import { RequestTab } from '../../features/inspector/request-tab.tsx';
import { RevealSwitch } from '../../features/inspector/reveal-switch.tsx';
import { ServerLogTab } from '../../features/inspector/server-log-tab.tsx';
import { TlsTab } from '../../features/inspector/tls-tab.tsx';
import { performHistoryAction } from '../../state/actions/history-replay.ts';
import type { ResultTab } from '../../state/slices/workbench.ts';
import { useAppState } from '../../state/store.ts';
import layout from '../../ui/layout.module.css';
import { ExpectationsTab } from './expectations-tab.tsx';
import styles from './result.module.css';
import { openResultTab } from './result-tab-state.ts';
import { TokenTab } from './token-tab.tsx';
import type { ResultSubject } from './use-result.ts';
import { describeVerdict } from './verdict.ts';

export interface ResultTabsProps {
  readonly subject: ResultSubject;
  readonly entry: HistoryEntry;
  readonly expectations: readonly ExpectationResult[];
}

interface TabView {
  readonly name: ResultTab;
  readonly label: ReactNode;
  readonly content: ReactNode;
}

/** What presentation mode shows. */
const FOR_A_ROOM: readonly ResultTab[] = ['token', 'body', 'expectations', 'headers', 'tls', 'timing'];

/** The exchange from all sides. A result opens on what it is about, unless another tab was chosen. */
export function ResultTabs(props: ResultTabsProps) {
  const isPresenting = useAppState((state) => state.navigation.presenting);
  const all = useTabs(props);
  // A room needs the outcome; bytes in hex could not be masked.
  const tabs = isPresenting ? all.filter(({ name }) => FOR_A_ROOM.includes(name)) : all;
  const chosen = useAppState((state) => state.workbench.resultTab);
  const current = tabs.find(({ name }) => name === chosen)?.name ?? tabs[0]?.name ?? 'wire';
  return (
    <Tabs
      value={current}
      onChange={(name) => name !== null && openResultTab(name as ResultTab)}
      keepMounted={false}
      className={layout.column ?? ''}
    >
      <Tabs.List className={styles.tabList ?? ''} aria-label="Parts of the result">
        {tabs.map(({ name, label }) => (
          <Tabs.Tab key={name} value={name}>
            {label}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      {tabs.map(({ name, content }) => (
        <Tabs.Panel key={name} value={name} className={styles.pane ?? ''}>
          {content}
        </Tabs.Panel>
      ))}
    </Tabs>
  );
}

function useTabs({ subject, entry, expectations }: ResultTabsProps): readonly TabView[] {
  const { exchange } = entry;
  const log = useAppState((state) => state.tokenServer.log);
  const lines = matchServerLog(exchange, log);
  const { response, tls } = exchange;
  const above = describeVerdict(subject).finding;
  const connection: TabView = {
    name: 'timing',
    label: 'Timing',
    content: <ConnectionTab exchange={exchange} />,
  };
  const wire: TabView = { name: 'wire', label: 'Wire', content: <WireTab entry={entry} /> };
  const tlsTab: readonly TabView[] = tls
    ? [
        {
          name: 'tls',
          label: 'TLS',
          content: <TlsTab entry={entry} tls={tls} offered={above?.actions ?? []} />,
        },
      ]
    : [];
  const tell = <Explanations subject={subject} entry={entry} />;
  if (!response) {
    const [first = connection, ...rest] = [...tlsTab, connection, wire];
    return [
      {
        ...first,
        content: (
          <>
            {tell}
            {first.content}
          </>
        ),
      },
      ...rest,
    ];
  }
  return [
    ...(subject.token
      ? [
          {
            name: 'token' as const,
            label: 'Token',
            content: (
              <>
                <TokenTab token={subject.token} />
                {tell}
              </>
            ),
          },
        ]
      : []),
    {
      name: 'body',
      label: 'Body',
      content: (
        <>
          <EarlierExchanges exchanges={subject.earlier} />
          <RedirectChain exchange={exchange} />
          <ResponseBodyView exchangeId={exchange.id} response={response} />
          {!subject.token && tell}
        </>
      ),
    },
    ...(expectations.length > 0
      ? [
          {
            name: 'expectations' as const,
            label: 'Expectations',
            content: <ExpectationsTab results={expectations} />,
          },
        ]
      : []),
    {
      name: 'headers',
      label: (
        <>
          Headers <span className={styles.count}>{response.headers.length}</span>
        </>
      ),
      content: (
        <>
          <ResponseHeaders headers={response.headers} />
          <h3 className={styles.subtitle}>Request</h3>
          <RequestTab request={exchange.request} reveal={[]} />
        </>
      ),
    },
    wire,
    ...tlsTab,
    lines.length > 0
      ? { name: 'log', label: 'Server log', content: <ServerLogTab lines={lines} /> }
      : connection,
  ];
}

/** What was noticed: the verdict's own finding in full, then the others. */
function Explanations({ subject, entry }: Pick<ResultTabsProps, 'subject' | 'entry'>) {
  const { findings, kind } = subject;
  return (
    <>
      {subject.renewal && <RenewalNote earlier={subject.earlier} renewal={subject.renewal} />}
      <Findings
        findings={findings}
        verdict={subject.verdict}
        notes={subject.notes}
        answeredId={describeVerdict(subject).finding?.id}
        origin={entry.exchange.purpose}
        {...(kind === 'exchange' && { perform: (action) => performHistoryAction(entry, action) })}
      />
    </>
  );
}

function WireTab({ entry: { exchange } }: { readonly entry: HistoryEntry }) {
  const [revealed, setRevealed] = useState(false);
  return (
    <>
      <RevealSwitch request={exchange.request} revealed={revealed} onChange={setRevealed} />
      <RawTab exchange={exchange} reveal={revealed ? ['ACCESS_TOKEN'] : []} />
    </>
  );
}
