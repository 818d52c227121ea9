import { join } from 'node:path';
import type { AppError } from '../../shared/errors.ts';
import type { Result } from '../../shared/result.ts';
import { ClipboardService } from './clipboard-service.ts';
import { CredentialsService } from './credentials/credentials-service.ts';
import { KeyService } from './credentials/key-service.ts';
import { FileService } from './file-service.ts';
import { historyLimits } from './history/history-limits.ts';
import { HistoryService, JOURNAL_KEY_NAME } from './history/history-service.ts';
import { openKeptState } from './kept-state.ts';
import { NoticeBoard } from './notice-board.ts';
import { createRequests } from './requests/create-requests.ts';
import { ApiRuns } from './runs/api-runs.ts';
import { KeySets } from './runs/key-sets.ts';
import { MetadataRuns } from './runs/metadata-runs.ts';
import { RepeatRuns } from './runs/repeat-runs.ts';
import { RunRegistry } from './runs/run-registry.ts';
import { SignatureChecks } from './runs/signature-checks.ts';
import { TokenOperations } from './runs/token-operations.ts';
import { TokenRuns } from './runs/token-runs.ts';
import { TokenShelf } from './runs/token-shelf.ts';
import type { AppServices, ServicePorts } from './service-ports.ts';
import { TokenServerService } from './token-server/token-server-service.ts';
import { WireService } from './wire-service.ts';
import { WorkspaceFileService } from './workspaces/workspace-file-service.ts';
import { WorkspaceService } from './workspaces/workspace-service.ts';

/** Reads what was kept, and puts the services together. */
export async function createServices(ports: ServicePorts): Promise<AppServices> {
  const { dataFolder, sendEvent, now, engine } = ports;
  const notices = new NoticeBoard(sendEvent);
  const file = (name: string) => join(dataFolder, name);
  const kept = await openKeptState(ports, notices);
  const { store, settings, serverConfig, secrets, clientSecrets } = kept;

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
  const { exchanges, tokenRequests, apiRequests, repeated } = createRequests({
    engine,
    secrets,
    keys,
    credentials,
    proxies: ports.proxies,
    trust: () => settings.settings.trust,
    onProgress: (progress) => sendEvent('run.progress', progress),
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
    repeatRuns: new RepeatRuns({
      ...repeated,
      shelf,
      runs,
      history,
      onProgress: (runId, report) => sendEvent('repeat.progress', { runId, report }),
      now,
    }),
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
      selections: store.selections,
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
      await Promise.all([tokenServer.stop(), engine.close(), history.close(), kept.flush()]);
    },
  };
}
