import { proxyAuthorization, proxyUrl } from '../proxy/proxy-route.ts';
import type { ExchangeConnection } from './connection.ts';
import type { ConnectionTarget } from './open-connection.ts';

interface Idle {
  readonly origin: string;
  readonly policyKey: string;
  readonly routeKey: string;
  readonly connection: ExchangeConnection;
}

/**
 * Idle connections for reuse: same origin and exactly the same TLS policy. On a policy change, the origin's other
 * connections are closed: their trust may have been revoked.
 */
export class ConnectionPool {
  readonly #idle = new Set<Idle>();
  #closed = false;

  take(target: ConnectionTarget): ExchangeConnection | null {
    const policyKey = toPolicyKey(target);
    const routeKey = toRouteKey(target);
    let found: ExchangeConnection | null = null;
    for (const idle of [...this.#idle].reverse()) {
      // Skip: this connection was opened over another route.
      if (idle.origin !== target.url.origin || idle.routeKey !== routeKey) continue;
      if (idle.policyKey === policyKey && (found || !idle.connection.usable)) continue;
      this.#idle.delete(idle);
      if (idle.policyKey === policyKey) found = idle.connection;
      else idle.connection.close();
    }
    return found;
  }

  /** Returns a connection after its exchange. The pool drops it when it closes. */
  give(target: ConnectionTarget, connection: ExchangeConnection): void {
    if (this.#closed || !connection.usable) {
      connection.close();
      return;
    }
    const idle = {
      origin: target.url.origin,
      policyKey: toPolicyKey(target),
      routeKey: toRouteKey(target),
      connection,
    };
    this.#idle.add(idle);
    connection.onClosed = () => this.#idle.delete(idle);
  }

  get size(): number {
    return this.#idle.size;
  }

  /** Closes idle connections, and any returned later. */
  close(): void {
    this.#closed = true;
    for (const { connection } of this.#idle) connection.close();
    this.#idle.clear();
  }
}

/** CA names do not matter, and plain http has no policy. */
function toPolicyKey({ url, proxy, policy: { verification, extraCas, pins } }: ConnectionTarget): string {
  return url.protocol === 'https:' || proxy?.secure
    ? JSON.stringify([verification, extraCas.map(({ pem }) => pem), pins])
    : '';
}

/** The proxy and its credentials, the HTTP version, and the client certificate. */
function toRouteKey({ proxy, httpVersion, clientCertificate }: ConnectionTarget): string {
  return JSON.stringify([
    httpVersion,
    clientCertificate?.fingerprint256 ?? null,
    ...(proxy ? [proxyUrl(proxy), proxyAuthorization(proxy)] : []),
  ]);
}
