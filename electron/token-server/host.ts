import type { TokenServerConfig } from '../../shared/token-server/config.ts';
import type { Fault } from '../../shared/token-server/faults.ts';
import type { TokenServerLogEntry, TokenServerState } from '../../shared/token-server/state.ts';
import { isChildMessage, type ParentMessage } from './process/messages.ts';

/** The part of Electron's `UtilityProcess` that the host needs. */
export interface ForkedProcess {
  postMessage(message: ParentMessage): void;
  on(event: 'message', listener: (message: unknown) => void): unknown;
  once(event: 'exit', listener: (code: number | null) => void): unknown;
  kill(): boolean;
  /** Null unless forked with `stdio: 'pipe'`. */
  readonly stderr?: NodeJS.ReadableStream | null;
}

export interface TokenServerHostOptions {
  /** The built child entry: `out/main/token-server.js`. */
  readonly childPath: string;
  /** Where the local CA and the certificate are kept. */
  readonly dataDir: string;
  /**
   * Starts the process; in the app `utilityProcess.fork(path, [], { stdio: ['ignore', 'inherit', 'pipe'] })`. Injected,
   * because the token server does not depend on Electron.
   */
  readonly fork: (path: string) => ForkedProcess;
  readonly onState: (state: TokenServerState) => void;
  readonly onLog: (entries: readonly TokenServerLogEntry[]) => void;
  /** How long a process may take to stop before it is killed. */
  readonly stopTimeoutMs?: number;
}

/** The token server's process as the app controls it. A crash is a state, never an exception here. */
export interface TokenServerHost {
  readonly state: TokenServerState;
  /** Resolves when the server runs or has failed; see the state. Reconfigures a running server. */
  start(config: TokenServerConfig): Promise<void>;
  /** Reconfigures a running server without losing its tokens; no effect while stopped. */
  configure(config: TokenServerConfig): Promise<void>;
  /**
   * Arms a fault in a running server, replacing one with the same ID; no effect while stopped. The state lists the
   * armed faults, which end when the server stops.
   */
  arm(fault: Fault): Promise<void>;
  /** Disarms the fault with this id, or all of them. */
  disarm(id: string | null): Promise<void>;
  /** Signs with new keys from now on; the old ones stay in the key set for a while. */
  rotateKeys(): Promise<void>;
  /** Resolves when the process has exited. */
  stop(): Promise<void>;
}

const STOP_TIMEOUT_MS = 2000;
/** The end of a crashed process's stderr is enough to explain the crash. */
const STDERR_LIMIT = 2000;

export function createTokenServerHost(options: TokenServerHostOptions): TokenServerHost {
  return new Host(options);
}

class Host implements TokenServerHost {
  readonly #options: TokenServerHostOptions;
  #state: TokenServerState = { status: 'stopped' };
  #child: ChildRun | null = null;
  /** Commands run one at a time: a start during a stop waits for it. */
  #queue: Promise<void> = Promise.resolve();
  /** Log entry numbers continue across restarts, so that they stay unique. */
  #lastLogId = 0;

  constructor(options: TokenServerHostOptions) {
    this.#options = options;
  }

  get state(): TokenServerState {
    return this.#state;
  }

