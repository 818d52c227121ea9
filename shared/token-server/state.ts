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
      /** What the user should know of the start, for example that a damaged CA was made anew. */
      readonly notices?: readonly string[];
      /** What it is to do wrong on purpose; absent when nothing is armed. */
      readonly faults?: readonly ArmedFault[];
    }
  | { readonly status: 'failed'; readonly failure: TokenServerFailure };

export interface TokenServerEndpoints {
  /** For example `https://localhost:8443`. */
  readonly baseUrl: string;
  readonly issuer: string;
  /** Answers with an error that names the grant this server supports. */
  readonly authorization: string;
  readonly token: string;
  readonly introspection: string;
  readonly revocation: string;
  readonly jwks: string;
  readonly metadata: string;
  /** The protected demo API: `/hello_world` and its scoped siblings. */
  readonly api: string;
  /** The local authority that signed the certificate; null over http. */
  readonly caPem: string | null;
  /** Where clients are asked for a certificate at a second port (RFC 8705 §5); absent without one. */
  readonly mutualTls?: MutualTlsEndpoints;
  /** Where the server is reached by other names; absent while it serves this machine only. */
  readonly network?: NetworkEndpoints;
}

export interface NetworkEndpoints {
  /** A base URL for each name, for example `https://host.docker.internal:8443`. */
  readonly baseUrls: readonly string[];
  /** The CA of these names, which clients there must trust; null over http. */
  readonly caPem: string | null;
  /** Where it listens besides loopback; null if it only answers to other names. */
  readonly host: string | null;
}

/** What `mtls_endpoint_aliases` names, and the API at the same port. */
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
  /** A free port to offer when the wanted one is taken. */
  readonly freePort: number | null;
  /** The port for mutual TLS, where the failure is about that one and not about the server's first. */
  readonly mutualTlsPort?: number;
}

/** One request as the embedded server saw it. Never holds a secret or a whole token. */
export interface TokenServerLogEntry {
  readonly id: number;
  /** Milliseconds since the epoch. */
  readonly at: number;
  /** `TLS` for a connection that ended in its handshake. */
  readonly method: string;
  readonly path: string;
  /** 0 when nothing was answered: the TLS handshake failed, or the client left before. */
  readonly status: number;
  /** Milliseconds from request head to response end. */
  readonly duration: number;
  /** Ties the entry to the client's exchange (its connection's local port). */
  readonly remotePort: number;
  readonly clientId: string | null;
  /** What was decided and why, in words: `token issued for scope "read"`, `invalid_client: the secret does not match`. */
  readonly decision: string;
  /** The armed faults that acted, in words: `answers 503`. Absent where none did. */
  readonly fault?: string;
  /** False for a request in plain HTTP; absent where there was no request. */
  readonly encrypted?: boolean;
  /** Absent for anything but a POST to the token endpoint. */
  readonly tokenRequest?: TokenRequestFacts;
}

/** What of a token request can be checked against expectations. */
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
