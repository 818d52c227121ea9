import type { AccessToken } from '../../../shared/oauth/token/token.ts';
import type { TimelineExchange } from './timeline-exchange.ts';

/** A token's lifetime along the client's lane. */
export interface Ribbon {
  readonly token: AccessToken;
  /** The place of the exchange that brought it. */
  readonly from: number;
  /** The place at which it ends: of the next token, or behind the last exchange. */
  readonly to: number;
  /** A later token took its place: only the last one counts down. */
  readonly isReplaced: boolean;
}

/** The shortest ribbon, in places, so that its countdown fits. */
const SHORTEST = 4;

/** @param places how many are taken, the next step included. */
export function findRibbons(exchanges: readonly TimelineExchange[], places: number): readonly Ribbon[] {
  const starts = exchanges.flatMap(({ token }, from) => (token ? [{ token, from }] : []));
  const replacing = new Set<string>();
  const ribbons: Ribbon[] = [];
  for (const { token, from } of starts.toReversed()) {
    ribbons.push({
      token,
      from,
      to: ribbons.at(-1)?.from ?? Math.max(places, from + SHORTEST),
      isReplaced: replacing.has(token.clientKey),
    });
    replacing.add(token.clientKey);
  }
  return ribbons.reverse();
}

/** The share of a token's life that is left, from 0 to 1. */
export function shareLeft({ expiresAt, receivedAt, revokedAt }: AccessToken, now: number): number {
  if (revokedAt !== undefined) return 0;
  if (expiresAt === null) return 1;
  return Math.max(0, Math.min(1, (expiresAt - now) / Math.max(1, expiresAt - receivedAt)));
}