  start(config: TokenServerConfig): Promise<void> {
    return this.#enqueue(async () => {
      if (this.#child !== null) return this.#command(this.#child, { type: 'configure', config });
      this.#child = this.#fork();
      this.#setState({ status: 'starting' });
      await this.#command(this.#child, { type: 'start', config, dataDir: this.#options.dataDir });
    });
  }

  configure(config: TokenServerConfig): Promise<void> {
    return this.#tell({ type: 'configure', config });
  }

  arm(fault: Fault): Promise<void> {
    return this.#tell({ type: 'arm-fault', fault });
  }

  disarm(id: string | null): Promise<void> {
    return this.#tell({ type: 'disarm-faults', id });
  }

  rotateKeys(): Promise<void> {
    return this.#tell({ type: 'rotate-keys' });
  }

  /** Only a running server gets messages. */
  #tell(message: ParentMessage): Promise<void> {
    return this.#enqueue(async () => {
      if (this.#child !== null) await this.#command(this.#child, message);
    });
  }

  stop(): Promise<void> {
    // At once, without waiting for a slow start.
    this.#beginStop();
    return this.#enqueue(async () => {
      this.#beginStop();
      await this.#child?.exited;
      // Also clears a failure.
      if (this.#state.status !== 'stopped') this.#setState({ status: 'stopped' });
    });
  }

  #beginStop(): void {
    const child = this.#child;
    if (child === null || child.isStopping) return;
    child.isStopping = true;
    this.#setState({ status: 'stopping' });
    child.send({ type: 'stop' });
    child.settle();
    const timer = setTimeout(() => child.kill(), this.#options.stopTimeoutMs ?? STOP_TIMEOUT_MS);
    void child.exited.then(() => clearTimeout(timer));
  }

  /** Resolves when the server runs with it, has failed, or is stopping. */
  #command(child: ChildRun, message: ParentMessage): Promise<void> {
    const settled = child.nextSettled();
    if (child.isStopping) child.settle();
    else child.send(message);
    return settled;
  }

  #enqueue(command: () => Promise<void>): Promise<void> {
    const done = this.#queue.then(command);
    this.#queue = done.catch(() => undefined);
    return done;
  }

  #fork(): ChildRun {
    const forked = this.#options.fork(this.#options.childPath);
    const child = new ChildRun(forked);
    const idOffset = this.#lastLogId;
    forked.on('message', (message) => {
      if (this.#child !== child || !isChildMessage(message)) return;
      if (message.type === 'log') this.#log(message.entries, idOffset);
      else if (!child.isStopping) this.#follow(child, message.state);
    });
    void child.exited.then((code) => this.#onExit(child, code));
    return child;
  }

  #follow(child: ChildRun, state: TokenServerState): void {
    if (state.status === 'failed') {
      // A process without a running server is useless; the next start creates a new one.
      this.#child = null;
      child.kill();
    }
    // Already reported when the command was sent.
    if (state.status !== this.#state.status || state.status === 'running') this.#setState(state);
    if (state.status === 'running' || state.status === 'failed') child.settle();
  }

  #onExit(child: ChildRun, code: number | null): void {
    if (this.#child !== child) return;
    this.#child = null;
    this.#setState(child.isStopping ? { status: 'stopped' } : crashed(code, child.lastWords));
    child.settle();
  }

  #log(entries: readonly TokenServerLogEntry[], idOffset: number): void {
    const renumbered = entries.map((entry) => ({ ...entry, id: entry.id + idOffset }));
    this.#lastLogId = renumbered.at(-1)?.id ?? this.#lastLogId;
    this.#options.onLog(renumbered);
  }

  #setState(state: TokenServerState): void {
    this.#state = state;
    this.#options.onState(state);
  }
}

/** One process, from start to exit. */
class ChildRun {
  /** Resolves with the exit code. */
  readonly exited: Promise<number | null>;
  readonly #process: ForkedProcess;
  #settle: () => void = () => undefined;
  #stderr = '';
  isStopping = false;

  constructor(forked: ForkedProcess) {
    this.#process = forked;
    this.exited = new Promise((resolve) => {
      forked.once('exit', resolve);
    });
    forked.stderr?.on('data', (chunk: Buffer | string) => {
      this.#stderr = (this.#stderr + chunk.toString()).slice(-STDERR_LIMIT);
    });
  }

  get lastWords(): string {
    return this.#stderr.trim();
  }

  send(message: ParentMessage): void {
    this.#process.postMessage(message);
  }

  kill(): void {
    this.#process.kill();
  }

  /** Resolves when the server next runs or fails, including a crash. */
  nextSettled(): Promise<void> {
    return new Promise((resolve) => {
      this.#settle = resolve;
    });
  }

  settle(): void {
    this.#settle();
  }
}

function crashed(code: number | null, lastWords: string): TokenServerState {
  const detail = lastWords === '' ? '' : ` Its last words: ${lastWords}`;
  return {
    status: 'failed',
    failure: {
      code: 'crashed',
      message: `The token server's process ended unexpectedly (exit code ${code ?? 'unknown'}). Start it again.${detail}`,
      freePort: null,
    },
  };
}
