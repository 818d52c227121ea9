import type { TlsPolicy } from '../../shared/tls/policy.ts';
import type { HttpConnection } from './http-connection.ts';

interface Idle {
  readonly origin: string;
  readonly policyKey: string;
  readonly connection: HttpConnection;
}

/**
 * Idle connections that the next exchange may use: same origin, and judged by the very same TLS policy. Those of the
 * origin that another policy accepted are closed as soon as that is noticed: what was trusted is trusted no longer.
 */
export class ConnectionPool {
  readonly #idle = new Set<Idle>();
  #closed = false;

  take(url: URL, policy: TlsPolicy): HttpConnection | null {
    const policyKey = toPolicyKey(url, policy);
    let found: HttpConnection | null = null;
    for (const idle of [...this.#idle].reverse()) {
      if (idle.origin !== url.origin) continue;
      if (idle.policyKey === policyKey && (found || !idle.connection.usable)) continue;
      this.#idle.delete(idle);
      if (idle.policyKey === policyKey) found = idle.connection;
      else idle.connection.close();
    }
    return found;
  }

  /** Keeps a connection whose exchange is complete; it leaves by itself when it closes. */
  give(url: URL, policy: TlsPolicy, connection: HttpConnection): void {
    if (this.#closed || !connection.usable) {
      connection.close();
      return;
    }
    const idle = { origin: url.origin, policyKey: toPolicyKey(url, policy), connection };
    this.#idle.add(idle);
    connection.onClosed = () => this.#idle.delete(idle);
  }

  get size(): number {
    return this.#idle.size;
  }

  /** Closes what is idle, and whatever is given back later. */
  close(): void {
    this.#closed = true;
    for (const { connection } of this.#idle) connection.close();
    this.#idle.clear();
  }
}

/** Names of authorities do not matter, and plain http has no policy. */
function toPolicyKey(url: URL, { verification, extraCas, pins }: TlsPolicy): string {
  return url.protocol === 'https:'
    ? JSON.stringify([verification, extraCas.map(({ pem }) => pem), pins])
    : '';
}
