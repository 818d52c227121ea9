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
 * Idle connections that the next exchange may use: same origin, and judged by the very same TLS policy. Those of the
 * origin that another policy accepted are closed as soon as that is noticed: what was trusted is trusted no longer.
 */
export class ConnectionPool {
  readonly #idle = new Set<Idle>();
  #closed = false;

  take(target: ConnectionTarget): ExchangeConnection | null {
    const policyKey = toPolicyKey(target);
    const routeKey = toRouteKey(target);
    let found: ExchangeConnection | null = null;
    for (const idle of [...this.#idle].reverse()) {
      // One that went another way stays for who goes that way.
      if (idle.origin !== target.url.origin || idle.routeKey !== routeKey) continue;
      if (idle.policyKey === policyKey && (found || !idle.connection.usable)) continue;
      this.#idle.delete(idle);
      if (idle.policyKey === policyKey) found = idle.connection;
      else idle.connection.close();
    }
    return found;
  }

  /** Keeps a connection whose exchange is complete; it leaves by itself when it closes. */
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

  /** Closes what is idle, and whatever is given back later. */
  close(): void {
    this.#closed = true;
    for (const { connection } of this.#idle) connection.close();
    this.#idle.clear();
  }
}

/** Names of authorities do not matter, and plain http has no policy. */
function toPolicyKey({ url, proxy, policy: { verification, extraCas, pins } }: ConnectionTarget): string {
  return url.protocol === 'https:' || proxy?.secure
    ? JSON.stringify([verification, extraCas.map(({ pem }) => pem), pins])
    : '';
}

/** Through which proxy, as whom, in which version of HTTP, and with which certificate of ours. */
function toRouteKey({ proxy, httpVersion, clientCertificate }: ConnectionTarget): string {
  return JSON.stringify([
    httpVersion,
    clientCertificate?.fingerprint256 ?? null,
    ...(proxy ? [proxyUrl(proxy), proxyAuthorization(proxy)] : []),
  ]);
}
