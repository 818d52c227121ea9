import type { MutualTls, ServerRules, TokenServerConfig } from './config.ts';

/** As Curity has it, where it is known. */
export const DEFAULT_RULES: ServerRules = {
  errorStyle: 'rfc',
  requireDpopNonce: false,
  dpopProofLifetime: 60,
  checkAssertionReplay: false,
  assertionAudiences: ['issuer', 'token_endpoint'],
  clockTolerance: 10,
};

/** Every rule of a configuration, with its defaults. */
export function rulesOf({ rules }: Pick<TokenServerConfig, 'rules'>): ServerRules {
  return { ...DEFAULT_RULES, ...rules };
}

/** Whether and where clients are asked for certificates: not without TLS. */
export function mutualTlsOf({ mutualTls, scheme }: TokenServerConfig): MutualTls {
  return scheme === 'http' || mutualTls === undefined ? { mode: 'off' } : mutualTls;
}
