import type { ArmedFault } from './faults.ts';

/** The embedded token server as the window sees it. */
export type TokenServerState =
  | { readonly status: 'stopped' }
  | { readonly status: 'starting' }
  | { readonly status: 'stopping' }
  | {
      readonly status: 'running';
      readonly endpoints: TokenServerEndpoints;
      readonly startedAt: number;
      /** Messages about the start, for example that a damaged CA was regenerated. */
      readonly notices?: readonly string[];
      /** The armed faults; absent if there are none. */
      readonly faults?: readonly ArmedFault[];
    }
  | { readonly status: 'failed'; readonly failure: TokenServerFailure };

export interface TokenServerEndpoints {
  /** For example `https://localhost:8443`. */
  readonly baseUrl: string;
  readonly issuer: string;
  /** Responds with an error that names the supported grant. */
  readonly authorization: string;
  readonly token: string;
  readonly introspection: string;
  readonly revocation: string;
  readonly jwks: string;
  readonly metadata: string;
  /** The protected demo API: `/hello_world` and its scoped siblings. */
  readonly api: string;
  /** The local CA that signed the certificate; null over http. */
  readonly caPem: string | null;
  /** A second port that requests client certificates (RFC 8705 §5); absent if there is none. */
  readonly mutualTls?: MutualTlsEndpoints;
  /** The server's other names; absent while it serves this machine only. */
  readonly network?: NetworkEndpoints;
}

export interface NetworkEndpoints {
  /** A base URL for each name, for example `https://host.docker.internal:8443`. */
  readonly baseUrls: readonly string[];
  /** The CA for these names, which clients must trust; null over http. */
  readonly caPem: string | null;
  /** Where it listens besides loopback; null if it only has other names. */
  readonly host: string | null;
  /** A sentence: who else can use the server. */
  readonly warning: string;
}

/** The URLs in `mtls_endpoint_aliases`, and the API at the same port. */
export interface MutualTlsEndpoints {
  readonly baseUrl: string;
  readonly token: string;
  readonly introspection: string;
  readonly revocation: string;
  readonly api: string;
}

export interface TokenServerFailure {
  readonly code: 'port-in-use' | 'permission-denied' | 'certificate' | 'crashed' | 'other';
  readonly message: string;
  /** A free port to offer if the requested one is taken. */
  readonly freePort: number | null;
  /** The mutual TLS port, if that one failed. */
  readonly mutualTlsPort?: number;
}

/** A request as the embedded server saw it. Never contains a secret or a whole token. */
export interface TokenServerLogEntry {
  readonly id: number;
  /** Milliseconds since the epoch. */
  readonly at: number;
  /** `TLS` for a connection that ended during its handshake. */
  readonly method: string;
  readonly path: string;
  /** 0 if there was no response: the TLS handshake failed, or the client disconnected. */
  readonly status: number;
  /** Milliseconds from request head to response end. */
  readonly duration: number;
  /** The client's local port, which matches the entry to its exchange. */
  readonly remotePort: number;
  readonly clientId: string | null;
  /** The decision and its reason: `token issued for scope "read"`, `invalid_client: the secret does not match`. */
  readonly decision: string;
  /** The faults that acted, as text: `answers 503`. Absent if none did. */
  readonly fault?: string;
  /** False for a request in plain HTTP; absent where there was no request. */
  readonly encrypted?: boolean;
  /** Absent for anything but a POST to the token endpoint. */
  readonly tokenRequest?: TokenRequestFacts;
}

/** Facts of a token request that expectations check. */
export interface TokenRequestFacts {
  /** Seconds of Retry-After in the response. */
  readonly retryAfterSeconds?: number;
  /** The token that was issued. */
  readonly issued?: IssuedFacts;
}

export interface IssuedFacts {
  /** By its registered name (RFC 8414 §2). */
  readonly method: string;
  /** As granted: space separated, empty for none. */
  readonly scope: string;
  readonly audience: readonly string[];
  readonly lifetimeSeconds: number;
}
