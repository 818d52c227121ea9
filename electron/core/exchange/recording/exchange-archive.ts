import type { PerformedExchange } from '../exchange-options.ts';

export interface ArchiveLimits {
  readonly exchanges: number;
  readonly bytes: number;
}

/** Room for several bodies of the largest size, or many ordinary ones. */
const LIMITS: ArchiveLimits = { exchanges: 200, bytes: 256 * 1024 * 1024 };

/**
 * The bytes of recent exchanges, in memory only. They contain secrets, and bodies too large for the page and the
 * history.
 */
export class ExchangeArchive {
  readonly #limits: ArchiveLimits;
  readonly #kept = new Map<string, PerformedExchange>();
  #bytes = 0;

  constructor(limits: ArchiveLimits = LIMITS) {
    this.#limits = limits;
  }

  keep(performed: PerformedExchange): void {
    const { id } = performed.exchange;
    this.#forget(id);
    // Each hop of a chain is kept and evicted separately.
    this.#kept.set(id, { ...performed, earlier: [] });
    this.#bytes += sizeOf(performed);
    for (const oldest of this.#kept.keys()) {
      const fits = this.#kept.size <= this.#limits.exchanges && this.#bytes <= this.#limits.bytes;
      if (fits || oldest === id) break;
      this.#forget(oldest);
    }
  }

  find(id: string): PerformedExchange | null {
    return this.#kept.get(id) ?? null;
  }

  #forget(id: string): void {
    const performed = this.#kept.get(id);
    if (!performed) return;
    this.#kept.delete(id);
    this.#bytes -= sizeOf(performed);
  }
}

function sizeOf({ wire, bodyBytes }: PerformedExchange): number {
  return wire.sent.length + wire.received.length + bodyBytes.length;
}
