import type { AppError } from '../../shared/errors.ts';
import type { Bootstrap } from '../../shared/ipc/bootstrap.ts';
import type { SendEvent } from '../../shared/ipc/events.ts';
import type { Settings } from '../../shared/model/settings.ts';
import type { Result } from '../../shared/result.ts';
import type { TokenServerConfig } from '../../shared/token-server/config.ts';
import type { BugLog } from './bug-log.ts';
import type { ClipboardService } from './clipboard-service.ts';
import type { KeyService } from './credentials/key-service.ts';
import type { ProxySurroundings } from './exchange/proxy/find-proxy.ts';
import type { FileService, FileServiceOptions } from './file-service.ts';
import type { HistoryService } from './history/history-service.ts';
import type { ExchangeEngine } from './requests/exchange-engine.ts';
import type { ApiRuns } from './runs/api-runs.ts';
import type { MetadataRuns } from './runs/metadata-runs.ts';
import type { RepeatRuns } from './runs/repeat-runs.ts';
import type { RunRegistry } from './runs/run-registry.ts';
import type { TokenOperations } from './runs/token-operations.ts';
import type { TokenRuns } from './runs/token-runs.ts';
import type { TokenShelf } from './runs/token-shelf.ts';
import type { Keychain } from './storage/keychain.ts';
import type { SecretStore } from './storage/secret-store.ts';
import type { SettingsStore } from './storage/settings-store.ts';
import type {
  TokenServerListeners,
  TokenServerProcess,
  TokenServerService,
} from './token-server/token-server-service.ts';
import type { TutorialReporter } from './tutorial-reporter.ts';
import type { WireService } from './wire-service.ts';
import type { WorkspaceFileService } from './workspaces/workspace-file-service.ts';
import type { WorkspaceService } from './workspaces/workspace-service.ts';

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
