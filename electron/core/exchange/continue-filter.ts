const START = /^HTTP\/1\.[01] 100[ \r\n]/;
const START_LENGTH = 13;
/** What a beginning of that looks like while it is still shorter. */
const PATTERN = 'HTTP/1.x 100 ';

/**
 * Takes `100 Continue` out of the beginning of an answer. A client must understand one that it did not ask for
 * (RFC 9110 §15.2), and some servers send it with every POST, but undici breaks off the connection.
 */
export class ContinueFilter {
  #held: Buffer | null = Buffer.alloc(0);

  /** What of the bytes so far may go on to the HTTP client. */
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

  /** What was held back; from now on everything passes. */
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
