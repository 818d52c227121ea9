import type { Transform } from 'node:stream';
import { DecodeError, MemoryBudgetError, OversizeError } from './body-errors.ts';
import { createDecoders } from './content-decoding.ts';
import { type MemoryBudget, RESPONSE_MEMORY } from './memory-budget.ts';

export interface BodyReaderOptions {
  readonly contentEncoding: string | null;
  /** Applies to the decompressed content and to the content on the wire. */
  readonly maxBytes: number;
  /** Default: shared by all responses of the process. */
  readonly budget?: MemoryBudget;
  /** Ready for more bytes. */
  readonly onDrain: () => void;
  /** The limit was reached; stop reading. Called at most once. */
  readonly onOversize: (error: OversizeError) => void;
}

export interface BodyContent {
  readonly bytes: Uint8Array;
  readonly wireSize: number;
  /** True if decompression failed: the bytes are as received. */
  readonly stillEncoded: boolean;
}

/**
 * Decompresses a response's content as it arrives and keeps it up to a limit. The limit counts the decompressors'
 * *output*, so it stops zip bombs.
 */
export class BodyReader {
  readonly #options: BodyReaderOptions;
  readonly #budget: MemoryBudget;
  readonly #raw = new KeptBytes();
  readonly #decoded = new KeptBytes();
  #decoders: readonly Transform[] | null = null;
  #wireSize = 0;
  #problem: OversizeError | DecodeError | null = null;
  #decodedWhole = false;
  #pending = 0;
  #onEnd = () => {};
  #onIdle = () => {};

  constructor(options: BodyReaderOptions) {
    this.#options = options;
    this.#budget = options.budget ?? RESPONSE_MEMORY;
  }

  /** Returns false if the decompressor is behind: wait for `onDrain` before writing more. */
  write(chunk: Uint8Array): boolean {
    this.#wireSize += chunk.length;
    if (chunk.length === 0) return true;
    this.#keep(this.#raw, chunk);
    const first = this.#problem ? undefined : this.#firstDecoder(chunk);
    if (!first) return true;
    this.#pending += 1;
    return first.write(chunk, () => this.#settle());
  }

  /** Call when the message is complete. Throws if the content is invalid, or the signal's reason if it aborts first. */
  async end(signal: AbortSignal): Promise<BodyContent> {
    const first = this.#decoders?.[0];
    if (first && !this.#problem) {
      await orAborted(signal, (resolve) => {
        this.#onEnd = resolve;
        first.end();
      });
    }
    if (this.#problem) throw this.#problem;
    if (first && signal.aborted) {
      this.#destroy();
      throw signal.reason;
    }
    this.#decodedWhole = first !== undefined;
    return this.partial();
  }

  /** Call when the message broke off. Waits until received bytes are decompressed, or the signal aborts. */
  async interrupt(signal: AbortSignal): Promise<BodyContent> {
    if (this.#pending > 0 && !this.#problem) {
      await orAborted(signal, (resolve) => {
        this.#onIdle = resolve;
      });
    }
    this.#destroy();
    return this.partial();
  }

  /** What could be read: the decompressed content, or the raw bytes if decompression gave nothing. */
  partial(): BodyContent {
    const source = this.#decodedWhole || this.#decoded.size > 0 ? this.#decoded : this.#raw;
    return {
      bytes: source.join(),
      wireSize: this.#wireSize,
      stillEncoded: this.#problem instanceof DecodeError && source === this.#raw,
    };
  }

  /** Returns this body's share of the memory budget. */
  release(): void {
    this.#budget.giveBack(this.#raw.size + this.#decoded.size);
    this.#raw.clear();
    this.#decoded.clear();
  }

  #keep(bytes: KeptBytes, chunk: Uint8Array): void {
    const { maxBytes } = this.#options;
    if (this.#problem instanceof OversizeError) return;
    const size = Math.min(chunk.length, maxBytes - bytes.size);
    if (!this.#budget.take(size)) {
      this.#fail(new MemoryBudgetError(this.#budget.limit));
      return;
    }
    bytes.add(size === chunk.length ? chunk : chunk.slice(0, size));
    if (size < chunk.length) this.#fail(new OversizeError(maxBytes));
  }

  #firstDecoder(chunk: Uint8Array): Transform | undefined {
    try {
      this.#decoders ??= this.#connect(createDecoders(this.#options.contentEncoding, chunk[0] ?? 0));
    } catch (error) {
      this.#fail(error instanceof DecodeError ? error : new DecodeError(String(error)));
    }
    return this.#decoders?.[0];
  }

  #connect(decoders: readonly Transform[]): readonly Transform[] {
    for (const [index, decoder] of decoders.entries()) {
      decoder.on('error', (error: NodeJS.ErrnoException) => {
        this.#fail(
          new DecodeError(`The body could not be decompressed: ${error.message}.`, error.code ?? null),
        );
      });
      const next = decoders[index + 1];
      if (next) decoder.pipe(next);
    }
    decoders[0]?.on('drain', this.#options.onDrain);
    decoders.at(-1)?.on('data', (chunk: Buffer) => {
      this.#keep(this.#decoded, chunk);
    });
    decoders.at(-1)?.on('end', () => this.#onEnd());
    return decoders;
  }

  #settle(): void {
    this.#pending -= 1;
    // Output of the last write is emitted before this callback runs; further layers need one more turn.
    if (this.#pending === 0) setImmediate(() => this.#onIdle());
  }

  #fail(problem: OversizeError | DecodeError): void {
    if (this.#problem) return;
    this.#problem = problem;
    this.#destroy();
    this.#onEnd();
    this.#onIdle();
    // Keep reading after a decompression error: the raw content is still useful.
    if (problem instanceof OversizeError) this.#options.onOversize(problem);
    else this.#options.onDrain();
  }

  #destroy(): void {
    for (const decoder of this.#decoders ?? []) decoder.destroy();
  }
}

class KeptBytes {
  size = 0;
  #chunks: Uint8Array[] = [];

  add(chunk: Uint8Array): void {
    this.#chunks.push(chunk);
    this.size += chunk.length;
  }

  join(): Uint8Array {
    return Buffer.concat(this.#chunks, this.size);
  }

  clear(): void {
    this.#chunks = [];
    this.size = 0;
  }
}

/** Resolves when `start` calls back, or when the signal aborts. */
async function orAborted(signal: AbortSignal, start: (resolve: () => void) => void): Promise<void> {
  if (signal.aborted) return;
  let stop = () => {};
  await new Promise<void>((resolve) => {
    stop = resolve;
    signal.addEventListener('abort', stop, { once: true });
    start(resolve);
  });
  signal.removeEventListener('abort', stop);
}
