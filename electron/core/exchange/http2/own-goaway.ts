const HEAD_BYTES = 9;
const PREFACE_BYTES = 24;
const GOAWAY = 7;

/**
 * Detects the GOAWAY that Node's HTTP/2 client sends when the peer violates the protocol. Node reports it to the peer
 * only, so the request would hang until its timeout. Takes all bytes sent on a connection.
 */
export class OwnGoaway {
  readonly #onGoaway: (errorCode: number) => void;
  #skip = PREFACE_BYTES;
  #held: Buffer = Buffer.alloc(0);

  constructor(onGoaway: (errorCode: number) => void) {
    this.#onGoaway = onGoaway;
  }

  sending(chunk: Buffer): void {
    let rest = chunk;
    while (rest.length > 0) {
      const skipped = Math.min(this.#skip, rest.length);
      this.#skip -= skipped;
      rest = rest.subarray(skipped);
      if (rest.length === 0) return;
      this.#held = Buffer.concat([this.#held, rest]);
      rest = this.#readFrame();
    }
  }

  /** Reads one frame header, and the start of a GOAWAY, from the buffer. Returns the rest. */
  #readFrame(): Buffer {
    if (this.#held.length < HEAD_BYTES) return NOTHING;
    const length = this.#held.readUIntBE(0, 3);
    if (this.#held.readUInt8(3) === GOAWAY && length >= 8) {
      if (this.#held.length < HEAD_BYTES + 8) return NOTHING;
      this.#onGoaway(this.#held.readUInt32BE(HEAD_BYTES + 4));
    }
    const rest = this.#held.subarray(HEAD_BYTES);
    this.#held = NOTHING;
    this.#skip = length;
    return rest;
  }
}

const NOTHING = Buffer.alloc(0);
