import type { ExchangePurpose } from './exchange.ts';

/** Headlines for successful exchanges. */
export const SUCCESS_HEADLINES: Readonly<Record<ExchangePurpose, string>> = {
  token: 'Token received',
  api: 'The API call succeeded',
  metadata: 'Metadata received',
  jwks: 'Key set received',
  introspection: 'Introspection response',
  revocation: 'Token revoked',
};
