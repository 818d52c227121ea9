import { join } from 'node:path';
import type { AppError } from '../../shared/errors.ts';
import type { Bootstrap } from '../../shared/ipc/contract.ts';
import type { Settings } from '../../shared/model/settings.ts';
import type { Result } from '../../shared/result.ts';
import type { TokenServerConfig } from '../../shared/token-server/config.ts';
import { CredentialsService } from '../credentials/credentials-service.ts';
import { DpopNonces } from '../credentials/dpop-nonces.ts';
import { DpopProver } from '../credentials/dpop-prover.ts';
import { KeyService } from '../credentials/key-service.ts';
import type { ProxySurroundings } from '../exchange/proxy/find-proxy.ts';
import { HistoryService, JOURNAL_KEY_NAME } from '../history/history-service.ts';
import type { HistoryLimits } from '../history/history-store.ts';
import type { SendEvent } from '../ipc/send-event.ts';
import type { Keychain } from '../storage/keychain.ts';
import { SecretStore, secretKey } from '../storage/secret-store.ts';
import { SettingsStore } from '../storage/settings-store.ts';
import { TokenServerConfigStore } from '../storage/token-server-config-store.ts';
import { WorkspaceStore } from '../storage/workspace-store.ts';
import { ApiRequests } from './api-requests.ts';
import { ApiRuns } from './api-runs.ts';
import type { BugLog } from './bug-log.ts';
import { ClientSecrets } from './client-secrets.ts';
import { ClipboardService } from './clipboard-service.ts';
import { DEMO_SECRET, defaultWorkspaces } from './default-workspaces.ts';
import type { ExchangeEngine } from './exchange-engine.ts';
import { FileService, type FileServiceOptions } from './file-service.ts';
import { KeySets } from './key-sets.ts';
import { MetadataRuns } from './metadata-runs.ts';
import { NoticeBoard } from './notice-board.ts';
import { RepeatRuns } from './repeat-runs.ts';
import { RunRegistry } from './run-registry.ts';
import { SignatureChecks } from './signature-checks.ts';
import { TokenOperations } from './token-operations.ts';
import { TokenRequests } from './token-requests.ts';
import { TokenRuns } from './token-runs.ts';
import {
  type TokenServerListeners,
  type TokenServerProcess,
  TokenServerService,
} from './token-server-service.ts';
import { TokenShelf } from './token-shelf.ts';
import type { TutorialReporter } from './tutorial-reporter.ts';
import { WireService } from './wire-service.ts';
import { WorkspaceExchanges } from './workspace-exchanges.ts';
import { WorkspaceFileService } from './workspace-file-service.ts';
import { WorkspaceService } from './workspace-service.ts';

/** Of each answer of a request that is repeated: sixty-four of them at once are to fit into memory. */
const MOST_REPEATED_BYTES = 5 * 1024 * 1024;

/** What the services need of the platform; tests pass their own. */
export interface ServicePorts {
  readonly dataFolder: string;
  readonly keychain: Keychain;
  readonly engine: ExchangeEngine;
  readonly createTokenServer: (
    dataFolder: string,
    listeners: TokenServerListeners,
  ) => Promise<TokenServerProcess>;
  readonly createTokenServerConfig: () => Promise<TokenServerConfig>;
  readonly sendEvent: SendEvent;
  readonly writeClipboard: (text: string) => void;
  /** What the system says of proxies, and the environment. */
  readonly proxies: ProxySurroundings;
  readonly choosePath: FileServiceOptions['choosePath'];
  readonly chooseFile: FileServiceOptions['chooseFile'];
  readonly openExternal: (url: string) => Promise<Result<null, AppError>>;
  readonly applyTheme: (theme: Settings['theme']) => void;
  readonly onPageReady: () => void;
  readonly tutorial: TutorialReporter;
  readonly bugLog: BugLog;
  readonly about: Pick<Bootstrap, 'appVersion' | 'versions' | 'platform' | 'runTutorial'>;
  readonly now: () => number;
}

/** Everything the window can ask for, behind the IPC handlers. */
export interface AppServices {
  readonly workspaces: WorkspaceService;
  readonly settings: SettingsStore;
  readonly secrets: SecretStore;
  readonly keys: KeyService;
  readonly metadataRuns: MetadataRuns;
  readonly tokenRuns: TokenRuns;
  readonly tokenOperations: TokenOperations;
  readonly shelf: TokenShelf;
  readonly apiRuns: ApiRuns;
  readonly repeatRuns: RepeatRuns;
  readonly runs: RunRegistry;
  readonly history: HistoryService;
  readonly clipboard: ClipboardService;
  readonly files: FileService;
  readonly workspaceFiles: WorkspaceFileService;
  readonly wires: WireService;
  readonly tokenServer: TokenServerService;
  readonly tutorial: TutorialReporter;
  readonly openExternal: (url: string) => Promise<Result<null, AppError>>;
  readonly applyTheme: (theme: Settings['theme']) => void;
  readonly onPageReady: () => void;
  readonly bootstrap: () => Bootstrap;
  /** Ends what runs and writes what waits. */
  readonly close: () => Promise<void>;
}

