const SHARDS = 256;

/**
 * A map of random keys in many small parts. One large Map is copied whole whenever it grows, or enough has left it: with
 * hundreds of thousands of tokens each copy is a pause that every request under way feels.
 */
export class ShardedMap<V> {
  readonly #shards: readonly Map<string, V>[] = Array.from({ length: SHARDS }, () => new Map<string, V>());
  #size = 0;

  get size(): number {
    return this.#size;
  }

  get(key: string): V | undefined {
    return this.#shardOf(key).get(key);
  }

  /** Of a key that is not there yet. */
  add(key: string, value: V): void {
    this.#shardOf(key).set(key, value);
    this.#size += 1;
  }

  delete(key: string): boolean {
    const isGone = this.#shardOf(key).delete(key);
    if (isGone) this.#size -= 1;
    return isGone;
  }

  #shardOf(key: string): Map<string, V> {
    // Three hex digits of a UUID are enough to spread it; a shorter key's NaN counts as 0.
    const spread = key.charCodeAt(0) * 31 + key.charCodeAt(1) * 7 + key.charCodeAt(2);
    return this.#shards[spread & (SHARDS - 1)] as Map<string, V>;
  }
}
