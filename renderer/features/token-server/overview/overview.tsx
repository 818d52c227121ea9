import { Text } from '@mantine/core';
import type { TokenServerSettings } from '../../../../shared/ipc/inputs.ts';
import type { TokenServerState } from '../../../../shared/token-server/state.ts';
import { configureTokenServer } from '../../../state/actions/token-server.ts';
import { updateWorkspace } from '../../../state/actions/workspaces.ts';
import { useAppState } from '../../../state/store.ts';
import { Section } from '../section.tsx';
import classes from '../token-server.module.css';
import { AddressForm } from './address-form.tsx';
import { AuthorityCard } from './authority-card.tsx';
import { authorityTrust, trustAuthority } from './authority-trust.ts';
import { EndpointList } from './endpoint-list.tsx';
import { TerminalCommands } from './terminal-commands.tsx';

export interface OverviewProps {
  readonly state: TokenServerState;
  readonly settings: TokenServerSettings;
}

/** Where the server is and how to reach it, from here and from a terminal. */
export function Overview({ settings, state }: OverviewProps) {
  const platform = useAppState((app) => app.application.platform);
  const endpoints = state.status === 'running' ? state.endpoints : null;
  return (
    <div className={classes.overview}>
      <div className={classes.column}>
        <Section title="Address">
          <AddressForm
            settings={settings}
            running={state.status === 'running'}
            onApply={(changed) => void configureTokenServer(changed)}
          />
        </Section>
        {endpoints && (
          <Section title="Endpoints">
            <EndpointList endpoints={endpoints} />
          </Section>
        )}
      </div>
      <div className={classes.column}>
        {endpoints ? (
          <Section title="From a terminal">
            <TerminalCommands endpoints={endpoints} platform={platform} />
          </Section>
        ) : (
          <WhatItIs />
        )}
        {endpoints?.caPem && <Authority pem={endpoints.caPem} />}
      </div>
    </div>
  );
}

function Authority({ pem }: { readonly pem: string }) {
  const workspace = useAppState((app) => app.workspaces.list.find(({ kind }) => kind === 'built-in'));
  if (!workspace) return null;
  return (
    <Section title="Certificate authority">
      <AuthorityCard
        pem={pem}
        workspaceName={workspace.name}
        trust={authorityTrust(workspace.tls, pem)}
        onTrust={() =>
          updateWorkspace(workspace.id, (current) => ({ ...current, tls: trustAuthority(current.tls, pem) }))
        }
      />
    </Section>
  );
}

function WhatItIs() {
  return (
    <Section title="Your own test server">
      <Text size="sm">
        Credence includes an OAuth authorization server and a small protected API, so the whole flow works
        offline. Start it to see its endpoints, its CA and two commands for a terminal.
      </Text>
      <Text size="sm" mt="xs">
        It checks secrets and scopes like a real server, and uses Curity’s paths. Only this machine can reach
        it unless you open it in the settings. Its tokens are in memory and end with it.
      </Text>
    </Section>
  );
}
