import type { AccessToken } from '../../../shared/oauth/token.ts';

/** Access tokens live in memory only. The shelf holds every one of this session, so that several can be compared later. */
export interface TokensSlice {
  /** By the token's id. */
  readonly tokens: Readonly<Record<string, AccessToken>>;
  /** The token that Call API attaches, by workspace id. */
  readonly currentTokenIds: Readonly<Record<string, string>>;
}

export const initialTokens: TokensSlice = { tokens: {}, currentTokenIds: {} };
