import { randomUUID } from 'node:crypto';
import type { TokenDeviation } from '../../../shared/token-server/faults.ts';
import type { CustomClaims } from '../../../shared/token-server/jwt-token.ts';

/** What a token is bound to (RFC 7800 §3.1): a DPoP key (RFC 9449 §6.1), a certificate (RFC 8705 §3.1), or both. */
export interface Confirmation {
  readonly jkt?: string;
  readonly 'x5t#S256'?: string;
}

/** A token that was issued. */
export interface IssuedToken {
  /** The opaque token itself, or a JWT's `jti`, which alone is not a token. */
  readonly value: string;
  readonly format: 'opaque' | 'jwt';
  readonly clientId: string;
  /** As granted: space separated, empty for none. */
  readonly scope: string;
  /** `aud` (RFC 7519 §4.1.3). */
  readonly audience: readonly string[];
  /** Null for a bearer token. */
  readonly cnf: Confirmation | null;
  /** As granted (RFC 9396 §7), kept as JSON text to save memory; null for none. */
  readonly authorizationDetails: string | null;
  /** The client's custom claims when the token was issued. */
  readonly claims: CustomClaims;
  /** The deliberate error in it. */
  readonly deviation: TokenDeviation | null;
  /** Milliseconds since the epoch. */
  readonly issuedAt: number;
  /** Milliseconds since the epoch; expired from then on. */
  readonly expiresAt: number;
  /** Curity's delegation ID, generated on demand. */
  delegationId: string | null;
}

export interface NewToken {
  readonly format: IssuedToken['format'];
  readonly clientId: string;
  readonly scope: string;
  readonly lifetimeSeconds: number;
  readonly audience: readonly string[];
  readonly cnf: Confirmation | null;
  readonly authorizationDetails: string | null;
  readonly claims: CustomClaims;
  readonly deviation: TokenDeviation | null;
}

/** The status of a token value. */
export type TokenStatus =
  | { readonly status: 'active'; readonly token: IssuedToken }
  | { readonly status: 'expired'; readonly token: IssuedToken }
  /** Never issued, revoked, or expired long ago. */
  | { readonly status: 'unknown' };

/** The tokens of a server, in memory and bounded. Times are milliseconds since the epoch. */
export interface TokenStore {
  issue(token: NewToken, now: number): IssuedToken;
  find(value: string, now: number): TokenStatus;
  /** Whether there was such a token. */
  revoke(value: string): boolean;
  /** Not ordered across lifetimes. */
  all(): readonly IssuedToken[];
  /** Restores tokens of an earlier run. */
  restore(tokens: readonly IssuedToken[]): void;
  /** Removes expired tokens. Also done on use; call this in quiet times. */
  sweep(now: number): void;
  /** Number of tokens, including recently expired ones. */
  readonly size: number;
}

/**
 * Memory for the worst case: about 300 bytes per opaque token with one scope. A token with a long audience or details
 * counts as several.
 */
const MAX_TOKENS = 250_000;
/** Expired tokens are remembered this long, so that the log can say "expired" instead of "unknown". */
export const EXPIRED_MEMORY_MS = 60_000;
const SWEEP_INTERVAL_MS = 250;
/** When the store is full, this share of it goes at once: a Map finds its first entry slowly after many deletions. */
const EVICTED_SHARE = 0.01;

const UNKNOWN: TokenStatus = { status: 'unknown' };

export interface TokenStoreOptions {
  readonly maxTokens?: number;
  readonly createValue?: () => string;
}

/**
 * Tokens of one lifetime expire in the order of issue, so each lifetime has its own Map: a sweep only visits expired
 * tokens. There are few lifetimes, so a lookup in all of them is cheap.
 */
export function createTokenStore(options: TokenStoreOptions = {}): TokenStore {
  const { createValue = randomUUID, maxTokens = MAX_TOKENS } = options;
  const byLifetime = new Map<number, Map<string, IssuedToken>>();
  /** The weights of all tokens held. */
  let held = 0;
  let nextSweep = 0;

  function add(token: IssuedToken): void {
    const lifetime = token.expiresAt - token.issuedAt;
    const peers = byLifetime.get(lifetime);
    if (peers === undefined) byLifetime.set(lifetime, new Map([[token.value, token]]));
    else peers.set(token.value, token);
    held += weightOf(token);
  }

  function remove(token: IssuedToken): void {
    const lifetime = token.expiresAt - token.issuedAt;
    const peers = byLifetime.get(lifetime);
    peers?.delete(token.value);
    if (peers?.size === 0) byLifetime.delete(lifetime);
    held -= weightOf(token);
  }

  function find(value: string): IssuedToken | undefined {
    for (const peers of byLifetime.values()) {
      const token = peers.get(value);
      if (token !== undefined) return token;
    }
    return undefined;
  }

  function findOldest(): IssuedToken | undefined {
    const heads = [...byLifetime.values()].flatMap((peers) => peers.values().next().value ?? []);
    return heads.reduce<IssuedToken | undefined>(
      (oldest, head) => (oldest === undefined || head.issuedAt < oldest.issuedAt ? head : oldest),
      undefined,
    );
  }

  function evict(weight: number): void {
    const target = Math.min(maxTokens - weight, Math.floor(maxTokens * (1 - EVICTED_SHARE)));
    while (held > target) {
      const oldest = findOldest();
      if (oldest === undefined) return;
      remove(oldest);
    }
  }

  function sweep(now: number): void {
    nextSweep = now + SWEEP_INTERVAL_MS;
    for (const peers of byLifetime.values()) {
      for (const token of peers.values()) {
        if (token.expiresAt + EXPIRED_MEMORY_MS > now) break;
        remove(token);
      }
    }
  }

  return {
    sweep,
    all: () => [...byLifetime.values()].flatMap((peers) => [...peers.values()]),
    restore(tokens) {
      for (const token of tokens) add(token);
    },
    issue({ lifetimeSeconds, ...wanted }, now) {
      // Also sweep if the clock was set back.
      if (now >= nextSweep || now < nextSweep - SWEEP_INTERVAL_MS) sweep(now);
      const weight = weightOf(wanted);
      if (held + weight > maxTokens) evict(weight);
      const token: IssuedToken = {
        ...wanted,
        value: createValue(),
        issuedAt: now,
        expiresAt: now + lifetimeSeconds * 1000,
        delegationId: null,
      };
      add(token);
      return token;
    },
    find(value, now) {
      const token = find(value);
      if (token === undefined) return UNKNOWN;
      return { status: now < token.expiresAt ? 'active' : 'expired', token };
    },
    revoke(value) {
      const token = find(value);
      if (token === undefined) return false;
      remove(token);
      return true;
    },
    get size() {
      return [...byLifetime.values()].reduce((sum, { size }) => sum + size, 0);
    },
  };
}

/** Characters of audience and details that count as one more token. */
const WEIGHT_LENGTH = 250;

function weightOf({
  audience,
  authorizationDetails,
}: Pick<IssuedToken, 'audience' | 'authorizationDetails'>): number {
  const length = audience.join().length + (authorizationDetails?.length ?? 0);
  return 1 + Math.floor(length / WEIGHT_LENGTH);
}

/** Curity's id of the delegation that a token belongs to, generated when it is first needed. */
export function delegationOf(token: IssuedToken): string {
  token.delegationId ??= randomUUID();
  return token.delegationId;
}
