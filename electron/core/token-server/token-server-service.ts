import { type AppError, appError } from '../../../shared/errors.ts';
import type { TokenServerSettings } from '../../../shared/ipc/inputs.ts';
import type { CommitProblem, Output } from '../../../shared/ipc/outputs.ts';
import { err, ok, type Result } from '../../../shared/result.ts';
import { type ServerClientView, withSecret } from '../../../shared/token-server/client-view.ts';
import type { TokenServerConfig } from '../../../shared/token-server/config.ts';
import type { Fault } from '../../../shared/token-server/faults.ts';
import type { ClientProblem } from '../../../shared/token-server/find-client-problems.ts';
import { normalizeClient } from '../../../shared/token-server/normalize-client.ts';
import type { TokenServerLogEntry, TokenServerState } from '../../../shared/token-server/state.ts';
import type { TokenServerConfigStore } from '../storage/token-server-config-store.ts';
import type { ClientSecrets, MadeSecret } from './client-secrets.ts';

/** What the app needs from the token server's process; see `createTokenServerHost`. */
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

/** Enough to look back; the window keeps no more. */
const LOG_LIMIT = 1000;

/** The embedded token server as the window controls it. Its process is created on first start. */
export class TokenServerService {
  readonly #config: TokenServerConfigStore;
  readonly #secrets: ClientSecrets;
  readonly #createProcess: (listeners: TokenServerListeners) => Promise<TokenServerProcess>;
  readonly #listeners: TokenServerListeners;
  #process: Promise<TokenServerProcess> | null = null;
  #state: TokenServerState = { status: 'stopped' };
  #log: readonly TokenServerLogEntry[] = [];

  constructor(
    config: TokenServerConfigStore,
    secrets: ClientSecrets,
    createProcess: (listeners: TokenServerListeners) => Promise<TokenServerProcess>,
    listeners: TokenServerListeners,
  ) {
    this.#config = config;
    this.#secrets = secrets;
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

  /** The state reports the outcome: a taken port is a state that offers a free one, not an error. */
  async start(): Promise<void> {
    const process = await this.#ensureProcess();
    await process.start(this.#config.config);
  }

  async stop(): Promise<void> {
    if (this.#process === null) return;
    await (await this.#process).stop();
  }

  /** A running server applies it at once; its state reports the outcome. */
  async configure(settings: TokenServerSettings): Promise<Result<null, AppError>> {
    const saved = await this.#config.configure(settings);
    await this.#follow();
    return saved;
  }

  /** Applies the configuration to the server if it is on. */
  async #follow(): Promise<void> {
    const isOn = this.#state.status === 'running' || this.#state.status === 'starting';
    if (isOn) await (await this.#ensureProcess()).configure(this.#config.config);
  }

  /** Signs with new keys from now on; no effect while the server is stopped. */
  async rotateKeys(): Promise<void> {
    if (this.#process !== null) await (await this.#process).rotateKeys();
  }

  /** Only a running server accepts faults; its state reports the outcome. */
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

  /** Removes the fault with this ID, or all. */
  async disarm(id: string | null): Promise<void> {
    if (this.#process !== null) await (await this.#process).disarm(id);
  }

  /** Generates a client secret, kept under its ticket until it is committed. */
  makeSecret(own: string | null): Promise<MadeSecret> {
    return this.#secrets.make(own);
  }

  /** A client's secret, if generated in this session. Returned only once. */
  takeSecret(clientId: string): string | null {
    return this.#secrets.take(clientId);
  }

  /** The secrets of these clients that are not only kept as hashes, by client ID: for an export that the user confirmed. */
  async readableSecrets(
    views: readonly ServerClientView[],
    tickets: Readonly<Record<string, string>>,
  ): Promise<Readonly<Record<string, string>>> {
    const kept = new Map(this.#config.config.clients.map((client) => [client.clientId, client]));
    const found: [string, string][] = [];
    for (const { authentication, clientId } of views) {
      if (!('hasSecret' in authentication) || !authentication.hasSecret) continue;
      const before = kept.get(clientId)?.authentication;
      const sealed = before?.method === 'client_secret_jwt' ? before.secret : null;
      const secret = await this.#secrets.read(clientId, tickets[clientId] ?? null, sealed);
      if (secret !== null) found.push([clientId, secret]);
    }
    return Object.fromEntries(found);
  }

  /** Replaces all clients. A running server applies it at once. On validation problems nothing changes. */
  async commitClients(
    views: readonly ServerClientView[],
    tickets: Readonly<Record<string, string>>,
  ): Promise<Result<Output<'tokenServer.commitClients'>, AppError>> {
    const { checkClient } = await import('../../token-server/clients/check-client.ts');
    const ids = views.map(({ clientId }) => clientId);
    const problems = views.flatMap((view, index) => [
      ...checkClient(view, ids.toSpliced(index, 1)).map((problem) => atClient(view, problem)),
      ...this.#findLostSecret(view, tickets),
    ]);
    if (problems.length > 0) return ok({ clients: this.clients, problems });
    const former = new Map(this.#config.config.clients.map((client) => [client.clientId, client]));
    const clients = await Promise.all(
      views.map(async (view) => {
        const ticket = tickets[view.clientId];
        const { method } = view.authentication;
        const fresh = ticket === undefined ? null : await this.#secrets.protect(ticket, method);
        return withSecret(normalizeClient(view), former.get(view.clientId), fresh);
      }),
    );
    const saved = await this.#config.replaceClients(clients);
    // After a full disk the user may retry: then the tickets must still be valid.
    if (saved.ok) this.#secrets.settle(ids, tickets);
    await this.#follow();
    return saved.ok ? ok({ clients: this.clients, problems }) : saved;
  }

  /** Its ticket was dropped because too many were generated. Fail, or the old secret would silently stay valid. */
  #findLostSecret(view: ServerClientView, tickets: Readonly<Record<string, string>>): CommitProblem[] {
    const ticket = tickets[view.clientId];
    if (ticket === undefined || this.#secrets.has(ticket)) return [];
    return [
      atClient(view, { field: 'authentication', message: 'The new secret is gone: make another one.' }),
    ];
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

function atClient({ clientId }: ServerClientView, problem: ClientProblem): CommitProblem {
  return { ...problem, clientId };
}
