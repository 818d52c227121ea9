import { basename, join } from 'node:path';
import { type AppError, appError } from '../../shared/errors.ts';
import { importWorkspace } from '../../shared/formats/workspace-file/import-workspace.ts';
import type { AboutApplication, Bootstrap } from '../../shared/ipc/bootstrap.ts';
import type { SendEvent } from '../../shared/ipc/events.ts';
import type { UpdateCheck } from '../../shared/ipc/outputs.ts';
import type { Settings } from '../../shared/model/settings.ts';
import { err, type Result } from '../../shared/result.ts';
import type { TokenServerState } from '../../shared/token-server/state.ts';
import { type Core, createCore } from './core.ts';
import { KeyService } from './credentials/key-service.ts';
import { type Confirm, SecretGate } from './credentials/secret-gate.ts';
import type { ProxySurroundings } from './exchange/proxy/find-proxy.ts';
import { historyLimits } from './history/history-limits.ts';
import { HistoryService, JOURNAL_KEY_NAME } from './history/history-service.ts';
import { openKeptState, type TokenServerParts } from './kept-state.ts';
import { NoticeBoard } from './notice-board.ts';
import type { ExchangeEngine } from './requests/exchange-engine.ts';
import { SessionRuns } from './session-runs.ts';
import { type FileDialogs, FileService, readTextFile } from './storage/file-service.ts';
import type { Keychain } from './storage/keychain.ts';
import type { SecretStore } from './storage/secret-store.ts';
import { TokenServerService } from './token-server/token-server-service.ts';
import { checkForUpdate, type Releases } from './update-check.ts';
import { WireService } from './wire-service.ts';
import { LinkedFiles } from './workspaces/linked-files.ts';
import { WorkspaceFileService } from './workspaces/workspace-file-service.ts';
import { WorkspaceService } from './workspaces/workspace-service.ts';

/** What the services need from the platform; tests pass their own. */
export interface ServicePorts {
  readonly dataFolder: string;
  readonly keychain: Keychain;
  readonly engine: ExchangeEngine;
  readonly tokenServer: TokenServerParts;
  /** How long secrets of removed items can be restored, in milliseconds. Default: ten seconds. */
  readonly undoMs?: number;
  readonly sendEvent: SendEvent;
  readonly proxies: ProxySurroundings;
  /** Null for a build without a releases page. */
  readonly releases: Releases | null;
  readonly dialogs: FileDialogs;
  /** Asks the user in a native dialog, which the page can neither see nor answer. */
  readonly confirm: Confirm;
  readonly now: () => number;
}

/** The engine with a data folder, a history and a token server: everything the window uses. */
export interface AppServices {
  readonly core: Core;
  readonly runs: SessionRuns;
  readonly workspaces: WorkspaceService;
  readonly workspaceFiles: WorkspaceFileService;
  readonly linkedFiles: LinkedFiles;
  readonly secrets: SecretStore;
  readonly keys: KeyService;
  readonly history: HistoryService;
  readonly files: FileService;
  readonly wires: WireService;
  readonly tokenServer: TokenServerService;
  /** Opens a workspace file in place, and reports a failure. */
  openWorkspaceFile(path: string): Promise<void>;
  saveSettings(settings: Settings): Promise<Result<null, AppError>>;
  checkForUpdate(): Promise<Result<UpdateCheck, AppError>>;
  bootstrap(): Omit<Bootstrap, keyof AboutApplication>;
  readonly confirm: Confirm;
  /** Secrets to keep out of logs. */
  knownSecrets(): readonly string[];
  /** Cancels all runs and writes pending data. */
  close(): Promise<void>;
}

