import { type AppError, appError } from '../../shared/errors.ts';
import type { TokenServerSettings } from '../../shared/ipc/contract.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import type { ServerClientView } from '../../shared/token-server/client-view.ts';
import type { TokenServerConfig } from '../../shared/token-server/config.ts';
import type { Fault } from '../../shared/token-server/faults.ts';
import type { TokenServerLogEntry, TokenServerState } from '../../shared/token-server/state.ts';
import type { TokenServerConfigStore } from '../storage/token-server-config-store.ts';

/** The token server's process, as far as the app needs it: `createTokenServerHost` makes one. */
export interface TokenServerProcess {
  start(config: TokenServerConfig): Promise<void>;
  configure(config: TokenServerConfig): Promise<void>;
  arm(fault: Fault): Promise<void>;
  disarm(id: string | null): Promise<void>;
  rotateKeys(): Promise<void>;
  stop(): Promise<void>;
}

export interface TokenServerListeners {
  readonly onState: (state: TokenServerState) => void;
  readonly onLog: (entries: readonly TokenServerLogEntry[]) => void;
}

/** Enough to look back on; the window keeps no more. */
const LOG_LIMIT = 1000;

/** The embedded token server as the window drives it. Its process is made when it is first started. */
export class TokenServerService {
  readonly #config: TokenServerConfigStore;
  readonly #createProcess: (listeners: TokenServerListeners) => Promise<TokenServerProcess>;
  readonly #listeners: TokenServerListeners;
  #process: Promise<TokenServerProcess> | null = null;
  #state: TokenServerState = { status: 'stopped' };
  #log: readonly TokenServerLogEntry[] = [];

  constructor(
    config: TokenServerConfigStore,
    createProcess: (listeners: TokenServerListeners) => Promise<TokenServerProcess>,
    listeners: TokenServerListeners,
  ) {
    this.#config = config;
    this.#createProcess = createProcess;
    this.#listeners = listeners;
  }

  get state(): TokenServerState {
    return this.#state;
  }

  get log(): readonly TokenServerLogEntry[] {
    return this.#log;
  }

  get settings(): TokenServerSettings {
    return this.#config.settings;
  }

  get clients(): readonly ServerClientView[] {
    return this.#config.clients;
  }

  /** How it goes is told by the state: a taken port is a state with a free one to offer, not an error here. */
  async start(): Promise<void> {
    const process = await this.#ensureProcess();
    await process.start(this.#config.config);
  }

  async stop(): Promise<void> {
    if (this.#process === null) return;
    await (await this.#process).stop();
  }

  /** A running server follows at once; whether it can is told by its state. */
  async configure(settings: TokenServerSettings): Promise<Result<null, AppError>> {
    const saved = await this.#config.configure(settings);
    const isOn = this.#state.status === 'running' || this.#state.status === 'starting';
    if (isOn) await (await this.#ensureProcess()).configure(this.#config.config);
    return saved;
  }

  /** New keys sign from now on; does nothing while the server is down. */
  async rotateKeys(): Promise<void> {
    if (this.#process !== null) await (await this.#process).rotateKeys();
  }

  /** Only a running server can be told to do wrong; what came of it is told by the state. */
  async arm(fault: Fault): Promise<Result<null, AppError>> {
    if (this.#process === null || this.#state.status !== 'running') {
      return err(
        appError('token-server.failed', 'The token server does not run, so no fault was armed.', {
          nextStep: 'Start it, then arm the fault.',
        }),
      );
    }
    await (await this.#process).arm(fault);
    return ok(null);
  }

  /** The fault with this id, or all. */
  async disarm(id: string | null): Promise<void> {
    if (this.#process !== null) await (await this.#process).disarm(id);
  }

  clearLog(): void {
    this.#log = [];
  }

  #ensureProcess(): Promise<TokenServerProcess> {
    this.#process ??= this.#createProcess({
      onState: (state) => {
        this.#state = state;
        this.#listeners.onState(state);
      },
      onLog: (entries) => {
        this.#log = [...this.#log, ...entries].slice(-LOG_LIMIT);
        this.#listeners.onLog(entries);
      },
    });
    return this.#process;
  }
}
