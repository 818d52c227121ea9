/** Bytes that all responses may hold together while they are received. */
export class MemoryBudget {
  readonly limit: number;
  #used = 0;

  constructor(limit: number) {
    this.limit = limit;
  }

  get used(): number {
    return this.#used;
  }

  /** False when so many bytes are not left; then none are taken. */
  take(bytes: number): boolean {
    if (this.#used + bytes > this.limit) return false;
    this.#used += bytes;
    return true;
  }

  giveBack(bytes: number): void {
    this.#used -= bytes;
  }
}

/** Five responses of the largest size at once; small ones by the thousand. */
export const RESPONSE_MEMORY = new MemoryBudget(256 * 1024 * 1024);
