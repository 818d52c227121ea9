import { join } from 'node:path';
import type { SendEvent } from '../../shared/ipc/events.ts';
import { clientSecretKey, secretKey } from '../../shared/model/secret-keys.ts';
import type { TokenServerConfig } from '../../shared/token-server/config.ts';
import type { NoticeBoard } from './notice-board.ts';
import type { Keychain } from './storage/keychain.ts';
import { ANY_ORIGIN, SecretStore } from './storage/secret-store.ts';
import { SettingsStore } from './storage/settings-store.ts';
import { TokenServerConfigStore } from './storage/token-server-config-store.ts';
import { WorkspaceStore } from './storage/workspace-store.ts';
import { ClientSecrets } from './token-server/client-secrets.ts';
import type { TokenServerListeners, TokenServerProcess } from './token-server/token-server-service.ts';
import { DEMO_SECRET, defaultWorkspaces } from './workspaces/default-workspaces.ts';

/** What the services need to start the embedded token server. */
export interface TokenServerParts {
  create(dataFolder: string, listeners: TokenServerListeners): Promise<TokenServerProcess>;
  createConfig(): Promise<TokenServerConfig>;
}

interface KeptStateOptions {
  readonly dataFolder: string;
  readonly keychain: Keychain;
  readonly tokenServer: Pick<TokenServerParts, 'createConfig'>;
  readonly sendEvent: SendEvent;
}

/** Data of earlier sessions, one file per kind. */
export interface KeptState {
  readonly store: WorkspaceStore;
  readonly settings: SettingsStore;
  readonly serverConfig: TokenServerConfigStore;
  readonly secrets: SecretStore;
  readonly clientSecrets: ClientSecrets;
  /** Writes pending changes. */
  readonly flush: () => Promise<void>;
}

/** Reads the data folder. Damaged files are set aside and reported on the notice board. */
export async function openKeptState(
  { dataFolder, keychain, tokenServer, sendEvent }: KeptStateOptions,
  notices: NoticeBoard,
): Promise<KeptState> {
  const file = (name: string) => join(dataFolder, name);
  const store = new WorkspaceStore(file('workspaces.json'), defaultWorkspaces());
  const settings = new SettingsStore(file('settings.json'));
  const serverConfig = new TokenServerConfigStore(file('token-server.json'), () =>
    tokenServer.createConfig(),
  );
  const secrets = new SecretStore({
    path: file('secrets.json'),
    keychain,
    workspaces: () => store.workspaces,
    onStorage: (storage) => sendEvent('secret.storage', storage),
    onNotice: (notice) => notices.tell(notice),
  });
  const clientSecrets = new ClientSecrets(file('token-server'));

  // Older secrets are named and confirmed by their workspaces.
  const loadWorkspaces = async () => [await store.load(), await secrets.load()];
  const loaded = await Promise.all([loadWorkspaces(), settings.load(), serverConfig.load()]);
  for (const notice of loaded.flat()) if (notice !== null) notices.tell(notice);
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

/** Lets the demo clients work at once, even without persistent secrets. Their secret is public. */
function presetDemoSecrets(store: WorkspaceStore, secrets: SecretStore): void {
  for (const { id, kind, clients } of store.workspaces) {
    if (kind !== 'built-in') continue;
    for (const client of clients) {
      const key = secretKey(id, clientSecretKey(client.id));
      const isDemo = client.id === client.clientId && ['server', 'short-lived'].includes(client.clientId);
      if (isDemo && !secrets.has(key)) void secrets.set(key, DEMO_SECRET, [ANY_ORIGIN]);
    }
  }
}
