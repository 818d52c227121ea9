/** How much of the server one client may take. Generous for honest use, too little to wear it down. */
export interface ServerLimits {
  readonly bodyBytes: number;
  readonly headerBytes: number;
  /** For each of the two addresses. */
  readonly connections: number;
  /** For the TLS handshake, and again for the request's head. */
  readonly headTimeoutMs: number;
  /** For the whole request, its body included. */
  readonly requestTimeoutMs: number;
  /** For which an idle connection is kept. */
  readonly idleTimeoutMs: number;
  /** How often slow connections are looked for. */
  readonly checkIntervalMs: number;
}

export const DEFAULT_LIMITS: ServerLimits = {
  bodyBytes: 64 * 1024,
  headerBytes: 16 * 1024,
  // Slow connections hold one each until their time is up: room enough for honest ones beside hundreds of them.
  connections: 4096,
  headTimeoutMs: 10_000,
  requestTimeoutMs: 20_000,
  // Longer than clients' own pools keep them, so that it is the client who closes and nobody meets a closed one.
  idleTimeoutMs: 65_000,
  checkIntervalMs: 1_000,
};
