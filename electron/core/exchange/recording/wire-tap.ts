import type { Socket } from 'node:net';
import { Duplex } from 'node:stream';
import { ContinueFilter } from '../continue-filter.ts';

/** The bytes of one exchange inside TLS, for the wire inspector. */
export interface WireRecord {
  readonly sent: Uint8Array;
  readonly received: Uint8Array;
  /** Total bytes sent, including those not kept. */
  readonly sentBytes: number;
  readonly receivedBytes: number;
  /** True if some bytes were not kept. */
  readonly truncated: boolean;
}

export const NOTHING_ON_THE_WIRE: WireRecord = {
  sent: new Uint8Array(),
  received: new Uint8Array(),
  sentBytes: 0,
  receivedBytes: 0,
  truncated: false,
};

/** Heads and the start of bodies. Whole bodies are kept elsewhere. */
const KEPT_PER_DIRECTION = 1024 * 1024;

export interface WireEvents {
  /** All bytes written so far were handed to the system. */
  onFlushed(): void;
  onReceived(): void;
}

/** Records the bytes of one exchange. */
export class WireRecorder {
  sentBytes = 0;
  receivedBytes = 0;
  /** Set if the connection broke with an error instead of closing. */
  error: Error | null = null;
  readonly #events: WireEvents;
  readonly #sent: Uint8Array[] = [];
  readonly #received: Uint8Array[] = [];

  constructor(events: WireEvents) {
    this.#events = events;
  }

  sending(chunk: Uint8Array): void {
    keep(this.#sent, chunk, this.sentBytes);
    this.sentBytes += chunk.length;
  }

  flushed(): void {
    this.#events.onFlushed();
  }

  receiving(chunk: Uint8Array): void {
    keep(this.#received, chunk, this.receivedBytes);
    this.receivedBytes += chunk.length;
    this.#events.onReceived();
  }

  record(): WireRecord {
    return {
      sent: Buffer.concat(this.#sent),
      received: Buffer.concat(this.#received),
      sentBytes: this.sentBytes,
      receivedBytes: this.receivedBytes,
      truncated: Math.max(this.sentBytes, this.receivedBytes) > KEPT_PER_DIRECTION,
    };
  }
}

function keep(chunks: Uint8Array[], chunk: Uint8Array, soFar: number): void {
  const room = KEPT_PER_DIRECTION - soFar;
  // A copy of the part: a view would keep the whole chunk alive.
  if (room > 0) chunks.push(chunk.length <= room ? chunk : chunk.slice(0, room));
}

export interface WireTapOptions {
  /** HTTP/1.1 only. */
  readonly continueFilter?: boolean;
  /** Sees every outgoing chunk, recorded or not. */
  readonly onSending?: (chunk: Buffer) => void;
}

type WriteCallback = (error?: Error | null) => void;

/**
 * Sits between the HTTP client and a socket, and records the bytes. It implements the socket methods that the client
 * uses.
 */
export class WireTap extends Duplex {
  readonly #socket: Socket;
  #recorder: WireRecorder | null = null;
  readonly #filters: boolean;
  readonly #onSending: (chunk: Buffer) => void;
  #filter = new ContinueFilter();

  constructor(socket: Socket, { continueFilter = true, onSending = () => {} }: WireTapOptions = {}) {
    super({ allowHalfOpen: true });
    this.#socket = socket;
    this.#filters = continueFilter;
    this.#onSending = onSending;
    socket.on('data', (chunk: Buffer) => {
      this.#recorder?.receiving(chunk);
      const passed = this.#filters ? this.#filter.pass(chunk) : chunk;
      if (passed.length > 0 && !this.push(passed)) socket.pause();
    });
    socket.on('end', () => {
      this.push(this.#filter.flush());
      this.push(null);
    });
    socket.on('error', (error) => {
      if (this.#recorder) this.#recorder.error = error;
      this.destroy(error);
    });
    socket.on('close', () => this.destroy());
    if (socket.destroyed) this.destroy(socket.errored ?? undefined);
  }

  /** Assigns all further bytes to this recorder's exchange. */
  startRecording(recorder: WireRecorder): void {
    this.#recorder = recorder;
    this.#filter = new ContinueFilter();
  }

  stopRecording(): void {
    this.#recorder = null;
  }

  override _read(): void {
    this.#socket.resume();
  }

  override _write(chunk: Buffer, _encoding: BufferEncoding, callback: WriteCallback): void {
    this.#forward([chunk], callback);
  }

  /** Sends head and body in one packet if they fit. */
  override _writev(chunks: { chunk: Buffer }[], callback: WriteCallback): void {
    this.#forward(
      chunks.map(({ chunk }) => chunk),
      callback,
    );
  }

  override _final(callback: WriteCallback): void {
    this.#socket.end(() => callback());
  }

  override _destroy(error: Error | null, callback: WriteCallback): void {
    this.#socket.destroy();
    callback(error);
  }

  ref(): void {
    this.#socket.ref();
  }

  unref(): void {
    this.#socket.unref();
  }

  #forward(chunks: readonly Buffer[], callback: WriteCallback): void {
    const recorder = this.#recorder;
    this.#socket.cork();
    for (const [index, chunk] of chunks.entries()) {
      recorder?.sending(chunk);
      this.#onSending(chunk);
      if (index < chunks.length - 1) this.#socket.write(chunk);
      else {
        this.#socket.write(chunk, (error) => {
          if (!error) recorder?.flushed();
          callback(error);
        });
      }
    }
    this.#socket.uncork();
  }
}
