import type { Transform } from 'node:stream';
import { DecodeError, OversizeError } from './body-errors.ts';
import { createDecoders } from './content-decoding.ts';

export interface BodyReaderOptions {
  readonly contentEncoding: string | null;
  /** Of the decompressed content, and of the content on the wire. */
  readonly maxBytes: number;
  /** More bytes can be written again. */
  readonly onDrain: () => void;
  /** Reading on is pointless. Called at most once. */
  readonly onOversize: (error: OversizeError) => void;
}

export interface BodyContent {
  readonly bytes: Uint8Array;
  readonly wireSize: number;
  /** The bytes are as they came, because nothing could be made of them. */
  readonly stillEncoded: boolean;
}

/**
 * Takes the content of a response as it arrives, decompresses it and keeps it up to a limit. The limit counts what
 * comes *out* of the decompressors, so that a few kilobytes that grow to gigabytes stop there.
 */
export class BodyReader {
  readonly #options: BodyReaderOptions;
  readonly #raw = new CappedBytes();
  readonly #decoded = new CappedBytes();
  #decoders: readonly Transform[] | null = null;
  #wireSize = 0;
  #problem: OversizeError | DecodeError | null = null;
  #decodedWhole = false;
  #pending = 0;
  #onEnd = () => {};
  #onIdle = () => {};

  constructor(options: BodyReaderOptions) {
    this.#options = options;
  }

  /** False when the decompressor is behind: wait for `onDrain` before writing more. */
  write(chunk: Uint8Array): boolean {
    this.#wireSize += chunk.length;
    if (chunk.length === 0) return true;
    if (!this.#raw.add(chunk, this.#options.maxBytes)) this.#fail(new OversizeError(this.#options.maxBytes));
    const first = this.#problem ? undefined : this.#firstDecoder(chunk);
    if (!first) return true;
    this.#pending += 1;
    return first.write(chunk, () => this.#settle());
  }

  /** The message is complete. Throws the problem if the content is not. */
  async end(): Promise<BodyContent> {
    const first = this.#decoders?.[0];
    if (first && !this.#problem) {
      await new Promise<void>((resolve) => {
        this.#onEnd = resolve;
        first.end();
      });
    }
    if (this.#problem) throw this.#problem;
    this.#decodedWhole = first !== undefined;
    return this.partial();
  }

  /** The message broke off: waits until what arrived is decompressed. */
  async interrupt(): Promise<BodyContent> {
    if (this.#pending > 0 && !this.#problem) {
      await new Promise<void>((resolve) => {
        this.#onIdle = resolve;
      });
    }
    this.#destroy();
    return this.partial();
  }

  /** What could be read: the decompressed content, or the raw one where nothing came out of the decompressor. */
  partial(): BodyContent {
    const source = this.#decodedWhole || this.#decoded.size > 0 ? this.#decoded : this.#raw;
    return {
      bytes: source.join(),
      wireSize: this.#wireSize,
      stillEncoded: this.#problem instanceof DecodeError && source === this.#raw,
    };
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
      if (!this.#decoded.add(chunk, this.#options.maxBytes))
        this.#fail(new OversizeError(this.#options.maxBytes));
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
    // What cannot be decompressed is read to its end all the same: the raw content is worth seeing.
    if (problem instanceof OversizeError) this.#options.onOversize(problem);
    else this.#options.onDrain();
  }

  #destroy(): void {
    for (const decoder of this.#decoders ?? []) decoder.destroy();
  }
}

/** Chunks up to a limit. */
class CappedBytes {
  size = 0;
  readonly #chunks: Uint8Array[] = [];

  /** False when the chunk did not fit whole; then its beginning is kept. */
  add(chunk: Uint8Array, limit: number): boolean {
    const fits = chunk.length <= limit - this.size;
    const kept = fits ? chunk : chunk.slice(0, Math.max(limit - this.size, 0));
    this.#chunks.push(kept);
    this.size += kept.length;
    return fits;
  }

  join(): Uint8Array {
    return Buffer.concat(this.#chunks, this.size);
  }
}
