import type { TokenServerConfig } from '../../shared/token-server/config.ts';
import type { Fault } from '../../shared/token-server/faults.ts';
import { mutualTlsOf } from '../../shared/token-server/server-rules.ts';
import type {
  TokenServerEndpoints,
  TokenServerFailure,
  TokenServerLogEntry,
  TokenServerState,
} from '../../shared/token-server/state.ts';
import { loadServerCertificate, type ServerCertificate } from './certificates/certificate-store.ts';
import { createFetchText } from './clients/fetch-text.ts';
import { createKeySets } from './clients/key-sets.ts';
import { createSecretChecker } from './clients/secret-checker.ts';
import { createSecretVault } from './clients/secret-vault.ts';
import { describeReach, findConfigNotices } from './config-notices.ts';
import { createNonces } from './dpop/nonces.ts';
import { createFaultBoard, isConnectionFault } from './faults/fault-board.ts';
import { createWrongCertificates } from './faults/wrong-certificates.ts';
import { DEFAULT_LIMITS, type ServerLimits } from './http/limits.ts';
import { createKeyRing } from './keys/key-ring.ts';
import { usedAlgorithms } from './keys/used-algorithms.ts';
import {
  describeCertificateFailure,
  describeFaultFailure,
  describeKeyFailure,
  describeListenFailure,
} from './listen/describe-failure.ts';
import { createRequestLog } from './log/request-log.ts';
import { createReplayMemory } from './proofs/replay-memory.ts';
import { openServer, type RunningServer, type ServerParts } from './running-server.ts';
import { loadTokens, saveTokens } from './tokens/kept-tokens.ts';
import { createTokenStore } from './tokens/token-store.ts';

export interface TokenServerOptions {
  /** Folder of the local CA, the certificate and signing keys. Only files that are needed are written. */
  readonly dataDir: string;
  /** Milliseconds since the epoch. */
  readonly clock?: () => number;
  readonly limits?: Partial<ServerLimits>;
  readonly onState?: (state: TokenServerState) => void;
  /** New log entries, in batches. */
  readonly onLog?: (entries: readonly TokenServerLogEntry[]) => void;
  /** Every log entry, at once. */
  readonly onLogEntry?: (entry: TokenServerLogEntry) => void;
  /** Keeps issued tokens across restarts. */
  readonly keepTokens?: boolean;
}

/** The embedded authorization server and its demo API, in this process. Call one command at a time. */
export interface TokenServer {
  readonly state: TokenServerState;
  /** Null unless it runs. */
  readonly endpoints: TokenServerEndpoints | null;
  /** The latest requests, oldest first. */
  readonly log: readonly TokenServerLogEntry[];
  /** Resolves to `running` or `failed`; never rejects. A running server is unchanged. */
  start(): Promise<TokenServerState>;
  stop(): Promise<void>;
  /** Applies at once to a running server, which keeps its tokens; it only moves if the address changed. */
  configure(config: TokenServerConfig): Promise<TokenServerState>;
  /**
   * Arms a fault, replacing one with the same ID, whether running or not. Never rejects: a failed preparation is a
   * notice in the state.
   */
  arm(fault: Fault): Promise<TokenServerState>;
  /** Disarms the fault with this id, or all of them. */
  disarm(id: string | null): TokenServerState;
  /** Signs with new keys from now on. The old ones stay in the key set while their tokens may be valid. */
  rotateKeys(): Promise<void>;
}

export function createTokenServer(config: TokenServerConfig, options: TokenServerOptions): TokenServer {
  return new EmbeddedTokenServer(config, options);
}

/** How often to remove expired tokens and check the certificate. */
const UPKEEP_INTERVAL_MS = 30_000;

/** For resource servers that rarely refresh the key set. */
const MIN_KEY_OVERLAP_SECONDS = 300;

const FAULT_NEWS_INTERVAL_MS = 50;

interface Run {
  readonly server: RunningServer;
  readonly startedAt: number;
  readonly upkeep: NodeJS.Timeout;
  certificate: ServerCertificate | null;
}

class EmbeddedTokenServer implements TokenServer {
  readonly #options: TokenServerOptions;
  readonly #parts: ServerParts;
  readonly #notices: string[] = [];
  #faultNews: NodeJS.Timeout | null = null;
  #config: TokenServerConfig;
  /** Seconds. The longest lifetime of issued tokens; lowering the setting does not shorten them. */
  #longestLifetime: number;
  #state: TokenServerState = { status: 'stopped' };
  #run: Run | null = null;

