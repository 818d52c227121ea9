import type { TokenDeviation } from '../../../shared/token-server/faults.ts';
import { FifoQueue } from './fifo-queue.ts';
import { ShardedMap } from './sharded-map.ts';
import { createUuid } from './uuid.ts';

/** What a token is bound to (RFC 7800 §3.1): a DPoP key (RFC 9449 §6.1), a certificate (RFC 8705 §3.1), or both. */
export interface Confirmation {
  readonly jkt?: string;
  readonly 'x5t#S256'?: string;
}

/** A token that was issued. */
export interface IssuedToken {
  /** An opaque token itself; of a JWT its `jti`, which alone is no token. */
  readonly value: string;
  readonly format: 'opaque' | 'jwt';
  readonly clientId: string;
  /** As granted: space separated, empty for none. */
  readonly scope: string;
  /** Of a JWT, `aud`; null for the client, which is what opaque tokens are issued to. */
  readonly audience: readonly string[] | null;
  /** Null for a token that whoever has it may use. */
  readonly cnf: Confirmation | null;
  /** As granted (RFC 9396 §7), as the JSON text that it came as, which takes the least room; null for none. */
  readonly authorizationDetails: string | null;
  /** What is wrong with it on purpose. */
  readonly deviation: TokenDeviation | null;
  /** Milliseconds since the epoch. */
  readonly issuedAt: number;
  /** Milliseconds since the epoch; from then on it is expired. */
  readonly expiresAt: number;
  /** Curity's name for what the token was issued under; made when somebody asks. */
  delegationId: string | null;
}

export interface NewToken {
  readonly format: IssuedToken['format'];
  readonly clientId: string;
  readonly scope: string;
  readonly lifetimeSeconds: number;
  readonly audience: readonly string[] | null;
  readonly cnf: Confirmation | null;
  readonly authorizationDetails: string | null;
  readonly deviation: TokenDeviation | null;
}

/** What is known of a token value. */
export type TokenStatus =
  | { readonly status: 'active'; readonly token: IssuedToken }
  | { readonly status: 'expired'; readonly token: IssuedToken }
  /** Never issued, revoked, or expired so long ago that it is forgotten. */
  | { readonly status: 'unknown' };

/** The tokens of a server, in memory and bounded. Times are milliseconds since the epoch. */
export interface TokenStore {
  issue(token: NewToken, now: number): IssuedToken;
  find(value: string, now: number): TokenStatus;
  /** Whether there was such a token. */
  revoke(value: string): boolean;
  /** Forgets what has expired. Also done on use; this is for quiet times. */
  sweep(now: number): void;
  /** Tokens held, those expired not long ago included. */
  readonly size: number;
}

/**
 * At some 170 bytes each (opaque, one scope) this is about 43 MB; then the oldest leaves for the newest. A token with a
 * long audience or details counts for several.
 */
const MAX_TOKENS = 250_000;
/** Expired tokens are remembered a little, to answer "expired" instead of "unknown". */
export const EXPIRED_MEMORY_MS = 60_000;
const SWEEP_INTERVAL_MS = 250;

const UNKNOWN: TokenStatus = { status: 'unknown' };

export interface TokenStoreOptions {
  readonly maxTokens?: number;
  readonly createValue?: () => string;
}

/**
 * Tokens of one lifetime expire in the order of issue, so each lifetime has a queue, and the expired are at its head:
 * no timer per token, no walk through the living. Each token is put in and taken out once, which is O(1) amortised.
 */
export function createTokenStore(options: TokenStoreOptions = {}): TokenStore {
  const { createValue = createUuid, maxTokens = MAX_TOKENS } = options;
  const tokens = new ShardedMap<IssuedToken>();
  const queues = new Map<number, FifoQueue<IssuedToken>>();
  /** Counts the revoked ones too until their queue lets go of them: this is what is bounded. */
  let held = 0;
  let nextSweep = 0;

  function queueFor(lifetimeSeconds: number): FifoQueue<IssuedToken> {
    let queue = queues.get(lifetimeSeconds);
    if (queue === undefined) {
      queue = new FifoQueue();
      queues.set(lifetimeSeconds, queue);
    }
    return queue;
  }

  function dropHead(queue: FifoQueue<IssuedToken>): void {
    const token = queue.shift();
    if (token === undefined) return;
    held -= weightOf(token);
    tokens.delete(token.value);
  }

  function dropOldest(): void {
    let oldest: FifoQueue<IssuedToken> | null = null;
    for (const queue of queues.values()) {
      const age = queue.peek()?.issuedAt ?? Number.POSITIVE_INFINITY;
      if (age < (oldest?.peek()?.issuedAt ?? Number.POSITIVE_INFINITY)) oldest = queue;
    }
    if (oldest !== null) dropHead(oldest);
  }

  function sweep(now: number): void {
    nextSweep = now + SWEEP_INTERVAL_MS;
    const forgetBefore = now - EXPIRED_MEMORY_MS;
    for (const [lifetime, queue] of queues) {
      while ((queue.peek()?.expiresAt ?? Number.POSITIVE_INFINITY) <= forgetBefore) dropHead(queue);
      if (queue.size === 0) queues.delete(lifetime);
    }
  }

  return {
    sweep,
    issue(wanted, now) {
      const { audience, authorizationDetails, clientId, cnf, deviation, format, lifetimeSeconds, scope } =
        wanted;
      // A clock that was set back must not stop the sweeping until it has caught up.
      if (now >= nextSweep || now < nextSweep - SWEEP_INTERVAL_MS) sweep(now);
      const weight = weightOf(wanted);
      while (held > 0 && held + weight > maxTokens) dropOldest();
      const expiresAt = now + lifetimeSeconds * 1000;
      const token: IssuedToken = {
        value: createValue(),
        format,
        clientId,
        scope,
        audience,
        cnf,
        authorizationDetails,
        deviation,
        issuedAt: now,
        expiresAt,
        delegationId: null,
      };
      tokens.add(token.value, token);
      queueFor(lifetimeSeconds).push(token);
      held += weight;
      return token;
    },
    find(value, now) {
      const token = tokens.get(value);
      if (token === undefined) return UNKNOWN;
      return { status: now < token.expiresAt ? 'active' : 'expired', token };
    },
    revoke: (value) => tokens.delete(value),
    get size() {
      return tokens.size;
    },
  };
}

/** Characters for which a token counts once more. */
const WEIGHT_LENGTH = 250;

/** For how many a token counts. */
function weightOf({
  audience,
  authorizationDetails,
}: Pick<IssuedToken, 'audience' | 'authorizationDetails'>): number {
  // The usual one, of no resource and no details.
  if (audience === null && authorizationDetails === null) return 1;
  const length = (audience?.join().length ?? 0) + (authorizationDetails?.length ?? 0);
  return 1 + Math.floor(length / WEIGHT_LENGTH);
}

/** What the token was issued under; made when somebody asks. */
export function delegationOf(token: IssuedToken): string {
  token.delegationId ??= createUuid();
  return token.delegationId;
}
