import type { Exchange } from '../../../shared/http/exchange.ts';
import { givenNonce, type NonceRole, nonceRole } from '../../../shared/oauth/token/dpop-nonce.ts';

/** More servers than anyone talks to in a session; the one heard of longest ago goes first. */
const CAPACITY = 200;

/**
 * The latest nonce that each server gave for proofs, by its origin and by what it was spoken to as (RFC 9449 §8.2, §9). In
 * memory only: a nonce lives for minutes.
 */
export class DpopNonces {
  readonly #nonces = new Map<string, string>();

  /** For the next proof that goes to this address; null while the server gave none. */
  find(role: NonceRole, url: string): string | null {
    return this.#nonces.get(toKey(role, url)) ?? null;
  }

  /** Takes up what the answers of an exchange give, each hop's for its own origin. */
  learn(exchange: Exchange): void {
    for (const hop of [...(exchange.redirects ?? []), exchange]) {
      const nonce = givenNonce(hop);
      if (nonce !== null) this.#keep(toKey(nonceRole(exchange.purpose), hop.request.url), nonce);
    }
  }

  #keep(key: string, nonce: string): void {
    this.#nonces.delete(key);
    this.#nonces.set(key, nonce);
    for (const oldest of this.#nonces.keys()) {
      if (this.#nonces.size <= CAPACITY) break;
      this.#nonces.delete(oldest);
    }
  }
}

function toKey(role: NonceRole, url: string): string {
  return `${role} ${new URL(url).origin}`;
}