  constructor(config: TokenServerConfig, options: TokenServerOptions) {
    this.#config = config;
    this.#longestLifetime = longestLifetime(config, MIN_KEY_OVERLAP_SECONDS);
    this.#options = options;
    const clock = options.clock ?? Date.now;
    this.#parts = {
      clock,
      keys: createKeyRing({ folder: options.dataDir, clock }),
      limits: { ...DEFAULT_LIMITS, ...options.limits },
      log: createRequestLog({
        listener: (entries) => options.onLog?.(entries),
        onEntry: (entry) => options.onLogEntry?.(entry),
      }),
      secrets: createSecretChecker(undefined, costOf(config)),
      vault: createSecretVault(options.dataDir),
      keySets: createKeySets(createFetchText(() => this.#run?.certificate?.caPem ?? null)),
      nonces: { server: createNonces(), api: createNonces() },
      proofsSeen: createReplayMemory(),
      assertionsSeen: createReplayMemory(),
      apiOrigins: new Set(),
      tokens: createTokenStore(),
      faults: createFaultBoard(() => this.#tellSoon()),
      wrongCertificates: createWrongCertificates(options.dataDir, clock),
    };
  }

  get state(): TokenServerState {
    return this.#state;
  }

  get endpoints(): TokenServerEndpoints | null {
    return this.#run?.server.endpoints ?? null;
  }

  get log(): readonly TokenServerLogEntry[] {
    return this.#parts.log.entries();
  }

  async start(): Promise<TokenServerState> {
    if (this.#state.status !== 'stopped' && this.#state.status !== 'failed') return this.#state;
    return this.#open();
  }

  async #open(): Promise<TokenServerState> {
    this.#setState({ status: 'starting' });
    let certificate: ServerCertificate | null = null;
    try {
      if (this.#config.scheme === 'https') {
        certificate = await this.#loadCertificate();
        for (const { fault } of this.#parts.faults.armed) await this.#prepareFault(fault);
      }
    } catch (cause) {
      return this.#fail(describeCertificateFailure(cause, this.#options.dataDir));
    }
    const keyFailure = await this.#prepareKeys();
    if (keyFailure !== null) return this.#fail(keyFailure);
    try {
      const server = await openServer(this.#config, certificate, this.#parts);
      const upkeep = setInterval(() => void this.#keepUp(), UPKEEP_INTERVAL_MS);
      upkeep.unref();
      this.#run = { server, certificate, upkeep, startedAt: this.#parts.clock() };
      this.#logReach();
    } catch (cause) {
      return this.#fail(await describeListenFailure(cause, this.#config.port));
    }
    return this.#setState(this.#describeRun(this.#run));
  }

  /** Logs that other machines can reach the server. */
  #logReach(): void {
    const { network, scheme } = this.#config;
    if (!network) return;
    const warning = describeReach(network, scheme);
    const { clock, log } = this.#parts;
    const entry = { method: 'OPEN', path: '', status: 0, duration: 0, remotePort: 0, clientId: null };
    log.add({ ...entry, at: clock(), decision: `warning: ${warning}` });
  }

  /** Generates the clients' keys before the first token, so that the key set is complete from the start. */
  async #prepareKeys(): Promise<TokenServerFailure | null> {
    try {
      await this.#parts.keys.load();
      await this.#parts.vault.load();
      if (this.#options.keepTokens) await this.#loadTokens();
      for (const algorithm of usedAlgorithms(this.#config)) await this.#parts.keys.active(algorithm);
      return null;
    } catch (cause) {
      return describeKeyFailure(cause, this.#options.dataDir);
    }
  }

  async #loadTokens(): Promise<void> {
    const notice = await loadTokens(this.#options.dataDir, this.#parts.tokens);
    if (notice !== null) this.#notices.push(notice);
  }

  async stop(): Promise<void> {
    if (this.#run !== null) {
      this.#setState({ status: 'stopping' });
      await this.#close(this.#run);
    }
    this.#setState({ status: 'stopped' });
  }

  async #close(run: Run): Promise<void> {
    this.#run = null;
    clearInterval(run.upkeep);
    await run.server.close();
    if (this.#options.keepTokens) await saveTokens(this.#options.dataDir, this.#parts.tokens);
    this.#parts.log.flush();
  }

  async configure(config: TokenServerConfig): Promise<TokenServerState> {
    const before = this.#config;
    this.#config = config;
    this.#longestLifetime = longestLifetime(config, this.#longestLifetime);
    const run = this.#run;
    if (run === null) return this.#state;
    if (!isSameAddress(before, config, run.server)) {
      await this.#close(run);
      return this.#open();
    }
    const keyFailure = await this.#prepareKeys();
    if (keyFailure !== null) {
      await this.#close(run);
      return this.#fail(keyFailure);
    }
    run.server.configure(config);
    return this.#setState(this.#describeRun(run));
  }

  async arm(fault: Fault): Promise<TokenServerState> {
    try {
      await this.#prepareFault(fault);
      this.#parts.faults.arm(fault);
      if (isConnectionFault(fault)) this.#run?.server.closeIdleConnections();
    } catch (cause) {
      this.#notices.push(describeFaultFailure(cause, fault));
    }
    return this.#tellAgain();
  }

  disarm(id: string | null): TokenServerState {
    this.#parts.faults.disarm(id);
    return this.#tellAgain();
  }

  async #prepareFault({ effect }: Fault): Promise<void> {
    if (effect.kind !== 'certificate' || this.#config.scheme !== 'https') return;
    await this.#parts.wrongCertificates.prepare(effect.problem);
  }

  /** Throttled: under load, faults act too often to report each. */
  #tellSoon(): void {
    this.#faultNews ??= setTimeout(() => this.#tellAgain(), FAULT_NEWS_INTERVAL_MS);
  }

  #tellAgain(): TokenServerState {
    if (this.#faultNews !== null) clearTimeout(this.#faultNews);
    this.#faultNews = null;
    return this.#run === null ? this.#state : this.#setState(this.#describeRun(this.#run));
  }

  async rotateKeys(): Promise<void> {
    try {
      await this.#parts.keys.rotate(this.#longestLifetime * 1000);
    } catch (cause) {
      this.#notices.push(describeKeyFailure(cause, this.#options.dataDir).message);
    }
    this.#tellAgain();
  }

  async #keepUp(): Promise<void> {
    const run = this.#run;
    const now = this.#parts.clock();
    this.#parts.tokens.sweep(now);
    this.#parts.keys.sweep();
    if (run === null || run.certificate === null || now < run.certificate.renewAt) return;
    try {
      const renewed = await this.#loadCertificate();
      run.certificate = renewed;
      run.server.setCertificate(renewed);
    } catch (cause) {
      // The old one is valid for weeks, and the next check retries.
      console.error(describeCertificateFailure(cause, this.#options.dataDir).message);
    }
  }

  #loadCertificate(): Promise<ServerCertificate> {
    const names = this.#config.network?.names ?? [];
    return loadServerCertificate(this.#options.dataDir, this.#parts.clock(), names);
  }

  #fail(failure: TokenServerFailure): TokenServerState {
    return this.#setState({ status: 'failed', failure });
  }

  #setState(state: TokenServerState): TokenServerState {
    this.#state = state;
    this.#options.onState?.(state);
    return state;
  }

  #describeRun({ certificate, server, startedAt }: Run): TokenServerState {
    const { faults, keys, vault } = this.#parts;
    const notices = [
      ...(certificate?.notices ?? []),
      ...keys.notices,
      ...findConfigNotices(this.#config, vault),
      ...this.#notices,
    ];
    const running = { status: 'running', endpoints: server.endpoints, startedAt, notices } as const;
    const { armed } = faults;
    return armed.length === 0 ? running : { ...running, faults: armed };
  }
}

function longestLifetime({ clients }: TokenServerConfig, atLeast: number): number {
  return clients.reduce((longest, { tokenLifetime }) => Math.max(longest, tokenLifetime), atLeast);
}

/** The cost of checking a secret: the check for an unknown client must take as long. */
function costOf({ clients }: TokenServerConfig): number | undefined {
  for (const { authentication } of clients) {
    if (authentication.method === 'secret' && authentication.hash !== null) return authentication.hash.cost;
  }
  return undefined;
}

/** Whether a running server can keep its address and certificate mode. */
function isSameAddress(before: TokenServerConfig, config: TokenServerConfig, server: RunningServer): boolean {
  if (before.scheme !== config.scheme || ![before.port, server.port].includes(config.port)) return false;
  if (JSON.stringify(before.network) !== JSON.stringify(config.network)) return false;
  if (JSON.stringify(before.standIn) !== JSON.stringify(config.standIn)) return false;
  const [one, other] = [mutualTlsOf(before), mutualTlsOf(config)];
  if (one.mode !== other.mode) return false;
  if (one.mode !== 'separate-port' || other.mode !== 'separate-port') return true;
  return [one.port, server.mutualTlsPort].includes(other.port);
}
