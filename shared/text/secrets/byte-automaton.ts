/** A byte sequence to find, with its match rules. */
export interface Needle {
  readonly bytes: Uint8Array;
  /** Matches only without an adjacent letter or digit. */
  readonly wholeWord: boolean;
  /** Bytes after it that belong to it: only the start of a long form is searched. */
  readonly tail: number;
  /** Adjacent base64 characters that contain some of its bits, and padding. */
  readonly before: number;
  readonly after: number;
}

/** Finds any number of byte sequences in one pass (Aho and Corasick, 1975), in linear time. */
export class ByteAutomaton {
  readonly #needles: readonly Needle[];
  readonly #fromRoot = new Int32Array(256);
  readonly #byte: Uint8Array;
  readonly #child: Int32Array;
  readonly #sibling: Int32Array;
  readonly #failure: Int32Array;
  /** The index of the needle that ends in each state, or -1. */
  readonly #ends: Int32Array;
  /** The nearest state on the failure path where a needle ends, or 0. */
  readonly #shorter: Int32Array;
  readonly #depth: Int32Array;

  constructor(needles: readonly Needle[]) {
    this.#needles = needles;
    const capacity = 1 + needles.reduce((sum, { bytes }) => sum + bytes.length, 0);
    this.#byte = new Uint8Array(capacity);
    this.#child = new Int32Array(capacity);
    this.#sibling = new Int32Array(capacity);
    this.#failure = new Int32Array(capacity);
    this.#ends = new Int32Array(capacity).fill(-1);
    this.#shorter = new Int32Array(capacity);
    this.#depth = new Int32Array(capacity);
    this.#build();
  }

  /**
   * Calls `onFound` for each match, ordered by end, with the needle and the index after it. Returns the number of final
   * bytes that could start another match.
   */
  scan(bytes: Uint8Array, onFound: (needle: Needle, end: number) => void): number {
    const fromRoot = this.#fromRoot;
    const { length } = bytes;
    let state = 0;
    for (let at = 0; at < length; at += 1) {
      // Fast path: nearly every byte starts no match.
      while (state === 0 && at < length && fromRoot[bytes[at] as number] === 0) at += 1;
      if (at === length) break;
      state = this.#step(state, bytes[at] as number);
      const first = (this.#ends[state] ?? -1) >= 0 ? state : (this.#shorter[state] ?? 0);
      for (let found = first; found !== 0; found = this.#shorter[found] ?? 0) {
        const needle = this.#needles[this.#ends[found] ?? -1];
        if (needle) onFound(needle, at + 1);
      }
    }
    return this.#depth[state] ?? 0;
  }

  #step(from: number, byte: number): number {
    for (let state = from; state !== 0; state = this.#failure[state] ?? 0) {
      const next = this.#find(state, byte);
      if (next !== 0) return next;
    }
    return this.#fromRoot[byte] ?? 0;
  }

  #find(state: number, byte: number): number {
    let child = this.#child[state] ?? 0;
    while (child !== 0 && this.#byte[child] !== byte) child = this.#sibling[child] ?? 0;
    return child;
  }

  #build(): void {
    let size = 1;
    for (const [index, { bytes }] of this.#needles.entries()) {
      let state = 0;
      for (const byte of bytes) {
        let next = state === 0 ? (this.#fromRoot[byte] ?? 0) : this.#find(state, byte);
        if (next === 0) {
          next = size;
          size += 1;
          this.#byte[next] = byte;
          this.#depth[next] = (this.#depth[state] ?? 0) + 1;
          if (state === 0) {
            this.#fromRoot[byte] = next;
          } else {
            this.#sibling[next] = this.#child[state] ?? 0;
            this.#child[state] = next;
          }
        }
        state = next;
      }
      if ((this.#ends[state] ?? -1) < 0) this.#ends[state] = index;
    }
    this.#linkFailures();
  }

  #linkFailures(): void {
    const queue = [...this.#fromRoot].filter((state) => state !== 0);
    for (let index = 0; index < queue.length; index += 1) {
      const state = queue[index] ?? 0;
      for (let child = this.#child[state] ?? 0; child !== 0; child = this.#sibling[child] ?? 0) {
        const failure = this.#step(this.#failure[state] ?? 0, this.#byte[child] ?? 0);
        this.#failure[child] = failure;
        this.#shorter[child] = (this.#ends[failure] ?? -1) >= 0 ? failure : (this.#shorter[failure] ?? 0);
        queue.push(child);
      }
    }
  }
}
