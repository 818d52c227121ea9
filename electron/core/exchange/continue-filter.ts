const START = /^HTTP\/1\.[01] 100[ \r\n]/;
const START_LENGTH = 13;
/** Prefix to compare while fewer bytes have arrived. */
const PATTERN = 'HTTP/1.x 100 ';

/**
 * Removes `100 Continue` from the start of a response. A client must accept an unsolicited one (RFC 9110 §15.2), and
 * some servers send it for every POST. Undici would close the connection.
 */
export class ContinueFilter {
  #held: Buffer | null = Buffer.alloc(0);

  /** The bytes that may go on to the HTTP client. */
  pass(chunk: Buffer): Buffer {
    if (!this.#held) return chunk;
    this.#held = Buffer.concat([this.#held, chunk]);
    for (;;) {
      const start = this.#held.subarray(0, START_LENGTH).toString('latin1');
      if (!START.test(start)) return start.length < START_LENGTH && mayBecome(start) ? NOTHING : this.flush();
      const end = /\r?\n\r?\n/.exec(this.#held.toString('latin1'));
      if (!end) return NOTHING;
      this.#held = this.#held.subarray(end.index + end[0].length);
    }
  }

  /** Returns the bytes held back. From now on everything passes. */
  flush(): Buffer {
    const held = this.#held ?? NOTHING;
    this.#held = null;
    return held;
  }
}

const NOTHING = Buffer.alloc(0);

function mayBecome(start: string): boolean {
  return [...start].every((character, index) => index === 7 || character === PATTERN[index]);
}
