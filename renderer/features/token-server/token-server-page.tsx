import { Tabs, Text } from '@mantine/core';
import { IconWorld } from '@tabler/icons-react';
import type { TokenServerSettings } from '../../../shared/ipc/inputs.ts';
import type { NetworkEndpoints } from '../../../shared/token-server/state.ts';
import { showTokenServer } from '../../state/actions/navigation.ts';
import { configureTokenServer, startTokenServer, stopTokenServer } from '../../state/actions/token-server.ts';
import { selectArmedFaults } from '../../state/selectors/faults.ts';
import type { TokenServerTab } from '../../state/slices/token-server.ts';
import { store, useAppState } from '../../state/store.ts';
import { formatCount } from '../../ui/format-count.ts';
import layout from '../../ui/layout.module.css';
import { ClientsTab } from './clients/clients-tab.tsx';
import { FaultsTab } from './faults/faults-tab.tsx';
import { RequestLog } from './log/request-log.tsx';
import { Overview } from './overview/overview.tsx';
import { ServerFailure } from './server-failure.tsx';
import { ServerNotices } from './server-notices.tsx';
import { ServerStatus } from './server-status.tsx';
import { SettingsTab } from './settings/settings-tab.tsx';
import classes from './token-server.module.css';

/** The embedded token server: run it, know where it is, see what it does. */
export function TokenServerPage() {
  const state = useAppState((app) => app.tokenServer.state);
  const settings = useAppState((app) => app.tokenServer.settings);
  const pending = useAppState((app) => app.serverClients.draft !== null);
  const tab = useAppState((app) => app.tokenServer.tab);
  const faults = useAppState(selectArmedFaults).length;

  const startWith = async (changed: TokenServerSettings | null) => {
    if (changed) await configureTokenServer(changed);
    await startTokenServer();
  };

  return (
    <div className={classes.page} data-tab={tab}>
      <div data-tutorial-place="token-server">
        <ServerStatus
          state={state}
          onStart={() => void startTokenServer()}
          onStop={() => void stopTokenServer()}
          onRestart={() => void restartTokenServer()}
        />
      </div>
      {state.status === 'failed' && (
        <ServerFailure
          failure={state.failure}
          settings={settings}
          onStartWith={(changed) => void startWith(changed)}
        />
      )}
      {state.status === 'running' && state.endpoints.network && (
        <NetworkBanner network={state.endpoints.network} />
      )}
      {state.status === 'running' && state.notices && <ServerNotices notices={state.notices} />}
      <Tabs
        value={tab}
        onChange={(value) => showTokenServer(value as TokenServerTab)}
        keepMounted={false}
        className={layout.column ?? ''}
      >
        <Tabs.List>
          <Tabs.Tab value="overview">Overview</Tabs.Tab>
          <Tabs.Tab value="clients">Clients{pending ? ' (changed)' : ''}</Tabs.Tab>
          <Tabs.Tab value="faults">Faults{faults > 0 ? ` (${faults})` : ''}</Tabs.Tab>
          <Tabs.Tab value="settings">Settings</Tabs.Tab>
          <Tabs.Tab value="log">
            <LogTabLabel />
          </Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="overview">
          <Overview state={state} settings={settings} />
        </Tabs.Panel>
        <Tabs.Panel value="clients">
          <ClientsTab />
        </Tabs.Panel>
        <Tabs.Panel value="faults">
          <FaultsTab />
        </Tabs.Panel>
        <Tabs.Panel value="settings">
          <SettingsTab />
        </Tabs.Panel>
        <Tabs.Panel value="log" className={layout.column ?? ''}>
          <RequestLog />
        </Tabs.Panel>
      </Tabs>
    </div>
  );
}

/** On its own, so that only this is drawn anew while requests pour in. */
function LogTabLabel() {
  const count = useAppState((app) => app.tokenServer.log.length);
  return `Request log${count > 0 ? ` (${formatCount(count)})` : ''}`;
}

/** Stays for as long as others can reach the server. */
function NetworkBanner({ network }: { readonly network: NetworkEndpoints }) {
  return (
    <div className={classes.failure} role="alert">
      <IconWorld size={20} aria-hidden />
      <div className={classes.failureText}>
        <Text size="sm" fw={500}>
          {network.warning}
        </Text>
        <Text size="sm">{network.baseUrls.join(', ')}</Text>
      </div>
    </div>
  );
}

/** Stops the server, waits until it has let go of its port, and starts it with the settings it has now. */
async function restartTokenServer(): Promise<void> {
  await stopTokenServer();
  await stopped();
  await startTokenServer();
}

function stopped(): Promise<void> {
  const isDown = () => ['stopped', 'failed'].includes(store.getState().tokenServer.state.status);
  if (isDown()) return Promise.resolve();
  return new Promise((resolve) => {
    const unsubscribe = store.subscribe(() => {
      if (!isDown()) return;
      unsubscribe();
      resolve();
    });
  });
}