/** Reads the data folder and connects the services. */
export async function createServices(ports: ServicePorts): Promise<AppServices> {
  const { dataFolder, sendEvent, now, engine } = ports;
  const notices = new NoticeBoard(sendEvent);
  const kept = await openKeptState(ports, notices);
  const { store, settings, serverConfig, secrets, clientSecrets } = kept;

  const history = new HistoryService({
    path: join(dataFolder, 'history.jsonl'),
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
    (listeners) => ports.tokenServer.create(join(dataFolder, 'token-server'), listeners),
    {
      onState: (state) => {
        // Update the workspaces first: whoever waits for the server uses its workspace next.
        if (state.status === 'running') void workspaces.follow(state.endpoints).then(tellFailure);
        sendEvent('tokenServer.state', state);
      },
      onLog: (entries) => sendEvent('tokenServer.log', entries),
    },
  );
  const linkedFiles = new LinkedFiles({
    store,
    dialogs: ports.dialogs,
    confirm: ports.confirm,
    onRead: (read) => sendEvent('workspace.read', read),
    onNotice: (notice) => notices.tell(notice),
  });
  const workspaces = new WorkspaceService({
    store,
    secrets,
    files: linkedFiles,
    tokenServerState: () => tokenServer.state,
    ...(ports.undoMs !== undefined && { undoMs: ports.undoMs }),
    onChanged: (workspace) => sendEvent('workspace.changed', workspace),
  });
  const core = createCore({
    secrets,
    gate: new SecretGate({
      secrets,
      confirm: ports.confirm,
      isOwnServer: (origin) => isOwnServer(origin, tokenServer.state),
    }),
    proxies: ports.proxies,
    trust: () => settings.settings.trust,
    engine,
    history,
    serverLog: () => tokenServer.log,
    now,
    onProgress: (progress) => sendEvent('run.progress', progress),
    onMetadataTry: (next) => sendEvent('metadata.try', next),
    onRepeatProgress: (runId, report) => sendEvent('repeat.progress', { runId, report }),
  });
  const runs = new SessionRuns(core, {
    onToken: (runId, run) => sendEvent('run.token', { runId, run }),
    now,
  });
  const files = new FileService(ports.dialogs, (path) => sendEvent('file.saved', { path }));

  /** A file with sealed secrets cannot be opened in place; the page offers to import it. */
  async function openWorkspaceFile(path: string): Promise<void> {
    const text = await readTextFile(path);
    const read = text.ok ? importWorkspace(text.value, { id: '' }) : text;
    if (text.ok && read.ok && read.value.secrets !== null) {
      sendEvent('import.offered', { name: basename(path), text: text.value });
    } else tellFailure(await linkedFiles.open(path));
  }

  function tellFailure(result: Result<null, AppError>): void {
    if (!result.ok) notices.tell(result.error);
  }

  return {
    core,
    runs,
    workspaces,
    workspaceFiles: new WorkspaceFileService({ files, workspaces, secrets }),
    linkedFiles,
    secrets,
    keys: new KeyService({ secrets, chooseFile: () => ports.dialogs.chooseFile('key'), now }),
    history,
    files,
    wires: new WireService({ engine, files }),
    tokenServer,
    openWorkspaceFile,
    saveSettings: (changed) => {
      history.limit(historyLimits(changed));
      return settings.save(changed);
    },
    checkForUpdate: async () => {
      const { releases, proxies } = ports;
      if (releases === null) return err(appError('update.failed', 'This build has no releases page.'));
      return checkForUpdate(releases, { engine, proxies, trust: settings.settings.trust });
    },
    bootstrap: () => ({
      workspaces: store.workspaces,
      selections: store.selections,
      workspaceFiles: Object.fromEntries(Object.entries(store.files).map(([id, { path }]) => [id, path])),
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
    confirm: ports.confirm,
    knownSecrets: () => [...secrets.knownSecrets, ...clientSecrets.known],
    close: async () => {
      runs.cancelAll();
      await workspaces.flush();
      await linkedFiles.close();
      await Promise.all([tokenServer.stop(), core.close(), history.close(), kept.flush()]);
    },
  };
}

function isOwnServer(origin: string, state: TokenServerState): boolean {
  return state.status === 'running' && origin === new URL(state.endpoints.baseUrl).origin;
}
