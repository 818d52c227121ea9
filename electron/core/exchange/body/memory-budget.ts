/** Bytes that all responses in progress may hold together. */
export class MemoryBudget {
  readonly limit: number;
  #used = 0;

  constructor(limit: number) {
    this.limit = limit;
  }

  get used(): number {
    return this.#used;
  }

  /** Reserves bytes. Returns false, and reserves none, if too few are left. */
  take(bytes: number): boolean {
    if (this.#used + bytes > this.limit) return false;
    this.#used += bytes;
    return true;
  }

  giveBack(bytes: number): void {
    this.#used -= bytes;
  }
}

/** Five responses of the largest size at once, or thousands of small ones. */
export const RESPONSE_MEMORY = new MemoryBudget(256 * 1024 * 1024);
