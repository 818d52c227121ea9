import { join } from 'node:path';
import type { NoticeBoard } from './notice-board.ts';
import type { ServicePorts } from './service-ports.ts';
import { SecretStore, secretKey } from './storage/secret-store.ts';
import { SettingsStore } from './storage/settings-store.ts';
import { TokenServerConfigStore } from './storage/token-server-config-store.ts';
import { WorkspaceStore } from './storage/workspace-store.ts';
import { ClientSecrets } from './token-server/client-secrets.ts';
import { DEMO_SECRET, defaultWorkspaces } from './workspaces/default-workspaces.ts';

/** What earlier sessions left in the data folder, each kind in a file of its own. */
export interface KeptState {
  readonly store: WorkspaceStore;
  readonly settings: SettingsStore;
  readonly serverConfig: TokenServerConfigStore;
  readonly secrets: SecretStore;
  readonly clientSecrets: ClientSecrets;
  /** Writes what waits. */
  readonly flush: () => Promise<void>;
}

/** Reads it; what is damaged is kept aside and told on the notice board. */
export async function openKeptState(ports: ServicePorts, notices: NoticeBoard): Promise<KeptState> {
  const { dataFolder, sendEvent } = ports;
  const file = (name: string) => join(dataFolder, name);
  const store = new WorkspaceStore(file('workspaces.json'), defaultWorkspaces());
  const settings = new SettingsStore(file('settings.json'));
  const serverConfig = new TokenServerConfigStore(file('token-server.json'), ports.createTokenServerConfig);
  const secrets = new SecretStore({
    path: file('secrets.json'),
    keychain: ports.keychain,
    onStorage: (storage) => sendEvent('secret.storage', storage),
    onNotice: (notice) => notices.tell(notice),
  });
  const clientSecrets = new ClientSecrets(file('token-server'));
  ports.bugLog.withhold(() => [...secrets.knownSecrets, ...clientSecrets.known]);

  const loaded = await Promise.all([store.load(), settings.load(), secrets.load(), serverConfig.load()]);
  for (const notice of loaded) if (notice !== null) notices.tell(notice);
  presetDemoSecrets(store, secrets);

  return {
    store,
    settings,
    serverConfig,
    secrets,
    clientSecrets,
    flush: async () => {
      await Promise.all([store.flush(), settings.flush(), secrets.flush(), serverConfig.flush()]);
    },
  };
}

/** The demo clients work at once, also where secrets do not outlive the app. Their secret is in the documentation. */
function presetDemoSecrets(store: WorkspaceStore, secrets: SecretStore): void {
  for (const { id, kind, clients } of store.workspaces) {
    if (kind !== 'built-in') continue;
    for (const client of clients) {
      const key = secretKey(id, client.id);
      const isDemo = client.id === client.clientId && ['server', 'short-lived'].includes(client.clientId);
      if (isDemo && !secrets.has(key)) void secrets.set(key, DEMO_SECRET);
    }
  }
}
