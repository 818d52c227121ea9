import type { MutualTls, ServerRules, TokenServerConfig } from './config.ts';

/** Curity's defaults where they are known, and RFC 10070's audience. */
export const DEFAULT_RULES: ServerRules = {
  errorStyle: 'rfc',
  requireDpopNonce: false,
  dpopProofLifetime: 60,
  checkAssertionReplay: false,
  rfc10070Strict: false,
  legacyAudience: false,
  checkApiAudience: true,
  clockTolerance: 10,
};

/** Every rule of a configuration, with its defaults. */
export function rulesOf({ rules }: Pick<TokenServerConfig, 'rules'>): ServerRules {
  return { ...DEFAULT_RULES, ...rules };
}

/** Whether and where client certificates are requested: never without TLS. */
export function mutualTlsOf({ mutualTls, scheme }: TokenServerConfig): MutualTls {
  return scheme === 'http' || mutualTls === undefined ? { mode: 'off' } : mutualTls;
}
