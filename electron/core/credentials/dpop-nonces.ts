import type { Exchange } from '../../../shared/http/exchange.ts';
import { givenNonce, type NonceRole, nonceRole } from '../../../shared/oauth/token/dpop-nonce.ts';

/** More servers than a session uses. The least recently updated one is dropped first. */
const CAPACITY = 200;

/** The latest DPoP nonce per origin and role (RFC 9449 §8.2, §9). In memory only: a nonce is valid for minutes. */
export class DpopNonces {
  readonly #nonces = new Map<string, string>();

  /** Nonce for the next proof to this URL; null if the server has sent none. */
  find(role: NonceRole, url: string): string | null {
    return this.#nonces.get(toKey(role, url)) ?? null;
  }

  /** Stores the nonces of an exchange's responses, each hop's under its own origin. */
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
