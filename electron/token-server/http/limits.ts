/** Limits per client. Generous for honest use, too low for denial of service. */
export interface ServerLimits {
  readonly bodyBytes: number;
  readonly headerBytes: number;
  /** Per address. */
  readonly connections: number;
  /** For the TLS handshake, and again for the request head. */
  readonly headTimeoutMs: number;
  /** For the whole request, including its body. */
  readonly requestTimeoutMs: number;
  /** How long an idle connection is kept. */
  readonly idleTimeoutMs: number;
  /** How often to check for slow connections. */
  readonly checkIntervalMs: number;
}

export const DEFAULT_LIMITS: ServerLimits = {
  bodyBytes: 64 * 1024,
  headerBytes: 16 * 1024,
  // Each slow connection holds one until its timeout: leaves room for honest clients beside hundreds of them.
  connections: 4096,
  headTimeoutMs: 10_000,
  requestTimeoutMs: 20_000,
  // Longer than clients' connection pools, so that the client closes first and never uses a closed connection.
  idleTimeoutMs: 65_000,
  checkIntervalMs: 1_000,
};
