import { Tabs } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import type { AccessToken } from '../../../../shared/oauth/token/token.ts';
import { copyText } from '../../../state/actions/clipboard.ts';
import { selectOperations } from '../../../state/selectors/tokens.ts';
import { useAppState } from '../../../state/store.ts';
import { CopyButton } from '../../../ui/copy-button.tsx';
import { ClaimsTab } from './claims-tab.tsx';
import { IntrospectionTab } from './introspection-tab.tsx';
import { OverviewTab } from './overview-tab.tsx';
import { RevocationResult } from './revocation-result.tsx';
import { SignatureTab } from './signature-tab.tsx';
import { TokenActions, type TokenTab } from './token-actions.tsx';
import { TokenHead } from './token-head.tsx';
import styles from './token-panel.module.css';

export interface TokenPanelProps {
  readonly token: AccessToken;
  /** The last request did not bring this one. */
  readonly earlier: boolean;
}

/** The token at hand: how long it lives, what it says of itself, what its server says of it. */
export function TokenPanel({ token, earlier }: TokenPanelProps) {
  const [tab, setTab] = useState<TokenTab>('overview');
  const [asked, setAsked] = useState(false);
  const { introspection, verification } = useAppState((state) => selectOperations(state, token.id));
  const tabs = useRef<HTMLDivElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: whenever an answer comes to what was asked, it is shown
  useEffect(() => {
    if (asked) tabs.current?.scrollIntoView({ block: 'nearest' });
  }, [asked, tab, introspection, verification]);
  const show = (wanted: TokenTab) => {
    setTab(wanted);
    setAsked(true);
  };
  return (
    <section className={styles.panel} aria-label="Access token">
      <TokenHead token={token} earlier={earlier} />
      <div className={styles.value}>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
        <code tabIndex={0}>{token.value}</code>
        <CopyButton label="Copy token" copy={() => copyText(token.value)} />
      </div>
      <TokenActions token={token} onShow={show} />
      <RevocationResult token={token} />
      <Tabs
        ref={tabs}
        value={tab}
        onChange={(name) => name !== null && setTab(name as TokenTab)}
        keepMounted={false}
        className={styles.tabs ?? ''}
      >
        <Tabs.List aria-label="About the token">
          <Tabs.Tab value="overview">Overview</Tabs.Tab>
          <Tabs.Tab value="claims">Claims</Tabs.Tab>
          <Tabs.Tab value="signature">Signature</Tabs.Tab>
          <Tabs.Tab value="introspection">Introspection</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="overview" pt="sm">
          <OverviewTab token={token} />
        </Tabs.Panel>
        <Tabs.Panel value="claims" pt="sm">
          <ClaimsTab token={token} />
        </Tabs.Panel>
        <Tabs.Panel value="signature" pt="sm">
          <SignatureTab token={token} />
        </Tabs.Panel>
        <Tabs.Panel value="introspection" pt="sm">
          <IntrospectionTab token={token} />
        </Tabs.Panel>
      </Tabs>
    </section>
  );
}
