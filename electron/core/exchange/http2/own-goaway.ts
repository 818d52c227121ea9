const HEAD_BYTES = 9;
const PREFACE_BYTES = 24;
const GOAWAY = 7;

/**
 * Notices the GOAWAY with which Node's HTTP/2 client gives up on a peer that breaks the rules: it tells the peer, and
 * nobody else, and the request would wait until its time limit. Fed with all that is sent on a connection.
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

  /** Takes one frame's head, and for GOAWAY its beginning, from what is held; gives what comes after. */
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