/** Reads what was kept, and puts the services together. */
export async function createServices(ports: ServicePorts): Promise<AppServices> {
  const { dataFolder, sendEvent, now, engine } = ports;
  const notices = new NoticeBoard(sendEvent);
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

  const history = new HistoryService({
    path: file('history.jsonl'),
    limits: historyLimits(settings.settings),
    secrets,
    onAdded: (summary) => sendEvent('history.added', summary),
    onRemoved: (ids) => sendEvent('history.removed', ids),
    onLoaded: () => sendEvent('history.loaded', null),
    onNotice: (notice) => notices.tell(notice),
  });
  void secrets.unlock().then(() => history.open());

  const tokenServer = new TokenServerService(
    serverConfig,
    clientSecrets,
    (listeners) => ports.createTokenServer(file('token-server'), listeners),
    {
      onState: (state) => {
        // First where requests go, then that they can go: whoever waits for the server uses its workspace next.
        if (state.status === 'running') void workspaces.follow(state.endpoints).then(tellFailure);
        sendEvent('tokenServer.state', state);
      },
      onLog: (entries) => sendEvent('tokenServer.log', entries),
    },
  );
  const workspaces = new WorkspaceService({
    store,
    secrets,
    tokenServerState: () => tokenServer.state,
    onChanged: (workspace) => sendEvent('workspace.changed', workspace),
  });
  const keys = new KeyService({ secrets, chooseFile: () => ports.chooseFile('key'), now });
  const credentials = new CredentialsService({ secrets, keys, now });
  const runs = new RunRegistry();
  const shelf = new TokenShelf();
  const exchanges = new WorkspaceExchanges({
    engine,
    secrets,
    proxies: ports.proxies,
    onProgress: (progress) => sendEvent('run.progress', progress),
    now,
  });
  const nonces = new DpopNonces();
  const prover = new DpopProver({ keys, nonces, now });
  const tokenRequests = new TokenRequests({ credentials, prover, nonces, exchanges });
  const apiRequests = new ApiRequests({ secrets, keys, prover, nonces, exchanges });
  const repeated = new WorkspaceExchanges({
    engine: {
      perform: (request, options) =>
        engine.perform(request, { ...options, keepBytes: false, maxResponseBytes: MOST_REPEATED_BYTES }),
    },
    secrets,
    proxies: ports.proxies,
    onProgress: () => {},
    now,
  });
  const repeatRuns = new RepeatRuns({
    tokenRequests: new TokenRequests({ credentials, prover, nonces, exchanges: repeated }),
    apiRequests: new ApiRequests({ secrets, keys, prover, nonces, exchanges: repeated }),
    shelf,
    runs,
    history,
    onProgress: (runId, report) => sendEvent('repeat.progress', { runId, report }),
    now,
  });
  const tokenRuns = new TokenRuns({ requests: tokenRequests, runs, shelf, history, now });
  const files = new FileService({ choosePath: ports.choosePath, chooseFile: ports.chooseFile });

  function tellFailure(result: Result<null, AppError>): void {
    if (!result.ok) notices.tell(result.error);
  }

  return {
    workspaces,
    settings,
    secrets,
    keys,
    runs,
    history,
    metadataRuns: new MetadataRuns({
      exchanges,
      runs,
      history,
      onTry: (next) => sendEvent('metadata.try', next),
      now,
    }),
    tokenRuns,
    repeatRuns,
    tokenOperations: new TokenOperations({
      credentials,
      exchanges,
      signatures: new SignatureChecks(new KeySets({ exchanges, history, now })),
      runs,
      shelf,
      history,
      now,
    }),
    shelf,
    apiRuns: new ApiRuns({ requests: apiRequests, tokens: tokenRuns, runs, shelf, history, now }),
    clipboard: new ClipboardService({ writeText: ports.writeClipboard, requests: tokenRequests }),
    files,
    workspaceFiles: new WorkspaceFileService({ files, workspaces, secrets }),
    wires: new WireService({ engine, files }),
    tokenServer,
    tutorial: ports.tutorial,
    openExternal: ports.openExternal,
    applyTheme: ports.applyTheme,
    onPageReady: ports.onPageReady,
    bootstrap: () => ({
      ...ports.about,
      workspaces: store.workspaces,
      activeWorkspaceId: store.activeId,
      settings: settings.settings,
      secretStorage: secrets.storage,
      clientsWithSecret: secrets.keys.filter((key) => key !== JOURNAL_KEY_NAME),
      tokenServer: {
        state: tokenServer.state,
        settings: tokenServer.settings,
        clients: tokenServer.clients,
        log: tokenServer.log,
      },
      notices: notices.read(),
    }),
    close: async () => {
      runs.cancelAll();
      await Promise.all([
        tokenServer.stop(),
        engine.close(),
        history.close(),
        store.flush(),
        settings.flush(),
        secrets.flush(),
        serverConfig.flush(),
      ]);
    },
  };
}

/** The settings speak of megabytes, the store of bytes. */
export function historyLimits({ history }: Settings): HistoryLimits {
  return { entries: history.entries, bytes: history.megabytes * 1_000_000 };
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
